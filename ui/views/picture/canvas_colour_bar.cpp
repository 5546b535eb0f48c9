// The colour bar: its ends, which can be dragged, and where the map's values lie between them.
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/render/colour_map.h"
#include "ui/figure/figure_text.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/canvas.h"

namespace rex::ui {
namespace {

constexpr double bar_width = 10, bar_gap = 8, bar_padding = 6;
constexpr double least_bar_height = 48, most_bar_height = 260;
constexpr double drag_slack = 3;  // pixels that are no drag yet
constexpr int histogram_bins = 24;

/// The room that the numbers beside the bar take.
double numbers_width(const Scale& scale) {
  const QFontMetricsF metrics(text_font(TextSize::small));
  return std::max(metrics.horizontalAdvance(figure::short_number(scale.high)),
                  metrics.horizontalAdvance(figure::short_number(scale.low)));
}

}  // namespace

QRectF Canvas::colour_bar() const {
  if (!content_.colour_bar || !content_.appearance.heat || content_.heat.empty()) return {};
  const double plate = bar_width + numbers_width(content_.scale) + 3 * bar_padding;
  const QRectF picture = picture_rect();
  const double room = this->height() - insets_.top() - insets_.bottom() - 2 * bar_padding;
  const double height = std::min(most_bar_height, std::min(picture.height(), room) * 0.7);
  if (height < least_bar_height || width() < 3 * plate) return {};
  const double x = std::min(picture.right() + bar_gap, width() - plate - 4) + bar_padding;
  const double y = std::clamp(picture.center().y() - height / 2, insets_.top() + bar_padding,
                              std::max(insets_.top() + bar_padding, insets_.top() + room - height));
  return {x, y, bar_width, height};
}

std::pair<QPointF, QPointF> Canvas::colour_bar_ends() const {
  const QRectF bar = colour_bar();
  return {QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom())};
}

/// Begins to drag the end that is nearer, where POINT is on the bar or its numbers.
bool Canvas::press_colour_bar(QPointF point) {
  const QRectF bar = colour_bar();
  const QRectF plate =
      bar.adjusted(-bar_padding, -bar_padding, numbers_width(content_.scale) + 2 * bar_padding, bar_padding);
  if (bar.isEmpty() || !plate.contains(point)) return false;
  bar_drag_ = BarDrag{bar, content_.scale, point, point.y() < bar.center().y(), false};
  return true;
}

/// The end follows the pointer on the scale that there was when the drag began, as far as one length beyond the bar;
/// it does not pass the other end, and of a symmetric scale both ends move.
void Canvas::drag_colour_bar(QPointF point) {
  BarDrag& drag = *bar_drag_;
  if (!drag.moved && std::abs(point.y() - drag.from.y()) < drag_slack) return;
  drag.moved = true;
  constexpr double least_length = 0.01;  // of the bar
  const double moved = (drag.from.y() - point.y()) / drag.bar.height();
  const double low = static_cast<double>(drag.scale.low), high = static_cast<double>(drag.scale.high);
  const double span = high - low;
  if (span <= 0) return;
  if (drag.scale.scaling == Scaling::symmetric) {
    const double end = high * std::clamp(1 + (drag.high ? 2 : -2) * moved, least_length, 2.0);
    return Q_EMIT scaleMoved(-end, end);
  }
  if (drag.high) return Q_EMIT scaleMoved(low, low + span * std::clamp(1 + moved, least_length, 2.0));
  Q_EMIT scaleMoved(low + span * std::clamp(moved, -1.0, 1 - least_length), high);
}

/// How many of the map's values lie at each height of the bar; those beyond an end are counted at it.
void Canvas::draw_histogram(QPainter& painter, const QRectF& area) const {
  const Scale& scale = content_.scale;
  if (scale.high <= scale.low) return;
  std::array<int, histogram_bins> counts{};
  for (const float value : content_.heat.values()) {
    const double share = std::clamp(static_cast<double>((value - scale.low) / (scale.high - scale.low)), 0.0, 1.0);
    ++counts[static_cast<std::size_t>(std::min<double>(histogram_bins - 1, share * histogram_bins))];
  }
  // The root: a few strong patches are seen beside many weak ones.
  const double most = std::sqrt(*std::max_element(counts.begin(), counts.end()));
  const double step = area.height() / histogram_bins;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme().dim_text);
  for (std::size_t bin = 0; bin < counts.size(); ++bin) {
    if (counts[bin] == 0) continue;
    const double length = std::max(1.0, area.width() * std::sqrt(counts[bin]) / most);
    painter.drawRect(QRectF(area.left(), area.bottom() - static_cast<double>(bin + 1) * step + 0.5, length, step - 1));
  }
}

void Canvas::draw_colour_bar(QPainter& painter) const {
  const QRectF bar = colour_bar();
  if (bar.isEmpty()) return;
  const double text_width = numbers_width(content_.scale);
  QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
  const ColourMap map = drawn_colours(content_.appearance);
  for (int stop = 0; stop <= 32; ++stop) {
    const Colour colour = map.at(content_.scale.bent(static_cast<float>(stop) / 32));
    gradient.setColorAt(stop / 32.0, QColor(colour.red, colour.green, colour.blue, colour.alpha));
  }
  QColor ground = theme().surface;
  ground.setAlpha(225);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(bar.left() - bar_padding, bar.top() - bar_padding,
                                 bar_width + text_width + 3 * bar_padding, bar.height() + 2 * bar_padding),
                          4, 4);
  painter.fillRect(bar, theme().dark ? QColor(0x55, 0x58, 0x5D) : QColor(0xFF, 0xFF, 0xFF));
  painter.fillRect(bar, gradient);
  painter.setPen(theme().border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(bar);
  const double left = bar.right() + bar_padding;
  constexpr double line = 16;
  draw_histogram(painter, QRectF(left, bar.top() + line, text_width, bar.height() - 2 * line));
  const bool set = content_.appearance.scale_ends.has_value();
  painter.setFont(text_font(TextSize::small, set));
  painter.setPen(theme().text);
  painter.drawText(QRectF(left, bar.top() - 1, text_width + bar_padding, line), Qt::AlignLeft | Qt::AlignTop,
                   figure::short_number(content_.scale.high));
  painter.drawText(QRectF(left, bar.bottom() - line + 1, text_width + bar_padding, line),
                   Qt::AlignLeft | Qt::AlignBottom, figure::short_number(content_.scale.low));
}

}  // namespace rex::ui
