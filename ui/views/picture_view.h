#pragma once

#include <QWidget>
#include <memory>

#include "ui/views/canvas.h"

class QLabel;
class QTimer;

namespace rex::ui {

class AppearanceBar;
class Session;
class TokenStrip;

/// The centre of the window: canvas, floating appearance strip, words. It turns session, selection and appearance into
/// what the canvas draws, and the canvas's pointer into the selection.
class PictureView : public QWidget {
  Q_OBJECT

 public:
  explicit PictureView(Session& session, QWidget* parent = nullptr);

  Canvas& canvas() { return *canvas_; }
  TokenStrip& words() { return *words_; }

 Q_SIGNALS:
  /// What is under the pointer, for the details panel: empty when it leaves.
  void pointed(const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();
  void show_place(QPointF point, int place, int box);
  void place_appearance();
  std::vector<CanvasBox> boxes() const;
  std::vector<CanvasOutline> outlines() const;

  Session& session_;
  Canvas* canvas_;
  TokenStrip* words_;
  AppearanceBar* appearance_;
  QLabel* title_;
  QTimer* dim_;
  std::shared_ptr<const Picture> picture_;
  std::shared_ptr<const PicturePyramid> pyramid_;
};

}  // namespace rex::ui
