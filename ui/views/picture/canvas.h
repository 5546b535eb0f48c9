#pragma once

#include <QImage>
#include <QMargins>
#include <QPointF>
#include <QStringList>
#include <QVariantAnimation>
#include <QWidget>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/render/contour.h"
#include "core/render/heat_map.h"
#include "core/render/overlay.h"
#include "ui/views/picture/brush.h"
#include "ui/views/widgets/spoken_items.h"

namespace rex::ui {

/// A labelled rectangle over the picture.
struct CanvasBox {
  Box box;  ///< in pixels of the picture
  QColor colour;
  QString label;
  int index = -1;  ///< what is reported when it is hovered or clicked: an object query or a region
  bool strong = false;
};

/// A mask's outline over the picture.
struct CanvasOutline {
  std::vector<Outline> lines;  ///< in pixels of the picture
  QColor colour;
  bool filled = false;
};

inline constexpr QColor canvas_contour_colour(0x20, 0x22, 0x26);

/// Where a canvas looks, whatever its size and its picture's: for canvases that move together.
struct CanvasView {
  double zoom = 1;  ///< over the zoom at which the picture fits
  QPointF centre;   ///< as fractions of the picture
};

/// All that a canvas draws; a finished value.
struct CanvasContent {
  std::shared_ptr<const PicturePyramid> picture;
  HeatMap heat;  ///< empty: the picture alone
  Scale scale;
  Appearance appearance;  ///< of the heat and the grid
  bool colour_bar = true;
  std::vector<CanvasBox> boxes;
  std::vector<CanvasOutline> outlines;
  std::vector<Box> highlights;     ///< the patches or regions that are selected
  QStringList place_names;         ///< of the heat's regions, said where the pointer is; may be empty
  std::vector<BrushPlace> places;  ///< what the brush can take away, and what of it is: hatched
  bool places_in_grid = false;     ///< patches, in rows
};

/// The rectangle of a cell or region (PLACE) of HEAT in pixels of the picture.
std::optional<Box> place_box(const HeatMap& heat, int place);

/// The picture with everything over it; pans by dragging, zooms by wheel round the pointer. Knows no model: it draws
/// its content and reports where the pointer is.
class Canvas : public QWidget, public SpokenItems {
  Q_OBJECT

 public:
  explicit Canvas(QWidget* parent = nullptr);

  /// Shows CONTENT; a new picture is fitted, the same one keeps its view. The heat cross-fades in 120 ms.
  void set_content(CanvasContent content);
  const CanvasContent& content() const { return content_; }

  /// What to say while there is no picture.
  void set_empty_text(const QString& text);

  /// Dims what is shown while something newer is under way.
  void set_dimmed(bool dimmed);

  void fit();
  void zoom_to(double factor);  ///< device-independent pixels for each pixel of the picture, round the centre
  void zoom_by(double factor);
  void pan_by(QPointF share);  ///< of what is seen: to the right and down
  double zoom() const { return zoom_; }

  /// Room that a fitted picture leaves at the edges, for what floats over the canvas.
  void set_insets(const QMargins& insets);

  Box view() const;  ///< in pixels of the picture
  CanvasView linked_view() const;
  void set_linked_view(const CanvasView& view);  ///< emits nothing

  /// Whether dragging takes places of the content away instead of moving the picture: painted patch by patch, with Alt
  /// a box of them; with Shift, or begun on what is gone, it puts them back. The middle button still moves the picture;
  /// Shift+wheel makes the brush larger; arrows move over the places and the space bar takes one away.
  void set_brush(bool on);
  bool brushing() const { return brush_; }
  int brush_size() const { return brush_size_; }  ///< in patches

  /// Marks the place in the picture where the pointer is in a canvas beside this one.
  void set_pointer(std::optional<QPointF> picture_point);

  /// The cell of the heat's grid, or the smallest region, at a point of the picture; -1 where there is none.
  int place_at(QPointF picture_point) const;

  /// Whether several regions lie under the pointer, and the next one (by 1 or -1) of them, from the smallest to the
  /// largest and on from the start: what the pointer is said to be on.
  bool has_more_places() const { return under_.size() > 1; }
  void next_place(int by);

  /// Walking: arrows go from patch to patch, or region to region, as the pointer does, and Enter clicks. It begins with
  /// Enter, or when Tab comes here.
  void walk();
  void stop_walking();
  bool walking() const { return walking_; }

  int spoken_count() const override;
  QString spoken_name(int item) const override;
  QString spoken_value(int item) const override;
  QRect spoken_rect(int item) const override;
  int spoken_current() const override { return hovered_place_; }

  /// The ends of the colour bar in the widget, the high one first; where none is drawn, null.
  std::pair<QPointF, QPointF> colour_bar_ends() const;

  QPointF to_picture(QPointF widget_point) const;
  QPointF to_widget(QPointF picture_point) const;

  QSize sizeHint() const override { return {640, 480}; }
  QSize minimumSizeHint() const override { return {160, 120}; }

 Q_SIGNALS:
  void hovered(QPointF picture_point, int place,
               int box);  ///< place: cell or region or -1; box: CanvasBox::index or -1
  void left();
  void placesChanged();                                        ///< has_more_places() is another
  void clicked(int place, int box, bool more);                 ///< MORE: with Ctrl
  void doubleClicked(int place, int box, bool more);           ///< after the clicked() of its first click
  void brushed(const std::vector<int>& places, bool restore);  ///< indices into CanvasContent::places
  void viewChanged();
  void scaleMoved(double low, double high);  ///< an end of the colour bar was dragged; LOW = HIGH: both go back
  void scaleAsked();                         ///< the colour bar was clicked

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QRectF picture_rect() const;  ///< in the widget
  double fitting_zoom() const;
  QPointF middle() const;  ///< of the widget without its insets
  void render();
  void draw_marks(QPainter& painter);  ///< what lies over the picture and changes seldom
  void draw_grid(QPainter& painter) const;
  void draw_boxes(QPainter& painter) const;
  void draw_outlines(QPainter& painter) const;
  QRectF colour_bar() const;  ///< in the widget; empty where none is drawn
  bool press_colour_bar(QPointF point);
  void drag_colour_bar(QPointF point);
  void draw_colour_bar(QPainter& painter) const;
  void draw_histogram(QPainter& painter, const QRectF& place) const;
  void draw_gone(QPainter& painter) const;
  void draw_brush(QPainter& painter) const;
  void start_stroke(QPointF point, Qt::KeyboardModifiers modifiers);
  void go_on_with_stroke(QPointF point);
  void end_stroke(QPointF point);
  void move_brush(int columns, int rows);
  bool press_brush_key(int key);
  void paint_under_brush();
  void draw_place(QPainter& painter, const Box& place, bool held) const;
  void draw_label(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour) const;
  void draw_walking(QPainter& painter) const;
  int strongest_place() const;
  int place_beside(int place, int key) const;  ///< in the direction of an arrow; PLACE itself where there is none
  void go_to(int place);
  int box_at(QPointF picture_point) const;
  std::vector<int> places_at(QPointF picture_point) const;  ///< the smallest first
  int place_under(QPointF picture_point);                   ///< the one that was chosen of those under the pointer
  void forget_places();
  void keep_in_sight();
  void view_moved();

  CanvasContent content_;
  QString empty_text_;
  QMargins insets_;
  int hovered_place_ = -1;
  std::vector<int> under_;  ///< places_at() the pointer
  std::size_t chosen_ = 0;  ///< of under_
  QPointF hovered_point_;   ///< in the picture
  std::optional<QPointF> pointer_;
  bool dimmed_ = false;
  bool fitted_ = true;
  double zoom_ = 1;
  QPointF centre_;  ///< of the view, in pixels of the picture
  KeptOverlay overlay_;
  ViewImage rendered_;
  QImage image_, previous_image_;  ///< the rendered pixels of the picture, at the device's resolution
  QPointF image_at_;               ///< of their corner in the widget
  bool stale_ = true;
  QImage marks_;  ///< grid, outlines, boxes and colour bar at the device's resolution; null: to be drawn
  QVariantAnimation fade_;
  std::optional<QPointF> pressed_;
  QPointF pressed_centre_;
  struct Stroke {
    bool restore = false, box = false;
    QPointF from, last;  ///< in the picture
  };
  bool brush_ = false;
  int brush_size_ = 1;
  std::optional<Stroke> stroke_;
  std::optional<QPointF> brush_at_;  ///< where the brush hovers, in the picture
  bool dragging_ = false;
  struct BarDrag {
    QRectF bar;
    Scale scale;  ///< when it began
    QPointF from;
    bool high = false;  ///< which end
    bool moved = false;
  };
  std::optional<BarDrag> bar_drag_;
  bool walking_ = false;
};

}  // namespace rex::ui
