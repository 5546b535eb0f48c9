#pragma once

#include <QFrame>
#include <string>

class QComboBox;
class QLabel;

namespace rex::ui {

class ActionRegistry;
class Session;

/// The slim bar over the canvas while something of the input is taken away, or the brush is on: what is gone, what it
/// did to the answer, what shows in its place, and what can be done next.
class BrushBar : public QFrame {
  Q_OBJECT

 public:
  BrushBar(Session& session, const ActionRegistry& actions, QWidget* parent = nullptr);

  void set_brushing(bool on);
  /// Name of the evaluate::Replacement that is chosen for patches.
  std::string fill() const;

 private:
  void refresh();
  QString sentence() const;
  /// "3 patches and the word “cat”".
  static QString named(const RemovedPart& removed, const std::vector<std::string>& words);

  Session& session_;
  QLabel* text_;
  QComboBox* fill_;
  bool brushing_ = false;
};

}  // namespace rex::ui
