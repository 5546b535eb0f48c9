// The figure on paper.
#include <QPrintDialog>
#include <QPrinter>
#include <memory>

#include "ui/state/session.h"
#include "ui/state/shown_figure.h"
#include "ui/views/window/main_window.h"
#include "ui/views/window/print_figure.h"

namespace rex::ui {

void MainWindow::print() {
  attempt([this] {
    const figure::FigureSpec figure = figure_of(*session_, comparing(), figure_options(*session_));
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(fitting_orientation(figure));
    printer->setCreator(tr("Relevance Explorer"));
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setObjectName("printDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOptions(QAbstractPrintDialog::PrintToFile);
    connect(dialog, &QDialog::accepted, this, [this, figure, printer] {
      attempt(
          [&] {
            print_figure(*printer, figure);
            say_done(printer->outputFileName().isEmpty() ? tr("The figure is on its way to the printer.")
                                                         : tr("Printed to %1").arg(printer->outputFileName()));
          },
          [this] { print(); });
    });
    dialog->open();
  });
}

}  // namespace rex::ui
