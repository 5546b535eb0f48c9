#include "ui/figure/curve_plot.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <array>

#include "core/evaluate/protocols/faithfulness.h"
#include "ui/figure/colours.h"
#include "ui/figure/figure_text.h"

namespace rex::figure {
namespace {

constexpr double plot_text_size = 7;
constexpr double curve_pen = 1.1 * points, axis_pen = 0.5 * points;
const QColor plot_ink(90, 90, 98), plot_grid(222, 222, 227), plot_band(200, 200, 207);

PlotLine line_of(const evaluate::Curve& curve, std::string name, Colour colour, bool dashed) {
  return {std::move(name), curve.fractions, curve.values, colour, dashed};
}

/// The largest share that any line has, for the axis; a round one.
double last_share(const CurvePlot& plot) {
  double last = 0;
  for (const PlotLine& line : plot.lines) {
    if (!line.shares.empty()) last = std::max(last, line.shares.back());
  }
  return last > 0 ? last : 1;
}

/// The key under the axes, in as many rows as it needs; returns its height. PAINTER null: measures alone.
double paint_key(QPainter* painter, const CurvePlot& plot, const QPointF& corner, double width) {
  constexpr double mark = 12 * points, gap = 2.5 * points, apart = 8 * points;
  const QFont font = figure_font(plot_text_size);
  const QFontMetricsF metrics(font);
  const double row = metrics.height() * 1.1;
  double x = 0, y = 0;
  const auto entry = [&](const std::string& name, const auto& draw) {
    const QString text = QString::fromStdString(name);
    const double length = mark + gap + metrics.horizontalAdvance(text);
    if (x > 0 && x + length > width) {
      x = 0;
      y += row;
    }
    if (painter != nullptr) {
      const QPointF left(corner.x() + x, corner.y() + y + row / 2);
      draw(left, QPointF(left.x() + mark, left.y()));
      painter->setPen(plot_ink);
      painter->setFont(font);
      painter->drawText(QPointF(left.x() + mark + gap, left.y() + metrics.capHeight() / 2), text);
    }
    x += length + apart;
  };
  for (auto line = plot.lines.rbegin(); line != plot.lines.rend(); ++line) {
    entry(line->name, [&](const QPointF& from, const QPointF& to) {
      painter->setPen(
          QPen(to_qcolor(line->colour), curve_pen, line->dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
      painter->drawLine(from, to);
    });
  }
  if (!plot.band_name.empty()) {
    entry(plot.band_name, [&](const QPointF& from, const QPointF& to) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(plot_band);
      painter->drawRect(QRectF(from.x(), from.y() - 2 * points, to.x() - from.x(), 4 * points));
    });
  }
  return y + row;
}

}  // namespace

Colour compared_colour(std::size_t index) {
  constexpr std::array<Colour, 5> colours{
      {{0x2F, 0x6F, 0xD0}, {0xC9, 0x8A, 0x00}, {0x9A, 0x4F, 0xC4}, {0x5E, 0x8C, 0x1F}, {0xD0, 0x58, 0x9B}}};
  return colours[index % colours.size()];
}

CurvePlot plot_of(const evaluate::Faithfulness& measured) {
  constexpr Colour most{0xD6, 0x45, 0x3D}, least{0x2A, 0x9D, 0x8F}, raw{0x6B, 0x6B, 0x73};
  CurvePlot plot;
  plot.x_title = std::string(name(measured.part)) + " removed";
  plot.y_title = "probability";
  if (!measured.random.empty()) {
    plot.band_name = "random orders";
    plot.band_shares = measured.random.front().fractions;
    for (std::size_t i = 0; i < plot.band_shares.size(); ++i) {
      const auto [low, high] = std::minmax_element(
          measured.random.begin(), measured.random.end(),
          [i](const evaluate::Curve& a, const evaluate::Curve& b) { return a.values[i] < b.values[i]; });
      plot.lowest.push_back(low->values[i]);
      plot.highest.push_back(high->values[i]);
    }
  }
  if (measured.raw) plot.lines.push_back(line_of(measured.raw->curve, "raw attention, most first", raw, true));
  for (std::size_t i = measured.compared.size(); i > 0; --i) {  // the key goes from the last to the first
    const evaluate::OrderCurve& other = measured.compared[i - 1];
    plot.lines.push_back(
        line_of(other.curve, other.title + ", most first", compared_colour(i - 1), false));
  }
  plot.lines.push_back(line_of(measured.least.curve, "least relevant first", least, false));
  plot.lines.push_back(line_of(measured.most.curve, "most relevant first", most, false));
  return plot;
}

void paint_plot(QPainter& painter, const CurvePlot& plot, const QRectF& area) {
  const QFont font = figure_font(plot_text_size);
  const QFontMetricsF metrics(font);
  constexpr double tick = 2 * points;
  const double numbers = metrics.horizontalAdvance(QStringLiteral("0.5")) + tick;
  const double key = paint_key(nullptr, plot, {}, area.width());
  const double below = key + 2.6 * metrics.height(), left = numbers + 1.5 * metrics.height();
  const double right = metrics.horizontalAdvance(QStringLiteral("90 %")) / 2;  // of the last number, under its tick
  const QRectF axes = area.adjusted(left, metrics.capHeight() / 2, -right, -below);
  const double last = last_share(plot);
  const auto at = [&](double share, double value) {
    return QPointF(axes.left() + axes.width() * share / last,
                   axes.bottom() - axes.height() * std::clamp(value, 0.0, 1.0));
  };
  painter.save();
  painter.setFont(font);
  for (const double value : {0.0, 0.5, 1.0}) {
    painter.setPen(QPen(plot_grid, axis_pen));
    painter.drawLine(at(0, value), at(last, value));
    painter.setPen(plot_ink);
    const QString text = QString::number(value, 'g', 2);
    painter.drawText(
        QPointF(axes.left() - tick - metrics.horizontalAdvance(text), at(0, value).y() + metrics.capHeight() / 2),
        text);
  }
  for (int step = 0; step <= 3; ++step) {
    const double share = last * step / 3;
    painter.setPen(QPen(plot_grid, axis_pen));
    painter.drawLine(at(share, 0), at(share, 1));
    painter.setPen(plot_ink);
    const QString text = QStringLiteral("%1 %").arg(qRound(100 * share));
    painter.drawText(
        QPointF(at(share, 0).x() - metrics.horizontalAdvance(text) / 2, axes.bottom() + tick + metrics.ascent()), text);
  }
  const QString x_title = QString::fromStdString(plot.x_title);
  painter.drawText(QPointF(axes.center().x() - metrics.horizontalAdvance(x_title) / 2,
                           axes.bottom() + tick + metrics.ascent() + metrics.height()),
                   x_title);
  const QString y_title =
      metrics.elidedText(QString::fromStdString(plot.y_title), Qt::ElideRight, std::max(0.0, axes.height()));
  painter.save();
  painter.translate(area.left() + metrics.ascent(), axes.center().y() + metrics.horizontalAdvance(y_title) / 2);
  painter.rotate(-90);
  painter.drawText(QPointF(0, 0), y_title);
  painter.restore();
  if (!plot.band_shares.empty()) {
    QPolygonF band;
    for (std::size_t i = 0; i < plot.band_shares.size(); ++i) band << at(plot.band_shares[i], plot.highest[i]);
    for (std::size_t i = plot.band_shares.size(); i > 0; --i) band << at(plot.band_shares[i - 1], plot.lowest[i - 1]);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plot_band);
    painter.drawPolygon(band);
  }
  painter.setBrush(Qt::NoBrush);
  for (const PlotLine& line : plot.lines) {
    QPolygonF points_of_line;
    for (std::size_t i = 0; i < line.shares.size(); ++i) points_of_line << at(line.shares[i], line.values[i]);
    painter.setPen(QPen(to_qcolor(line.colour), curve_pen, line.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap,
                        Qt::RoundJoin));
    painter.drawPolyline(points_of_line);
  }
  painter.setPen(QPen(plot_ink, axis_pen));
  painter.drawLine(axes.bottomLeft(), axes.bottomRight());
  painter.drawLine(axes.bottomLeft(), axes.topLeft());
  paint_key(&painter, plot, QPointF(area.left(), area.bottom() - key), area.width());
  painter.restore();
}

}  // namespace rex::figure
