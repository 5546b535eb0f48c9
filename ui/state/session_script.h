#pragma once

#include <QObject>
#include <QStringList>

namespace rex::ui {

class Session;
class ViewHistory;

/// Every view that a person had, as the `rex explain` command that makes its figure again.
class SessionScript : public QObject {
  Q_OBJECT

 public:
  /// Takes down what SESSION shows whenever HISTORY remembers a view.
  SessionScript(const Session& session, const ViewHistory& history, QObject* parent = nullptr);

  bool empty() const { return commands_.isEmpty(); }
  /// A shell script that writes figure-001.pdf, figure-002.pdf, … into the folder in which it runs.
  QString text() const;

 private:
  QStringList commands_;  ///< each once, in the order of the first time
};

}  // namespace rex::ui
