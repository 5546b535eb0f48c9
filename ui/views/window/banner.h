#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace rex::ui {

/// One message above the canvas: what happened, and a button for what to do. Hidden while there is nothing to say.
class Banner : public QFrame {
  Q_OBJECT

 public:
  explicit Banner(QWidget* parent = nullptr);

  /// Shows PROBLEM and REMEDY; with ACTION_TEXT a button that runs ACTION.
  void say(const QString& problem, const QString& remedy, const QString& action_text = {},
           std::function<void()> action = {});
  void clear();

 private:
  QLabel* text_;
  QPushButton* button_;
  std::function<void()> action_;
};

}  // namespace rex::ui
