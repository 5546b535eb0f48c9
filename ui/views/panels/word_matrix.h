#pragma once

#include <QWidget>
#include <vector>

#include "core/explain/shown/shown_part.h"

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace rex::ui {

class Session;

/// Which word looks where: a row for each word with a small map of the picture as seen from it, and how much the word
/// matters for the answer. A click on a heading sorts, a click on a row holds the word as one in the strip of words
/// does.
class WordMatrix : public QWidget {
  Q_OBJECT

 public:
  explicit WordMatrix(Session& session, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void wait();  ///< drawn when it is seen
  void rebuild();
  void show_held();
  void hold(const QTreeWidgetItem& item);
  const std::vector<TokenPlace>& tokens_of_row(const QTreeWidgetItem& item) const;

  Session& session_;
  QTreeWidget* list_;
  QLabel* hint_;
  std::vector<std::vector<TokenPlace>> words_;  ///< the tokens of each word, in the sentence's order
  bool stale_ = true;
  bool with_ctrl_ = false;  ///< of the last click
};

}  // namespace rex::ui
