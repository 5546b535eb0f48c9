#pragma once

#include <QImage>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <string>
#include <vector>

#include "ui/views/widgets/spoken_items.h"

class QPainter;

namespace rex {
struct LayerRange;
}

namespace rex::ui {

class Session;

/// The film itself: one frame for the relevancy after each layer, of all stacks or of one, and the handles of the first
/// and the last layer that counts. Layers whose rows nobody reads (DETR's encoder), and those left out, show what their
/// heads look at instead.
class LayerFilm : public QWidget, public SpokenItems {
  Q_OBJECT

 public:
  explicit LayerFilm(Session& session, QWidget* parent = nullptr);

  int frames() const { return static_cast<int>(frames_.size()); }
  void set_stack(const QString& stack);  ///< empty: the layers of all stacks
  QString stack() const { return stack_; }
  QStringList stacks() const;  ///< of the frames of all stacks, in order
  /// The frame of what is selected, or the last one before it; -1 where that lies before all frames.
  int current_frame() const;
  void show_frame(int frame);         ///< selects its step; the finished explanation for the last step of all
  QRect frame_rect(int frame) const;  ///< for scrolling to it
  QRect handle_rect() const;          ///< of the first layer that counts
  QRect end_handle_rect() const;      ///< of the last
  /// Frames fill ROOM, in as many rows as make them largest; times the zoom.
  void set_room(QSize room);
  void zoom_by(double factor);  ///< frames larger or smaller than the room asks for; then they wrap and scroll down
  int rows() const;
  QSize frame_size() const { return frame_; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

  int spoken_count() const override { return frames(); }
  QString spoken_name(int item) const override { return frames_[static_cast<std::size_t>(item)].title; }
  QString spoken_value(int item) const override;
  QRect spoken_rect(int item) const override { return frame_rect(item); }
  int spoken_current() const override { return current_frame(); }

 Q_SIGNALS:
  void framesChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Frame {
    QImage picture;
    QString title, stack;
    int step = -1;  ///< index into Explanation::steps; -1: what the heads of the map look at
    int map = -1;   ///< index into Explanation::head_maps, where there are any
    int layer = 0;
    std::vector<float> words;  ///< shares 0…1, where there is no picture
  };
  enum class Handle { none, start, end };
  void rebuild();
  std::vector<Frame> found_frames() const;  ///< of all stacks, without pictures
  void draw_pictures();
  void arrange();
  int frame_at(QPoint point) const;
  int nearest_frame(QPoint point) const;
  Handle handle_at(QPoint point) const;
  void draw_frame(QPainter& painter, int frame, const QRect& area) const;
  void draw_handle(QPainter& painter, const QRectF& area, bool end) const;
  LayerRange shown_layers() const;  ///< as dragged
  int start_frame() const;
  int end_frame() const;
  bool counts(int frame) const;
  int layers_of_stack(const QString& stack) const;

  Session& session_;
  QTimer later_;
  QString stack_;
  std::string word_colours_ = "heat";  ///< colour map of the frames' words
  std::vector<Frame> frames_;
  QSize room_, frame_ = QSize(96, 72);
  double aspect_ = 4.0 / 3, zoom_ = 1;
  int columns_ = 1;
  Handle dragged_ = Handle::none;
  int dragged_to_ = -1;  ///< frame at which it is held
};

}  // namespace rex::ui
