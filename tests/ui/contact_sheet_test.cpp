// All pictures of a folder as one figure.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>

#include "tests/ui/explained.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/contact_sheet_dialog.h"

using namespace rex::ui::test;
using namespace rex::ui;
namespace fs = std::filesystem;

namespace {

/// A folder with three scenes, and what is called a picture and is none.
void fill(const fs::path& folder) {
  for (const char* name : {"beach", "lunch", "street"})
    fs::copy_file(scene(name), folder / (std::string(name) + ".jpg"));
  rex::test::write_file(folder / "notes.jpg", "no picture");
}

void open_picture_of(Explained& explained, const fs::path& file) {
  explained.session().open_picture(file);
  explained.settle();
}

QPointer<ContactSheetDialog> opened(Explained& explained) {
  explained.window->actions().action("contactSheet").trigger();
  return explained.find<ContactSheetDialog>("contactSheetDialog");
}

}  // namespace

TEST_CASE("a folder's maps are saved as one figure, and what is no picture is named") {
  const rex::test::TemporaryFolder folder;
  fill(folder.path());
  Explained explained("vit", "beach");
  open_picture_of(explained, folder.path() / "lunch.jpg");
  const QPointer<ContactSheetDialog> dialog = opened(explained);
  CHECK_THAT(explained.find<QComboBox>("sheetPictures")->currentText().toStdString(), ContainsSubstring("All 4 in"));
  auto* columns = explained.find<QSpinBox>("sheetColumns");
  columns->setFocus();
  columns->selectAll();
  QTest::keyClicks(columns, "2");
  const fs::path file = folder.path() / "sheet.svg";
  explained.find<QLineEdit>("sheetPath")->setText(QString::fromStdString(file.string()));
  QTest::mouseClick(explained.find<QPushButton>("sheetSave"), Qt::LeftButton);
  const auto shown = explained.session().explanation();
  explained.session().set_method("rollout");  // the window works meanwhile
  REQUIRE(wait_for([&] { return !dialog; }));
  explained.settle();
  CHECK(explained.session().explanation()->method == "rollout");
  const std::string svg = rex::test::read_file(file);
  for (const char* word : {">beach<", ">lunch<", ">street<", "notes (", "the best answer of each picture"})
    CHECK_THAT(svg, ContainsSubstring(word));
  CHECK_THAT(svg, ContainsSubstring(rex::explanation_method("generic").title()));  // as it was asked then
  CHECK(explained.banner_shown());
  CHECK_THAT(explained.find("banner")->findChild<QLabel*>()->text().toStdString(), ContainsSubstring("notes: "));
}

TEST_CASE("a contact sheet of an answer asks every picture for it, and replaces no file unasked") {
  const rex::test::TemporaryFolder folder;
  fill(folder.path());
  Explained explained("vit", "beach");
  open_picture_of(explained, folder.path() / "beach.jpg");
  explained.key(Qt::Key_Down);
  explained.settle();
  const std::string label = explained.session().explanation()->target_label;
  const QPointer<ContactSheetDialog> dialog = opened(explained);
  auto* target = explained.find<QComboBox>("sheetTarget");
  CHECK(target->currentIndex() == 1);
  CHECK_THAT(target->currentText().toStdString(), ContainsSubstring(label));
  const fs::path file = folder.path() / "sheet.svg";
  rex::test::write_file(file, "mine");
  explained.find<QLineEdit>("sheetPath")->setText(QString::fromStdString(file.string()));
  auto* save = explained.find<QPushButton>("sheetSave");
  QTest::mouseClick(save, Qt::LeftButton);
  CHECK(save->text() == "Replace");
  CHECK(rex::test::read_file(file) == "mine");
  QTest::mouseClick(save, Qt::LeftButton);
  REQUIRE(wait_for([&] { return !dialog; }));
  const std::string svg = rex::test::read_file(file);
  std::size_t count = 0;
  for (std::size_t at = svg.find(">" + label + " "); at != std::string::npos; at = svg.find(">" + label + " ", at + 1))
    ++count;
  CHECK(count == 3);
}

TEST_CASE("a contact sheet can be stopped, and what goes wrong is said in its dialog") {
  Explained explained("vit", "beach");
  const rex::test::TemporaryFolder folder;
  const QPointer<ContactSheetDialog> dialog = opened(explained);
  auto* save = explained.find<QPushButton>("sheetSave");
  auto* stop = explained.find<QPushButton>("sheetStop");
  explained.find<QComboBox>("sheetPictures")->setCurrentIndex(1);  // the gallery
  const fs::path file = folder.path() / "sheet.png";
  explained.find<QLineEdit>("sheetPath")->setText(QString::fromStdString(file.string()));
  QTest::mouseClick(save, Qt::LeftButton);
  CHECK_FALSE(save->isEnabled());
  CHECK(stop->text() == "Stop");
  QTest::mouseClick(stop, Qt::LeftButton);
  REQUIRE(wait_for([&] { return !dialog || save->isEnabled(); }));
  REQUIRE(dialog);
  CHECK_FALSE(fs::exists(file));
  explained.find<QComboBox>("sheetPictures")->setCurrentIndex(0);
  explained.find<QLineEdit>("sheetPath")->setText(QStringLiteral("/proc/no-such-folder/sheet.gif"));
  explained.find<QSpinBox>("sheetColumns")->setValue(12);
  QTest::mouseClick(save, Qt::LeftButton);
  QTest::mouseClick(stop, Qt::LeftButton);
  REQUIRE(wait_for([&] { return !dialog || save->isEnabled(); }));
  CHECK(dialog);
  QTest::keyClick(dialog.data(), Qt::Key_Escape);
  REQUIRE(wait_for([&] { return !dialog; }));
}

TEST_CASE("a model without pictures offers no contact sheet") {
  Explained explained("bert", "beach", {"The food was good."});
  CHECK_FALSE(explained.window->actions().action("contactSheet").isEnabled());
}
