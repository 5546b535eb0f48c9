#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

#include "core/render/overlay.h"

class QLabel;
class QScrollArea;
class QToolButton;

namespace rex::ui {

class Session;

/// The film itself: one frame for the relevancy after each layer, and the handle of the start layer.
class LayerFilm : public QWidget {
  Q_OBJECT

 public:
  explicit LayerFilm(Session& session, QWidget* parent = nullptr);

  int frames() const { return static_cast<int>(frames_.size()); }
  QRect frame_rect(int frame) const;  ///< for scrolling to it
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void framesChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Frame {
    QImage picture;
    QString title;
    int layer = 0;
    std::vector<float> words;  ///< shares 0…1, where there is no picture
  };
  void rebuild();
  int frame_at(QPoint point) const;
  QRect handle_rect() const;
  int start_frame() const;
  int layers_of_stack(int frame) const;

  Session& session_;
  std::vector<Frame> frames_;
  std::shared_ptr<const Picture> picture_;
  std::unique_ptr<PicturePyramid> pyramid_;
  int dragged_to_ = -1;  ///< frame at which the start handle is held; -1: not dragged
};

/// The film with its play button, title and scrolling.
class LayerStrip : public QWidget {
  Q_OBJECT

 public:
  explicit LayerStrip(Session& session, QWidget* parent = nullptr);

  void step(int frames);  ///< ← and →
  void toggle_play();     ///< Space

 private:
  void show_state();
  void set_step(int frame);

  Session& session_;
  LayerFilm* film_;
  QScrollArea* scroll_;
  QToolButton* play_;
  QLabel* title_;
  QTimer timer_;
};

}  // namespace rex::ui
