// What the canvas draws over picture and heat: grid, what is taken away, outlines of masks, boxes with labels, the
// colour bar.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "core/render/colour_map.h"
#include "ui/figure/figure_text.h"
#include "ui/figure/hatch.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/canvas.h"

namespace rex::ui {

/// Antialiased lines cost more than all the rest, so they are kept as pixels.
void Canvas::draw_marks(QPainter& painter) {
  const qreal ratio = devicePixelRatioF();
  if (marks_.isNull() || marks_.devicePixelRatio() != ratio) {
    marks_ = QImage((QSizeF(size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    marks_.setDevicePixelRatio(ratio);
    marks_.fill(Qt::transparent);
    QPainter marks(&marks_);
    marks.setRenderHint(QPainter::Antialiasing);
    if (content_.appearance.grid) draw_grid(marks);
    draw_gone(marks);
    draw_outlines(marks);
    draw_boxes(marks);
    if (content_.colour_bar && content_.appearance.heat && !content_.heat.empty()) draw_colour_bar(marks);
  }
  painter.drawImage(QPointF(0, 0), marks_);
}

/// Hatches what is taken away.
void Canvas::draw_gone(QPainter& painter) const {
  constexpr double gap = 9;
  for (const BrushPlace& place : content_.places) {
    if (!place.gone) continue;
    const QRectF box(to_widget({place.box.left, place.box.top}), to_widget({place.box.right, place.box.bottom}));
    painter.fillRect(box, QColor(20, 22, 26, 120));
    const std::vector<QLineF> lines = figure::hatch(box, gap);
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1.2));
    painter.drawLines(lines.data(), static_cast<int>(lines.size()));
  }
}

/// What a click would take away, and the box that is being drawn.
void Canvas::draw_brush(QPainter& painter) const {
  if (stroke_ && stroke_->box) {
    painter.setBrush(QColor(255, 255, 255, 40));
    painter.setPen(QPen(theme().accent, 1.5, Qt::DashLine));
    painter.drawRect(QRectF(to_widget(stroke_->from), to_widget(stroke_->last)).normalized());
    return;
  }
  if (!brush_at_) return;
  for (const int index : brushed_at(content_.places, *brush_at_, brush_size_, content_.places_in_grid)) {
    draw_place(painter, content_.places[static_cast<std::size_t>(index)].box, true);
  }
}

void Canvas::draw_place(QPainter& painter, const Box& place, bool held) const {
  const QRectF box(to_widget({place.left, place.top}), to_widget({place.right, place.bottom}));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(held ? QColor(Qt::white) : QColor(0, 0, 0, 110), held ? 4 : 2.4));
  painter.drawRect(box);
  painter.setPen(QPen(held ? theme().accent : QColor(255, 255, 255, 220), held ? 2 : 1));
  painter.drawRect(box);
}

void Canvas::draw_grid(QPainter& painter) const {
  const HeatMap& heat = content_.heat;
  if (heat.grid.values.empty()) return;
  painter.setClipRect(picture_rect());
  for (const auto& [colour, width] :
       {std::pair(QColor(0, 0, 0, 90), 1.6), std::pair(QColor(255, 255, 255, 110), 0.8)}) {
    painter.setPen(QPen(colour, width));
    for (std::int64_t column = 0; column <= heat.grid.width; ++column) {
      const double x = heat.area.left + (heat.area.right - heat.area.left) * static_cast<double>(column) /
                                            static_cast<double>(heat.grid.width);
      painter.drawLine(to_widget({x, heat.area.top}), to_widget({x, heat.area.bottom}));
    }
    for (std::int64_t row = 0; row <= heat.grid.height; ++row) {
      const double y = heat.area.top + (heat.area.bottom - heat.area.top) * static_cast<double>(row) /
                                           static_cast<double>(heat.grid.height);
      painter.drawLine(to_widget({heat.area.left, y}), to_widget({heat.area.right, y}));
    }
  }
  painter.setClipping(false);
}

void Canvas::draw_outlines(QPainter& painter) const {
  for (const CanvasOutline& outline : content_.outlines) {
    QPainterPath path;
    for (const Outline& line : outline.lines) {
      QPolygonF polygon;
      for (const Point& point : line) polygon << to_widget({point.x, point.y});
      path.addPolygon(polygon);
      path.closeSubpath();
    }
    QColor fill = outline.colour;
    fill.setAlpha(70);
    painter.setBrush(outline.filled ? QBrush(fill) : Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 190), 3));
    painter.drawPath(path);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(outline.colour, 1.6));
    painter.drawPath(path);
  }
}

void Canvas::draw_boxes(QPainter& painter) const {
  for (const CanvasBox& box : content_.boxes) {
    const QRectF rectangle(to_widget({box.box.left, box.box.top}), to_widget({box.box.right, box.box.bottom}));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 170), box.strong ? 4 : 2.4));
    painter.drawRect(rectangle);
    painter.setPen(QPen(box.colour, box.strong ? 2.2 : 1.2));
    painter.drawRect(rectangle);
    draw_label(painter, rectangle, box.label, box.colour);
  }
}

/// TEXT on a plate of COLOUR over the upper left corner of BOX, or inside it where there is no room above.
void Canvas::draw_label(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour) const {
  if (text.isEmpty()) return;
  painter.setFont(text_font(TextSize::small, true));
  const QFontMetricsF metrics(painter.font());
  const QSizeF size(metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
  QRectF label(box.topLeft() - QPointF(0, size.height()), size);
  if (label.top() < 0) label.moveTop(box.top());
  label.moveLeft(std::clamp(label.left(), 0.0, std::max(0.0, width() - size.width())));
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(label, 3, 3);
  painter.setPen(colour.lightnessF() > 0.55 ? QColor(0x10, 0x12, 0x14) : QColor(Qt::white));
  painter.drawText(label, Qt::AlignCenter, text);
}

}  // namespace rex::ui
