#pragma once

#include <QImage>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <string>
#include <vector>

class QPainter;

namespace rex::ui {

class Session;

/// The film itself: one frame for the relevancy after each layer, of all stacks or of one, and the handle of the start
/// layer.
class LayerFilm : public QWidget {
  Q_OBJECT

 public:
  explicit LayerFilm(Session& session, QWidget* parent = nullptr);

  int frames() const { return static_cast<int>(frames_.size()); }
  void set_stack(const QString& stack);  ///< empty: the layers of all stacks
  QString stack() const { return stack_; }
  QStringList stacks() const;  ///< of the explanation's steps, in order
  /// The frame of the step that is selected, or the last one before it; -1 where that lies before all frames.
  int current_frame() const;
  void show_frame(int frame);         ///< selects its step; the finished explanation for the last step of all
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
    int step = 0;  ///< index into Explanation::steps
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
  QTimer later_;
  QString stack_;
  std::string word_colours_ = "heat";  ///< colour map of the frames' words
  std::vector<Frame> frames_;
  QSize frame_ = QSize(96, 72);
  int dragged_to_ = -1;  ///< frame at which the start handle is held; -1: not dragged
};

}  // namespace rex::ui
