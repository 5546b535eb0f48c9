#include "ui/views/window/print_figure.h"

#include <QPainter>
#include <QPrinter>

#include "core/base/error.h"
#include "ui/figure/figure.h"

namespace rex::ui {

QPageLayout::Orientation fitting_orientation(const figure::FigureSpec& figure) {
  const QSizeF size = figure::figure_size(figure);
  return size.width() > size.height() ? QPageLayout::Landscape : QPageLayout::Portrait;
}

void print_figure(QPrinter& printer, const figure::FigureSpec& figure) {
  const QRectF page = printer.pageLayout().paintRectPixels(printer.resolution());
  const QSizeF size = figure::figure_size(figure).scaled(page.size(), Qt::KeepAspectRatio);
  QPainter painter;
  const std::string where = printer.outputFileName().isEmpty() ? "the printer" : printer.outputFileName().toStdString();
  if (!painter.begin(&printer)) throw Error(where, "takes no page", "Choose another printer or file.");
  // The painter's own origin is the corner between the margins.
  figure::paint(painter, figure, QRectF(QPointF((page.width() - size.width()) / 2, 0), size));
  if (!painter.end()) throw Error(where, "the page could not be printed", "Choose another printer or file.");
}

}  // namespace rex::ui
