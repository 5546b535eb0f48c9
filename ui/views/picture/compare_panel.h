#pragma once

#include <QWidget>

#include "ui/views/picture/canvas.h"

class QLabel;
class QToolButton;

namespace rex::ui {

class ElidedLabel;

/// One panel of the comparison: title, picture with heat, words.
class ComparePanel : public QWidget {
  Q_OBJECT

 public:
  explicit ComparePanel(QWidget* parent = nullptr);

  Canvas& canvas() { return *canvas_; }
  const Canvas& canvas() const { return *canvas_; }
  void set_title(const QString& title, const QString& subtitle);
  /// WORDS is rich text; empty hides them. A panel without picture hides the canvas.
  void set_content(CanvasContent content, const QString& words);
  void set_pinned(bool pinned);

  bool hasHeightForWidth() const override { return false; }  ///< or a grid would give all height to those with words

  /// The height that the words take at the panel's present width, and the least that they are given: panels with
  /// shorter words, or none, keep their pictures beside the others'.
  int words_height() const;
  void set_least_words_height(int height);

 Q_SIGNALS:
  void unpinRequested();

 private:
  ElidedLabel *title_, *subtitle_;
  Canvas* canvas_;
  QLabel* words_;
  QWidget* space_;
  QToolButton* unpin_;
};

}  // namespace rex::ui
