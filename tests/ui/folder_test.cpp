// A folder of pictures in the gallery, with what the model answered about each.
#include <QListView>
#include <QSettings>
#include <QToolButton>

#include "core/base/error.h"
#include "tests/ui/explained.h"
#include "ui/items/gallery_model.h"
#include "ui/jobs/thumbnails.h"
#include "ui/state/pictures_beside.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// Three scenes and what is no picture, in FOLDER.
void put_scenes_into(const fs::path& folder) {
  for (const char* name : {"beach", "cake", "lunch"}) fs::copy_file(scene(name), folder / (std::string(name) + ".jpg"));
  rex::test::write_file(folder / "notes.txt", "no picture");
}

QString answer_in(const GalleryModel& gallery, const fs::path& file) {
  return gallery.index(gallery.row_of(file)).data(GalleryModel::AnswerRole).toString();
}

}  // namespace

TEST_CASE("a folder of pictures is told from a model's") {
  const TemporaryFolder folder;
  CHECK_FALSE(is_picture_folder(folder.path()));
  CHECK_FALSE(is_picture_folder(folder.path() / "gone"));
  CHECK(pictures_in(folder.path() / "gone").empty());
  put_scenes_into(folder.path());
  CHECK(is_picture_folder(folder.path()));
  CHECK(pictures_in(folder.path()).size() == 3);
  CHECK_FALSE(is_picture_folder(model_folder("vit")));
  rex::test::write_file(folder.path() / "config.json", "{}");  // a model with a picture of what it does
  CHECK_FALSE(is_picture_folder(folder.path()));
}

TEST_CASE("a folder of pictures opens in the gallery, each with its answer, and closes again") {
  const TemporaryFolder folder;
  put_scenes_into(folder.path());
  Explained explained("vit", "traffic");
  auto* list = explained.find<QListView>("gallery");
  const auto& gallery = *qobject_cast<const GalleryModel*>(list->model());
  const int scenes = gallery.rowCount();
  REQUIRE_FALSE(explained.find("closeFolder")->isVisible());

  answer_file_dialog(folder.path());
  explained.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
  REQUIRE(wait_for([&] { return gallery.rowCount() == 3; }));
  REQUIRE(wait_for([&] { return explained.session().picture_file() == folder.path() / "beach.jpg"; }));
  explained.settle();
  CHECK(explained.find("closeFolder")->isVisible());
  CHECK(list->visualRect(gallery.index(1)).width() >
        list->gridSize().width() / 2);  // before its thumbnail is made, too
  CHECK(explained.find("galleryFolder")->parentWidget()->toolTip().toStdString() == folder.path().string());
  const QString beach = answer_in(gallery, folder.path() / "beach.jpg");
  CHECK(beach.startsWith(QString::fromStdString(explained.session().answered()->predictions.front().label)));
  CHECK(answer_in(gallery, folder.path() / "lunch.jpg").isEmpty());

  const rex::Prediction second = explained.session().answered()->predictions[1];  // what is asked stays
  explained.session().set_target(second.target);
  explained.settle();
  const QModelIndex lunch = gallery.index(2);
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(lunch).center());
  REQUIRE(wait_for([&] { return !answer_in(gallery, folder.path() / "lunch.jpg").isEmpty(); }));
  explained.settle();
  CHECK(explained.session().explanation()->target_label == second.label);
  explained.key(Qt::Key_PageUp);
  REQUIRE(wait_for([&] { return explained.session().picture_file() == folder.path() / "cake.jpg"; }));
  explained.settle();
  CHECK(list->currentIndex().row() == 1);
  CHECK(answer_in(gallery, folder.path() / "beach.jpg") == beach);
  CHECK(QSettings().value("recentFolders").toStringList() ==
        QStringList{QString::fromStdString(folder.path().string())});
  CHECK_FALSE(QSettings()
                  .value("recentPictures")
                  .toStringList()
                  .contains(QString::fromStdString((folder.path() / "cake.jpg").string())));

  explained.session().open_model(model_folder("detr"));  // another model: its own answers
  REQUIRE(wait_for([&] { return explained.session().model()->description.family == "detr"; }));
  explained.settle();
  CHECK(answer_in(gallery, folder.path() / "beach.jpg").isEmpty());
  CHECK_FALSE(answer_in(gallery, folder.path() / "cake.jpg").isEmpty());

  explained.click("closeFolder");
  CHECK(gallery.rowCount() >= scenes);
  CHECK_FALSE(explained.find("closeFolder")->isVisible());
  CHECK(explained.session().picture_file() == folder.path() / "cake.jpg");
}

TEST_CASE("a start with a folder of pictures shows it, and an empty one is refused with what to do") {
  const TemporaryFolder folder, empty;
  put_scenes_into(folder.path());
  StartWith start;
  start.model = model_folder("vit");
  start.picture = folder.path() / "";  // as shells complete it
  MainWindow window(start);
  auto* list = window.findChild<QListView*>("gallery");
  CHECK(wait_for([&] { return list->model()->rowCount() == 3 && window.session().explanation(); }));
  CHECK(window.session().picture_file().filename() == "beach.jpg");

  answer_file_dialog(empty.path());
  window.actions().action("openFolder").trigger();
  CHECK(wait_for([&] { return window.findChild<QWidget*>("banner")->isVisibleTo(&window); }));
  CHECK(list->model()->rowCount() == 3);
}

TEST_CASE("of a large folder those pictures come first that were asked for last, and not all stay in memory") {
  const TemporaryFolder folder;
  QImage image(8, 8, QImage::Format_RGB32);
  image.fill(Qt::darkCyan);
  std::vector<fs::path> files;
  for (int i = 0; i < Thumbnails::most_at_hand + 100; ++i) {
    files.push_back(folder.path() / (std::to_string(i) + ".png"));
    REQUIRE(image.save(QString::fromStdString(files.back().string())));
  }
  Thumbnails thumbnails({}, 0);
  std::vector<fs::path> order;
  QObject::connect(&thumbnails, &Thumbnails::made, &thumbnails, [&](const fs::path& file) { order.push_back(file); });
  for (const fs::path& file : files) CHECK(thumbnails.find(file).isNull());
  REQUIRE(wait_for([&] { return order.size() == files.size(); }));
  const auto at = [&](const fs::path& file) { return std::find(order.begin(), order.end(), file) - order.begin(); };
  CHECK(at(files.back()) < at(files[files.size() / 2]));  // the first few were begun before the last came
  CHECK_FALSE(thumbnails.find(order.back()).isNull());
  CHECK(thumbnails.find(order.front()).isNull());  // made again when it is seen again
  REQUIRE(wait_for([&] { return order.size() == files.size() + 1; }));
}
