// The figure on paper.
#include <QLineEdit>
#include <QPrintDialog>
#include <QPrinter>

#include "core/base/error.h"
#include "tests/ui/explained.h"
#include "ui/convert/paths.h"
#include "ui/state/shown_figure.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/print_figure.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

TEST_CASE("a figure is printed as lines and letters, on one page that it fits") {
  Explained explained("detr", "traffic");
  const auto figure = figure_of(explained.session(), false, figure_options(explained.session()));
  const TemporaryFolder folder;
  const auto file = folder.path() / "page.pdf";
  QPrinter printer(QPrinter::HighResolution);
  printer.setOutputFormat(QPrinter::PdfFormat);
  printer.setOutputFileName(text_of(file));
  printer.setPageSize(QPageSize(QPageSize::A5));
  printer.setPageOrientation(fitting_orientation(figure));
  print_figure(printer, figure);
  const std::string pdf = rex::test::read_file(file);
  CHECK(pdf.starts_with("%PDF"));
  CHECK_THAT(pdf, ContainsSubstring("/Font"));  // letters are letters
  std::size_t pages = 0;
  for (std::size_t at = pdf.find("/Type /Page\n"); at != std::string::npos; at = pdf.find("/Type /Page\n", at + 1))
    ++pages;
  CHECK(pages == 1);
  printer.setOutputFileName(QStringLiteral("/proc/no-such-folder/page.pdf"));
  CHECK_THROWS_AS(print_figure(printer, figure), rex::Error);
}

TEST_CASE("the print dialog prints what is shown, to a file as well") {
  Explained explained("vit", "beach");
  const TemporaryFolder folder;
  const auto file = folder.path() / "page.pdf";
  explained.key(Qt::Key_P, Qt::ControlModifier);
  auto* dialog = explained.find<QPrintDialog>("printDialog");
  dialog->printer()->setOutputFormat(QPrinter::PdfFormat);
  if (auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("filename"))) line->setText(text_of(file));
  dialog->printer()->setOutputFileName(text_of(file));
  dialog->accept();
  REQUIRE(wait_for([&] { return std::filesystem::exists(file); }));
  CHECK(rex::test::read_file(file).starts_with("%PDF"));
  CHECK_FALSE(explained.banner_shown());
}
