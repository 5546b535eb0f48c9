#include "ui/figure/panel_painter.h"

#include <QFontMetricsF>
#include <QImage>
#include <QLinearGradient>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "core/render/colour_map.h"
#include "ui/figure/colours.h"
#include "ui/figure/figure_text.h"
#include "ui/figure/hatch.h"

namespace rex::figure {

namespace {

constexpr double most_pixels = 40e6;  // of one picture in an SVG or PDF file
constexpr double box_pen = 0.8 * points, outline_pen = 1.1 * points, contour_pen = 0.6 * points,
                 frame_pen = 0.4 * points, grid_pen = 0.35 * points;
constexpr double label_size = 7;

/// From pixels of the picture to the place of its drawing.
QPointF mapped(const Point& point, const Box& shown, const QRectF& area) {
  return {area.left() + (point.x - shown.left) / (shown.right - shown.left) * area.width(),
          area.top() + (point.y - shown.top) / (shown.bottom - shown.top) * area.height()};
}

QRectF mapped(const Box& box, const Box& shown, const QRectF& area) {
  const QPointF corner = mapped(Point{box.left, box.top}, shown, area);
  return QRectF(corner, mapped(Point{box.right, box.bottom}, shown, area)) & area;
}

bool is_raster(const QPainter& painter) { return painter.paintEngine()->type() == QPaintEngine::Raster; }

QRectF frame_of(const LabelledBox& box, const Box& shown, const QRectF& area) {
  const double inset = box_pen / 2;
  return mapped(box.box, shown, area.adjusted(inset, inset, -inset, -inset));
}

}  // namespace

const PicturePyramid& PanelPainter::pyramid(const std::shared_ptr<const Picture>& picture) {
  auto& made = pyramids_[picture.get()];
  if (!made) {
    auto shown = picture;
    if (!shown) {
      Picture white(1, 1);
      std::fill(white.pixels.begin(), white.pixels.end(), std::uint8_t{255});
      shown = std::make_shared<const Picture>(std::move(white));
    }
    made = std::make_unique<PicturePyramid>(std::move(shown));
  }
  return *made;
}

void PanelPainter::paint(const Panel& panel, const PanelLayout& layout) {
  if (layout.picture.isEmpty()) {
    if (!layout.bar.isEmpty()) paint_bar(panel, layout);
    return;
  }
  const QRectF& area = layout.picture;
  if (!panel.plot.empty()) return paint_plot(painter_, panel.plot, area);
  const Box shown = shown_box(panel);
  paint_picture(panel, area);
  paint_unseen(panel, area);
  paint_removed(panel, area);
  if (panel.grid) paint_grid(panel, area);
  paint_contours(panel, area);
  for (const MaskOutline& mask : panel.masks) {
    paint_outline(mask.lines, shown, area, to_qcolor(mask.colour), outline_pen);
  }
  for (const LabelledBox& box : panel.boxes) paint_frame(box, shown, area);
  paint_tags(panel.boxes, shown, area);
  if (!layout.bar.isEmpty()) paint_bar(panel, layout);
}

void PanelPainter::paint_picture(const Panel& panel, const QRectF& area) {
  const Box shown = shown_box(panel);
  QRectF target = area;
  double width, height;  // in pixels
  if (is_raster(painter_)) {
    // Whole pixels of the device, so that nothing is resampled a second time.
    target = painter_.deviceTransform().mapRect(area).toAlignedRect();
    width = target.width();
    height = target.height();
  } else {
    const double inches = area.width() / units_per_inch, natural = shown.right - shown.left;
    width = std::max(panel.picture ? natural : 0.0, inches * dpi_);
    height = width * area.height() / area.width();
    const double excess = std::sqrt(width * height / most_pixels);
    if (excess > 1) width /= excess, height /= excess;
  }
  Viewport viewport{shown, std::max<std::int64_t>(1, std::llround(width)),
                    std::max<std::int64_t>(1, std::llround(height))};
  ViewImage image;
  if (panel.picture != nullptr) {
    render_overlay(pyramid(panel.picture), panel.heat, panel.scale, panel.appearance, viewport, image);
  } else {
    // One white pixel stands for the picture that is not there: move the heat to where it is.
    const auto to_unit = [&](Box& box) {
      const Point from{box.left, box.top}, to{box.right, box.bottom};
      const QRectF unit(0, 0, 1, 1);
      box = {mapped(from, shown, unit).x(), mapped(from, shown, unit).y(), mapped(to, shown, unit).x(),
             mapped(to, shown, unit).y()};
    };
    HeatMap heat = panel.heat;
    to_unit(heat.area);
    for (Box& box : heat.boxes) to_unit(box);
    viewport.view = {0, 0, 1, 1};
    render_overlay(pyramid(nullptr), heat, panel.scale, panel.appearance, viewport, image);
  }
  const QImage drawn(reinterpret_cast<const uchar*>(image.pixels.data()), static_cast<int>(image.width),
                     static_cast<int>(image.height), static_cast<qsizetype>(image.width) * 4, QImage::Format_RGB32);
  painter_.save();
  painter_.setRenderHint(QPainter::SmoothPixmapTransform);
  painter_.setRenderHint(QPainter::LosslessImageRendering);
  if (is_raster(painter_)) {
    painter_.resetTransform();
    const double ratio = painter_.device()->devicePixelRatioF();  // which that leaves, and deviceTransform() includes
    target = QRectF(target.topLeft() / ratio, target.size() / ratio);
  }
  painter_.drawImage(target, drawn);
  painter_.restore();
  if (panel.picture == nullptr) {
    painter_.setPen(QPen(QColor(190, 190, 196), frame_pen));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawRect(area);
  }
}

/// Fades what the model did not see. No clipping: Qt's SVG generator knows none.
void PanelPainter::paint_unseen(const Panel& panel, const QRectF& area) {
  if (!panel.seen) return;
  const QRectF seen = mapped(*panel.seen, shown_box(panel), area);
  constexpr double little = 0.01;
  if (seen.width() > area.width() * (1 - little) && seen.height() > area.height() * (1 - little)) return;
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(QColor(255, 255, 255, 150));
  const auto fade = [&](double left, double top, double right, double bottom) {
    if (right > left && bottom > top) painter_.drawRect(QRectF(QPointF(left, top), QPointF(right, bottom)));
  };
  fade(area.left(), area.top(), area.right(), seen.top());
  fade(area.left(), seen.bottom(), area.right(), area.bottom());
  fade(area.left(), seen.top(), seen.left(), seen.bottom());
  fade(seen.right(), seen.top(), area.right(), seen.bottom());
}

/// Hatches what was taken away.
void PanelPainter::paint_removed(const Panel& panel, const QRectF& area) {
  constexpr double gap = 4 * points, hatch_pen = 0.6 * points;
  for (const Box& box : panel.removed) {
    const QRectF cell = mapped(box, shown_box(panel), area);
    if (cell.isEmpty()) continue;
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(QColor(20, 22, 26, 120));
    painter_.drawRect(cell);
    painter_.setPen(QPen(QColor(255, 255, 255, 210), hatch_pen, Qt::SolidLine, Qt::FlatCap));
    for (const QLineF& line : hatch(cell, gap)) painter_.drawLine(line);
  }
}

/// The lines between the cells of the heat, where they lie in what is shown.
void PanelPainter::paint_grid(const Panel& panel, const QRectF& area) {
  const HeatMap& heat = panel.heat;
  if (heat.grid.values.empty()) return;
  const Box shown = shown_box(panel);
  const QRectF drawn = mapped(heat.area, shown, area);  // cut to the drawing
  std::vector<QLineF> lines;
  for (std::int64_t column = 0; column <= heat.grid.width; ++column) {
    const double share = static_cast<double>(column) / static_cast<double>(heat.grid.width);
    const double x = mapped(Point{std::lerp(heat.area.left, heat.area.right, share), 0}, shown, area).x();
    if (x >= drawn.left() && x <= drawn.right()) lines.emplace_back(x, drawn.top(), x, drawn.bottom());
  }
  for (std::int64_t row = 0; row <= heat.grid.height; ++row) {
    const double share = static_cast<double>(row) / static_cast<double>(heat.grid.height);
    const double y = mapped(Point{0, std::lerp(heat.area.top, heat.area.bottom, share)}, shown, area).y();
    if (y >= drawn.top() && y <= drawn.bottom()) lines.emplace_back(drawn.left(), y, drawn.right(), y);
  }
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 90), 1.8 * grid_pen, Qt::SolidLine, Qt::FlatCap),
                          QPen(QColor(255, 255, 255, 130), 0.9 * grid_pen, Qt::SolidLine, Qt::FlatCap)}) {
    painter_.setPen(pen);
    for (const QLineF& line : lines) painter_.drawLine(line);
  }
}

void PanelPainter::paint_contours(const Panel& panel, const QRectF& area) {
  const double share = contour_of(panel.appearance);
  if (share <= 0 || panel.heat.grid.values.empty() || panel.scale.high <= panel.scale.low) return;
  const Box shown = shown_box(panel);
  const Viewport viewport = contour_viewport(intersection(panel.heat.area, shown));
  const FloatMap drawing = sample(panel.heat, viewport, interpolation_of(panel.appearance));
  paint_outline(contours_at(drawing, viewport, panel.scale, share), shown, area, Qt::white, contour_pen);
}

/// A line in COLOUR with a dark edge, seen on any picture.
void PanelPainter::paint_outline(const std::vector<Outline>& lines, const Box& shown, const QRectF& area,
                                 const QColor& colour, double width) {
  painter_.setBrush(Qt::NoBrush);
  std::vector<QPolygonF> polygons;
  for (const Outline& line : lines) {
    QPolygonF polygon;
    for (const Point& point : line) polygon << mapped(point, shown, area);
    polygons.push_back(polygon);
  }
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 130), width * 1.9, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin),
                          QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin)}) {
    painter_.setPen(pen);
    for (const QPolygonF& polygon : polygons) painter_.drawPolygon(polygon);
  }
}

void PanelPainter::paint_frame(const LabelledBox& box, const Box& shown, const QRectF& area) {
  const QRectF frame = frame_of(box, shown, area);
  if (frame.isEmpty()) return;
  painter_.setBrush(Qt::NoBrush);
  const double width = box.thin ? 0.6 * box_pen : box_pen;
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 130), width * 1.9, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin),
                          QPen(to_qcolor(box.colour), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin)}) {
    painter_.setPen(pen);
    painter_.drawRect(frame);
  }
}

/// The labels of BOXES, the last box's first: over its box, under it, inside or beside it, where there is room within
/// the picture and no other label. The first that finds none anywhere stands over its box; the others are left out.
void PanelPainter::paint_tags(const std::vector<LabelledBox>& boxes, const Box& shown, const QRectF& area) {
  const QFont font = figure_font(label_size);
  const QFontMetricsF metrics(font);
  constexpr double padding = 2 * points, inset = box_pen / 2;
  std::vector<QRectF> taken;
  for (auto box = boxes.rbegin(); box != boxes.rend(); ++box) {
    const QRectF frame = frame_of(*box, shown, area);
    if (frame.isEmpty() || box->label.empty()) continue;
    const QString text =
        metrics.elidedText(QString::fromStdString(box->label), Qt::ElideRight, area.width() - 2 * padding);
    const double width = metrics.horizontalAdvance(text) + 2 * padding, height = metrics.height() + 0.6 * points;
    const QRectF outer = frame.adjusted(-inset, -inset, inset, inset);
    const double left = std::clamp(outer.left(), area.left(), std::max(area.left(), area.right() - width));
    const QPointF corners[] = {{left, outer.top() - height},
                               {left, outer.bottom()},
                               {left, outer.top()},
                               {outer.right(), outer.top()},
                               {outer.left() - width, outer.top()}};
    const auto free = [&](const QPointF& corner) {
      const QRectF tag(corner, QSizeF(width, height));
      return area.contains(tag) &&
             std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(tag); });
    };
    const auto* const found = std::find_if(std::begin(corners), std::end(corners), free);
    if (found == std::end(corners) && !taken.empty()) continue;
    const QRectF tag(found == std::end(corners) ? corners[2] : *found, QSizeF(width, height));
    taken.push_back(tag);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(to_qcolor(box->colour));
    painter_.drawRect(tag);
    painter_.setFont(font);
    painter_.setPen(to_qcolor(readable_on(box->colour)));
    painter_.drawText(QPointF(tag.left() + padding, tag.center().y() + metrics.capHeight() / 2), text);
  }
}

void PanelPainter::paint_bar(const Panel& panel, const PanelLayout& layout) {
  const ColourMap map =
      layout.bar_is_upright ? drawn_colours(panel.appearance) : colour_map(panel.appearance.colour_map);
  const QRectF& bar = layout.bar;
  const QPointF from = layout.bar_is_upright ? bar.bottomLeft() : bar.topLeft();
  const QPointF to = layout.bar_is_upright ? bar.topLeft() : bar.topRight();
  QLinearGradient gradient(from, to);
  // Over white, with the opacity that the heat has, words have none.
  const double opacity = layout.bar_is_upright ? panel.appearance.opacity : 1;
  constexpr int stops = 32;
  for (int stop = 0; stop <= stops; ++stop) {
    const double share = static_cast<double>(stop) / stops;
    const Scale& scale = layout.bar_is_upright ? panel.scale : panel.word_scale;
    Colour colour = map.at(scale.bent(static_cast<float>(share)));
    colour.alpha = static_cast<std::uint8_t>(std::lround(colour.alpha * std::clamp(opacity, 0.0, 1.0)));
    gradient.setColorAt(share, to_qcolor(over(colour, Colour{255, 255, 255})));
  }
  painter_.setBrush(gradient);
  painter_.setPen(QPen(QColor(150, 150, 156), frame_pen));
  painter_.drawRect(bar.adjusted(frame_pen / 2, frame_pen / 2, -frame_pen / 2, -frame_pen / 2));
}

}  // namespace rex::figure
