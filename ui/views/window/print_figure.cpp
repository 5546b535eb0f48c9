#include "ui/views/window/print_figure.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPrinter>

#include "core/base/error.h"
#include "ui/figure/figure.h"

namespace rex::ui {
namespace {

struct PrintText {
  Q_DECLARE_TR_FUNCTIONS(PrintText)
};

}  // namespace

QPageLayout::Orientation fitting_orientation(const figure::FigureSpec& figure) {
  const QSizeF size = figure::figure_size(figure);
  return size.width() > size.height() ? QPageLayout::Landscape : QPageLayout::Portrait;
}

void print_figure(QPrinter& printer, const figure::FigureSpec& figure) {
  const QRectF page = printer.pageLayout().paintRectPixels(printer.resolution());
  const QSizeF size = figure::figure_size(figure).scaled(page.size(), Qt::KeepAspectRatio);
  QPainter painter;
  const auto refused = [&printer](const QString& problem) {
    const QString where = printer.outputFileName().isEmpty() ? PrintText::tr("The printer") : printer.outputFileName();
    return Error(where.toStdString(), problem.toStdString(),
                 PrintText::tr("Choose another printer or file.").toStdString());
  };
  if (!painter.begin(&printer)) throw refused(PrintText::tr("takes no page"));
  // The painter's own origin is the corner between the margins.
  figure::paint(painter, figure, QRectF(QPointF((page.width() - size.width()) / 2, 0), size));
  if (!painter.end()) throw refused(PrintText::tr("the page could not be printed"));
}

}  // namespace rex::ui
