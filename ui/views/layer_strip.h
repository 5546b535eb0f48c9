#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

class QLabel;
class QPainter;
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
  QRect handle_rect() const;          ///< of the start layer
  void set_room(QSize room);          ///< frames fill it, and all fit into it where they stay large enough
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
  int frame_under(int x) const;  ///< clamped to the frames
  void draw_frame(QPainter& painter, int frame, const QRect& place) const;
  int start_frame() const;
  int layers_of_stack(int frame) const;

  Session& session_;
  std::vector<Frame> frames_;
  QSize frame_ = QSize(96, 72);
  int dragged_to_ = -1;  ///< frame at which the start handle is held; -1: not dragged
};

/// The film with its play button, title and scrolling.
class LayerStrip : public QWidget {
  Q_OBJECT

 public:
  explicit LayerStrip(Session& session, QWidget* parent = nullptr);

  void step(int frames);  ///< ← and →
  void toggle_play();     ///< Space
  void stop();            ///< playing

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_state();
  void fit_film();
  void set_step(int frame);

  Session& session_;
  LayerFilm* film_;
  QScrollArea* scroll_;
  QToolButton* play_;
  QLabel* title_;
  QTimer timer_;
};

}  // namespace rex::ui
