#include "ui/figure/figure.h"

#include <algorithm>
#include <cmath>

#include "ui/figure/figure_layout.h"
#include "ui/figure/figure_text.h"
#include "ui/figure/panel_painter.h"

namespace rex::figure {

namespace {

void paint_text(QPainter& painter, const TextRun& run) {
  painter.setFont(run.font);
  painter.setPen(run.colour);
  if (!run.upwards) {
    painter.drawText(run.baseline, run.text);
    return;
  }
  painter.save();
  painter.translate(run.baseline);
  painter.rotate(-90);
  painter.drawText(QPointF(0, 0), run.text);
  painter.restore();
}

void paint_chip(QPainter& painter, const Chip& chip) {
  if (chip.ground.alpha() > 0) {
    constexpr double radius = 1.6 * points;
    painter.setPen(Qt::NoPen);
    painter.setBrush(chip.ground);
    painter.drawRoundedRect(chip.box, radius, radius);
  }
  paint_text(painter, chip.run);
  if (!chip.struck) return;
  constexpr double strike_pen = 0.8 * points;
  const double y = chip.box.center().y() + 0.3 * points;
  painter.setPen(QPen(QColor(24, 24, 27), strike_pen));
  painter.drawLine(QPointF(chip.box.left() + points, y), QPointF(chip.box.right() - points, y));
}

}  // namespace

QSizeF figure_size(const FigureSpec& spec) {
  const QSizeF size = lay_out(spec).size / points * magnified(spec);
  return {std::round(size.width()), std::round(size.height())};
}

void paint(QPainter& painter, const FigureSpec& spec, const QRectF& target) {
  const FigureLayout layout = lay_out(spec);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::TextAntialiasing);
  const double scale = std::min(target.width() / layout.size.width(), target.height() / layout.size.height());
  painter.translate(target.topLeft());
  painter.scale(scale, scale);
  if (!spec.transparent) painter.fillRect(QRectF(QPointF(0, 0), layout.size), Qt::white);
  PanelPainter panels(painter, spec.dpi * magnified(spec));
  for (std::size_t i = 0; i < spec.panels.size(); ++i) {
    panels.paint(spec.panels[i], layout.panels[i]);
    for (const Chip& chip : layout.panels[i].chips) paint_chip(painter, chip);
    for (const TextRun& run : layout.panels[i].texts) paint_text(painter, run);
  }
  if (!layout.caption.empty()) {
    constexpr double margin = 4 * points, thin = 0.4 * points;
    painter.setPen(QPen(QColor(200, 200, 206), thin));
    painter.drawLine(QPointF(margin, layout.rule), QPointF(layout.size.width() - margin, layout.rule));
    for (const TextRun& run : layout.caption) paint_text(painter, run);
  }
  painter.restore();
}

}  // namespace rex::figure
