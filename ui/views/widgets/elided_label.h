#pragma once

#include <QLabel>

namespace rex::ui {

/// One line of text that is cut with an ellipsis where room is short; the tooltip then has all of it.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  using QLabel::QLabel;

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace rex::ui
