#include "ui/views/picture/canvas.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int margin = 16;  // round a fitted picture
constexpr double largest_zoom = 64;
constexpr double smallest_zoom = 0.01;
constexpr int fade_milliseconds = 120;

double area(const Box& box) { return (box.right - box.left) * (box.bottom - box.top); }

bool contains(const Box& box, QPointF point) {
  return point.x() >= box.left && point.x() < box.right && point.y() >= box.top && point.y() < box.bottom;
}

bool same_box(const Box& a, const Box& b) {
  return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
}

bool same_mark(const CanvasBox& a, const CanvasBox& b) {
  return same_box(a.box, b.box) && a.colour == b.colour && a.label == b.label && a.strong == b.strong;
}

bool same_line(const Outline& a, const Outline& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Point& p, const Point& q) { return p.x == q.x && p.y == q.y; });
}

bool same_outline(const CanvasOutline& a, const CanvasOutline& b) {
  return a.colour == b.colour && a.filled == b.filled &&
         std::equal(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(), same_line);
}

bool same_place(const BrushPlace& a, const BrushPlace& b) { return a.gone == b.gone && same_box(a.box, b.box); }

/// Whether grid, outlines, boxes, hatching and colour bar are the same.
bool same_marks(const CanvasContent& a, const CanvasContent& b) {
  return a.picture == b.picture && a.appearance.grid == b.appearance.grid && a.appearance.heat == b.appearance.heat &&
         a.colour_bar == b.colour_bar && a.scale == b.scale && a.appearance.colour_map == b.appearance.colour_map &&
         a.heat.empty() == b.heat.empty() && a.heat.grid.width == b.heat.grid.width &&
         a.heat.grid.height == b.heat.grid.height && same_box(a.heat.area, b.heat.area) &&
         std::equal(a.boxes.begin(), a.boxes.end(), b.boxes.begin(), b.boxes.end(), same_mark) &&
         std::equal(a.outlines.begin(), a.outlines.end(), b.outlines.begin(), b.outlines.end(), same_outline) &&
         std::equal(a.places.begin(), a.places.end(), b.places.begin(), b.places.end(), same_place);
}

}  // namespace

std::optional<Box> place_box(const HeatMap& heat, int place) {
  if (place < 0) return {};
  if (!heat.boxes.empty()) {
    if (place >= static_cast<int>(heat.boxes.size())) return {};
    return heat.boxes[static_cast<std::size_t>(place)];
  }
  if (place >= heat.grid.width * heat.grid.height) return {};
  const double width = (heat.area.right - heat.area.left) / static_cast<double>(heat.grid.width);
  const double height = (heat.area.bottom - heat.area.top) / static_cast<double>(heat.grid.height);
  const double left = heat.area.left + width * static_cast<double>(place % heat.grid.width);
  const double top = heat.area.top + height * static_cast<double>(place / heat.grid.width);
  return Box{left, top, left + width, top + height};
}

Canvas::Canvas(QWidget* parent) : QWidget(parent), insets_(margin, margin, margin, margin) {
  setObjectName("canvas");
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Picture with heat map"));
  setAttribute(Qt::WA_OpaquePaintEvent);
  fade_.setStartValue(0.0);
  fade_.setEndValue(1.0);
  fade_.setDuration(fade_milliseconds);
  connect(&fade_, &QVariantAnimation::valueChanged, this, [this] { update(); });
}

void Canvas::set_content(CanvasContent content) {
  const bool other_picture = content.picture != content_.picture;
  if (other_picture || content.heat.boxes.size() != content_.heat.boxes.size()) forget_places();
  const bool other_heat = content.heat.values() != content_.heat.values();
  if (other_heat && !other_picture && !stale_ && !image_.isNull() && isVisible()) {
    previous_image_ = image_.copy();
    fade_.stop();
    fade_.start();
  }
  if (!same_marks(content, content_)) marks_ = {};
  content_ = std::move(content);
  stale_ = true;
  if (other_picture) {
    previous_image_ = {};
    fade_.stop();
    fit();
  }
  update();
}

void Canvas::set_empty_text(const QString& text) {
  empty_text_ = text;
  update();
}

void Canvas::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  update();
}

double Canvas::fitting_zoom() const {
  if (!content_.picture) return 1;
  const Picture& picture = content_.picture->picture();
  const double x = (width() - insets_.left() - insets_.right()) / static_cast<double>(picture.width);
  const double y = (height() - insets_.top() - insets_.bottom()) / static_cast<double>(picture.height);
  return std::clamp(std::min(x, y), smallest_zoom, largest_zoom);
}

QPointF Canvas::middle() const {
  return {(width() + insets_.left() - insets_.right()) / 2.0, (height() + insets_.top() - insets_.bottom()) / 2.0};
}

void Canvas::set_insets(const QMargins& insets) {
  if (insets == insets_) return;
  insets_ = insets;
  marks_ = {};  // the colour bar keeps out of them
  if (fitted_) fit();
}

void Canvas::fit() {
  fitted_ = true;
  if (content_.picture) {
    const Picture& picture = content_.picture->picture();
    zoom_ = fitting_zoom();
    centre_ = QPointF(static_cast<double>(picture.width) / 2, static_cast<double>(picture.height) / 2);
  }
  view_moved();
}

void Canvas::zoom_to(double factor) {
  fitted_ = false;
  zoom_ = std::clamp(factor, smallest_zoom, largest_zoom);
  keep_in_sight();
  view_moved();
}

void Canvas::zoom_by(double factor) { zoom_to(zoom_ * factor); }

void Canvas::pan_by(QPointF share) {
  fitted_ = false;
  centre_ += QPointF(share.x() * width(), share.y() * height()) / zoom_;
  keep_in_sight();
  view_moved();
}

void Canvas::keep_in_sight() {
  if (!content_.picture) return;
  const Picture& picture = content_.picture->picture();
  centre_.setX(std::clamp(centre_.x(), 0.0, static_cast<double>(picture.width)));
  centre_.setY(std::clamp(centre_.y(), 0.0, static_cast<double>(picture.height)));
}

void Canvas::view_moved() {
  stale_ = true;
  marks_ = {};
  fade_.stop();
  previous_image_ = {};
  update();
  Q_EMIT viewChanged();
}

Box Canvas::view() const {
  const QPointF corner = to_picture({0, 0}), end = to_picture(QPointF(width(), height()));
  return {corner.x(), corner.y(), end.x(), end.y()};
}

CanvasView Canvas::linked_view() const {
  if (!content_.picture) return {};
  const Picture& picture = content_.picture->picture();
  return {zoom_ / fitting_zoom(),
          QPointF(centre_.x() / static_cast<double>(picture.width), centre_.y() / static_cast<double>(picture.height))};
}

void Canvas::set_linked_view(const CanvasView& view) {
  if (!content_.picture) return;
  const Picture& picture = content_.picture->picture();
  fitted_ = std::abs(view.zoom - 1) < 1e-9;
  zoom_ = std::clamp(view.zoom * fitting_zoom(), smallest_zoom, largest_zoom);
  centre_ = QPointF(view.centre.x() * static_cast<double>(picture.width),
                    view.centre.y() * static_cast<double>(picture.height));
  stale_ = true;
  marks_ = {};
  fade_.stop();
  previous_image_ = {};
  update();
}

void Canvas::set_pointer(std::optional<QPointF> picture_point) {
  if (picture_point == pointer_) return;
  pointer_ = picture_point;
  update();
}

QPointF Canvas::to_picture(QPointF point) const { return centre_ + (point - middle()) / zoom_; }

QPointF Canvas::to_widget(QPointF point) const { return middle() + (point - centre_) * zoom_; }

QRectF Canvas::picture_rect() const {
  const Picture& picture = content_.picture->picture();
  return QRectF(to_widget({0, 0}), to_widget(QPointF(picture.width, picture.height)));
}

std::vector<int> Canvas::places_at(QPointF point) const {
  const HeatMap& heat = content_.heat;
  std::vector<int> places;
  if (!heat.boxes.empty()) {
    for (std::size_t i = 0; i < heat.boxes.size(); ++i) {
      if (contains(heat.boxes[i], point)) places.push_back(static_cast<int>(i));
    }
    std::stable_sort(places.begin(), places.end(), [&](int a, int b) {
      return area(heat.boxes[static_cast<std::size_t>(a)]) < area(heat.boxes[static_cast<std::size_t>(b)]);
    });
    return places;
  }
  if (heat.grid.values.empty() || !contains(heat.area, point)) return places;
  const auto column = static_cast<std::int64_t>((point.x() - heat.area.left) / (heat.area.right - heat.area.left) *
                                                static_cast<double>(heat.grid.width));
  const auto row = static_cast<std::int64_t>((point.y() - heat.area.top) / (heat.area.bottom - heat.area.top) *
                                             static_cast<double>(heat.grid.height));
  places.push_back(static_cast<int>(row * heat.grid.width + column));
  return places;
}

int Canvas::place_at(QPointF point) const {
  const std::vector<int> places = places_at(point);
  return places.empty() ? -1 : places.front();
}

int Canvas::place_under(QPointF point) {
  std::vector<int> places = places_at(point);
  hovered_point_ = point;
  if (places != under_) {
    const bool changed = (places.size() > 1) != has_more_places();
    under_ = std::move(places);
    chosen_ = 0;
    if (changed) Q_EMIT placesChanged();
  }
  return under_.empty() ? -1 : under_[chosen_];
}

void Canvas::next_place(int by) {
  if (!has_more_places()) return;
  const auto count = static_cast<int>(under_.size());
  chosen_ = static_cast<std::size_t>(((static_cast<int>(chosen_) + by) % count + count) % count);
  hovered_place_ = under_[chosen_];
  update();
  Q_EMIT hovered(hovered_point_, hovered_place_, box_at(hovered_point_));
}

void Canvas::forget_places() {
  hovered_place_ = -1;
  const bool changed = has_more_places();
  under_.clear();
  chosen_ = 0;
  if (changed) Q_EMIT placesChanged();
}

int Canvas::box_at(QPointF point) const {
  int found = -1;
  double smallest = 0;
  for (const CanvasBox& box : content_.boxes) {
    if (box.index < 0 || !contains(box.box, point)) continue;
    if (found < 0 || area(box.box) < smallest) {
      found = box.index;
      smallest = area(box.box);
    }
  }
  return found;
}

void Canvas::render() {
  const qreal ratio = devicePixelRatioF();
  const QSize size = (QSizeF(this->size()) * ratio).toSize();
  if (!content_.picture || size.isEmpty()) return;
  Viewport viewport;
  viewport.view = view();
  viewport.width = size.width();
  viewport.height = size.height();
  static const HeatMap no_heat;
  overlay_.render(content_.picture, content_.appearance.heat ? content_.heat : no_heat, content_.scale,
                  content_.appearance, viewport, rendered_);
  // The pixels of the picture alone: they are opaque, which is several times faster to draw.
  const InsidePixels& inside = overlay_.inside();
  const std::uint32_t* corner = rendered_.pixels.data() + inside.top * rendered_.width + inside.left;
  image_ = QImage(reinterpret_cast<const uchar*>(corner), static_cast<int>(inside.right - inside.left),
                  static_cast<int>(inside.bottom - inside.top), size.width() * 4, QImage::Format_RGB32);
  image_at_ = QPointF(static_cast<double>(inside.left), static_cast<double>(inside.top)) / ratio;
  image_.setDevicePixelRatio(ratio);
  stale_ = false;
}

void Canvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().canvas);
  if (!content_.picture) {
    painter.setPen(theme().dim_text);
    painter.setFont(text_font(TextSize::title));
    painter.drawText(rect().adjusted(32, 32, -32, -32), Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
    return;
  }
  if (stale_) render();
  painter.setRenderHint(QPainter::Antialiasing);
  if (dimmed_) painter.setOpacity(0.55);
  if (fade_.state() == QAbstractAnimation::Running && !previous_image_.isNull()) {
    painter.drawImage(image_at_, previous_image_);
    painter.setOpacity(painter.opacity() * fade_.currentValue().toDouble());
    painter.drawImage(image_at_, image_);
    painter.setOpacity(dimmed_ ? 0.55 : 1);
  } else {
    painter.drawImage(image_at_, image_);
  }
  draw_marks(painter);
  if (const auto hovered = place_box(content_.heat, hovered_place_)) {
    draw_place(painter, *hovered, false);
    draw_label(painter, QRectF(to_widget({hovered->left, hovered->top}), to_widget({hovered->right, hovered->bottom})),
               content_.place_names.value(hovered_place_), theme().surface);
  }
  for (const Box& held : content_.highlights) draw_place(painter, held, true);
  if (walking_) draw_walking(painter);
  if (brush_) draw_brush(painter);
  if (pointer_) {
    const QPointF point = to_widget(*pointer_);
    const QRectF picture = picture_rect();
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 160), 3.0), std::pair(QColor(Qt::white), 1.4)}) {
      painter.setPen(QPen(colour, width));
      painter.drawEllipse(point, 6, 6);
      for (const double side : {-1.0, 1.0}) {
        painter.drawLine(point + QPointF(8 * side, 0), point + QPointF(20 * side, 0));
        painter.drawLine(point + QPointF(0, 8 * side), point + QPointF(0, 20 * side));
      }
    }
    const int place = place_at(*pointer_);
    if (place >= 0 && picture.contains(point))
      draw_label(painter, QRectF(point + QPointF(12, -8), QSizeF(1, 1)), spoken_value(place), theme().surface);
  }
}

void Canvas::resizeEvent(QResizeEvent*) {
  if (fitted_) {
    fit();
  } else {
    view_moved();
  }
}

void Canvas::wheelEvent(QWheelEvent* event) {
  if (!content_.picture) return;
  if (brush_ && event->modifiers().testFlag(Qt::ShiftModifier)) {
    constexpr int largest_brush = 9;
    const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    brush_size_ = std::clamp(brush_size_ + (turned > 0 ? 1 : -1), 1, largest_brush);
    update();
    event->accept();
    return;
  }
  const QPointF before = to_picture(event->position());
  zoom_ = std::clamp(zoom_ * std::pow(1.0015, event->angleDelta().y()), smallest_zoom, largest_zoom);
  fitted_ = false;
  centre_ += before - to_picture(event->position());
  keep_in_sight();
  view_moved();
  event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  if (brush_ && event->button() == Qt::LeftButton && content_.picture) {
    return start_stroke(to_picture(event->position()), event->modifiers());
  }
  if (event->button() == Qt::LeftButton && press_colour_bar(event->position())) return;
  pressed_ = event->position();
  pressed_centre_ = centre_;
  dragging_ = false;
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  if (!content_.picture) return;
  if (bar_drag_) return drag_colour_bar(event->position());
  if (brush_ && !pressed_) {
    brush_at_ = to_picture(event->position());
    update();
    if (stroke_) return go_on_with_stroke(*brush_at_);
  }
  if (pressed_) {
    const QPointF moved = event->position() - *pressed_;
    if (!dragging_ && moved.manhattanLength() < QGuiApplication::styleHints()->startDragDistance()) return;
    dragging_ = true;
    fitted_ = false;
    setCursor(Qt::ClosedHandCursor);
    centre_ = pressed_centre_ - moved / zoom_;
    keep_in_sight();
    view_moved();
    return;
  }
  const QPointF point = to_picture(event->position());
  const int place = place_under(point);
  if (std::exchange(hovered_place_, place) != place) update();
  Q_EMIT hovered(point, place, box_at(point));
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  if (stroke_ && event->button() == Qt::LeftButton) return end_stroke(to_picture(event->position()));
  if (bar_drag_ && event->button() == Qt::LeftButton) {
    if (!std::exchange(bar_drag_, std::nullopt)->moved) Q_EMIT scaleAsked();
    return;
  }
  if (!pressed_) return;
  pressed_.reset();
  if (brush_) {
    setCursor(Qt::CrossCursor);
  } else {
    unsetCursor();
  }
  if (std::exchange(dragging_, false) || event->button() != Qt::LeftButton || !content_.picture) return;
  const QPointF point = to_picture(event->position());
  Q_EMIT clicked(place_under(point), box_at(point), event->modifiers().testFlag(Qt::ControlModifier));
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !content_.picture) return;
  if (press_colour_bar(event->position())) {
    bar_drag_.reset();
    return Q_EMIT scaleMoved(0, 0);
  }
  if (brush_) return start_stroke(to_picture(event->position()), event->modifiers());  // a second click like the first
  const QPointF point = to_picture(event->position());
  const int place = place_under(point), box = box_at(point);
  fit();
  Q_EMIT doubleClicked(place, box, event->modifiers().testFlag(Qt::ControlModifier));
}

void Canvas::leaveEvent(QEvent*) {
  forget_places();
  brush_at_.reset();
  update();
  Q_EMIT left();
}

void Canvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
    marks_ = {};
    update();
  }
  QWidget::changeEvent(event);
}

}  // namespace rex::ui
