// What a person opens: pictures, models, words.
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QImage>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QToolButton>

#include "tests/support/family_models.h"
#include "tests/ui/explained.h"
#include "ui/convert/pictures.h"
#include "ui/items/gallery_model.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

void drop_data(MainWindow& window, const QMimeData& data) {
  QDragEnterEvent enter(QPoint(700, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &enter);
  if (!enter.isAccepted()) return;
  QDropEvent event(QPointF(700, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &event);
}

QMimeData* of_file(const std::filesystem::path& path) {
  auto* data = new QMimeData;
  data->setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
  return data;
}

}  // namespace

TEST_CASE("every family opens with a scene explained, its words filled in") {
  for (const std::string& family : rex::test::families()) {
    INFO(family);
    Explained explained(family, "cat-and-dog");
    const auto& description = explained.session().model()->description;
    CHECK(explained.session().explanation()->method == "generic");
    CHECK(explained.session().texts().isEmpty() == !description.reads_text());
    CHECK_FALSE(explained.banner_shown());
    if (description.sees_pixels()) CHECK_FALSE(explained.find<Canvas>("canvas")->content().heat.empty());
    CHECK(explained.find("tokenStrip")->isVisible() == description.reads_text());
    CHECK(explained.find("gallery")->isVisible() == (description.sees_picture()));
  }
}

TEST_CASE("each demo model opens on its own scene while nobody chose a picture, with its own words first") {
  QSettings().clear();
  StartWith start;
  start.model = rex::test::source_folder() / "resources/models/demo-lxmert";
  MainWindow window(start);
  window.show();
  Session& session = window.session();
  REQUIRE(wait_for([&] { return session.explanation() != nullptr && !session.busy(); }));
  CHECK(session.picture_file() == scene("visitor"));
  CHECK(session.texts() == QStringList("Which object is above the chair?"));
  CHECK(session.answered()->predictions.front().label == "clock");

  session.open_model(rex::test::source_folder() / "resources/models/demo-vit-biased");
  REQUIRE(wait_for([&] { return session.picture_file() == scene("cake"); }));
  REQUIRE(wait_for([&] { return session.explanation() != nullptr && !session.busy(); }));
  session.open_picture(scene("sky"));
  REQUIRE(wait_for([&] { return session.picture_file() == scene("sky") && !session.busy(); }));
  session.open_model(rex::test::source_folder() / "resources/models/demo-vit");
  REQUIRE(wait_for([&] { return session.model()->description.name == "demo-vit" && !session.busy(); }));
  CHECK(session.picture_file() == scene("sky"));
}

TEST_CASE("the openings are of scenes that there are, and models' samples show a wrong answer too") {
  GalleryModel gallery;
  gallery.load_scenes(scene("beach").parent_path());
  for (const char* model :
       {"demo-clip", "demo-detr", "demo-lxmert", "demo-vilt", "demo-visualbert", "demo-vit", "demo-vit-biased"}) {
    INFO(model);
    const Opening* opening = gallery.opening(model);
    REQUIRE(opening != nullptr);
    CHECK(gallery.item(opening->scene) != nullptr);
  }
  const QStringList questions = gallery.texts(scene("visitor"), "demo-visualbert", false);
  CHECK(questions.mid(0, 3) ==
        QStringList({"Which object is above the chair?", "Is there an elephant?", "Can you see a rabbit?"}));
  CHECK(questions.size() > 3);
  CHECK(gallery.texts(scene("beach"), "demo-visualbert", false).constFirst() == "Which object is left of the ball?");
  CHECK(gallery.opening("somebody's") == nullptr);
}

TEST_CASE("a click in the gallery opens its scene") {
  Explained explained("vit", "beach");
  auto* gallery = explained.find<QListView>("gallery");
  const QModelIndex other = gallery->model()->index(0, 0);
  QTest::mouseClick(gallery->viewport(), Qt::LeftButton, {}, gallery->visualRect(other).center());
  const auto file = other.data(GalleryModel::FileRole).toString().toStdString();
  REQUIRE(wait_for(
      [&] { return explained.session().answered() && explained.session().answered()->question.picture_file == file; }));
  explained.settle();
  CHECK(explained.find<Canvas>("canvas")->content().picture->picture().width == explained.session().picture()->width);
}

std::string family_of(const Session& session) {
  return session.model() ? session.model()->description.family : std::string();
}

TEST_CASE("a picture opens by dialog, and is in the list of recent ones") {
  Explained explained("vit", "beach");
  const rex::test::TemporaryFolder folder;
  const auto file = folder.path() / "mine.png";
  QImage image(60, 40, QImage::Format_RGB888);
  image.fill(Qt::darkGreen);
  REQUIRE(image.save(QString::fromStdString(file.string())));
  answer_file_dialog(file);
  explained.key(Qt::Key_O);
  REQUIRE(wait_for([&] { return explained.session().picture_file() == file; }));
  explained.settle();
  CHECK(QSettings().value("recentPictures").toStringList().contains(QString::fromStdString(file.string())));
  QMenu* menu = explained.find<QToolButton>("openButton")->menu();
  Q_EMIT menu->aboutToShow();
  CHECK(menu->actions().constLast()->text() == "mine.png");
  std::filesystem::remove(file);
  Q_EMIT menu->aboutToShow();
  CHECK(menu->actions().constLast()->text() != "mine.png");  // what is gone is not offered
}

TEST_CASE("pictures and model folders are dropped, and a wrong drop says so") {
  Explained explained("vit", "beach");
  drop_data(*explained.window, *std::unique_ptr<QMimeData>(of_file(scene("sky"))));
  REQUIRE(wait_for([&] { return explained.session().picture_file() == scene("sky"); }));
  explained.settle();

  drop_data(*explained.window, *std::unique_ptr<QMimeData>(of_file(model_folder("bert"))));
  REQUIRE(wait_for([&] { return family_of(explained.session()) == "bert"; }));
  explained.settle();
  CHECK_FALSE(explained.banner_shown());

  const rex::test::TemporaryFolder folder;
  rex::test::write_file(folder.path() / "notes.txt", "no picture");
  drop_data(*explained.window, *std::unique_ptr<QMimeData>(of_file(folder.path() / "notes.txt")));
  CHECK(wait_for([&] { return explained.banner_shown(); }));
  QMimeData web;
  web.setUrls({QUrl("https://example.org/cat.png")});
  drop_data(*explained.window, web);
  CHECK(explained.banner_shown());
  CHECK(explained.session().explanation() != nullptr);
}

TEST_CASE("a picture is pasted") {
  Explained explained("vit", "beach");
  QImage image(90, 50, QImage::Format_RGB888);
  image.fill(Qt::red);
  QApplication::clipboard()->setImage(image);
  explained.key(Qt::Key_V, Qt::ControlModifier);
  explained.settle();
  REQUIRE(explained.session().picture()->width == 90);
  CHECK(explained.session().picture_file().empty());
  QApplication::clipboard()->setText("words");
  explained.key(Qt::Key_V, Qt::ControlModifier);
  CHECK(explained.banner_shown());
  CHECK(explained.session().picture()->width == 90);
}

TEST_CASE("the model menu lists models and opens them") {
  Explained explained("vit", "beach");
  explained.session().open_model(model_folder("detr"));
  explained.settle();
  QMenu* menu = explained.find<QToolButton>("modelButton")->menu();
  Q_EMIT menu->aboutToShow();
  QAction* back = nullptr;
  for (QAction* action : menu->actions()) {
    if (action->toolTip().toStdString() == model_folder("vit").string()) back = action;
  }
  REQUIRE(back != nullptr);
  back->trigger();
  REQUIRE(wait_for([&] { return family_of(explained.session()) == "vit"; }));
  explained.settle();
  answer_file_dialog(model_folder("bert"));
  Q_EMIT menu->aboutToShow();
  menu->actions().constLast()->trigger();
  CHECK(wait_for([&] { return family_of(explained.session()) == "bert"; }));
}

TEST_CASE("a question runs on Enter and after a pause, and samples are offered") {
  Explained explained("lxmert", "cat-and-dog");
  auto* words = explained.find<QPlainTextEdit>("words");
  words->setFocus();
  words->selectAll();
  QTest::keyClicks(words, "Is there a cat?");
  QTest::keyClick(words, Qt::Key_Return);
  CHECK(explained.session().texts() == QStringList("Is there a cat?"));
  explained.settle();
  CHECK(explained.session().answered()->question.texts == std::vector<std::string>{"Is there a cat?"});
  QTest::keyClicks(words, " Yes");
  CHECK(wait_for([&] { return explained.session().texts() == QStringList("Is there a cat? Yes"); }));
  QPushButton* sample = nullptr;
  REQUIRE(wait_for([&] {
    for (QPushButton* button : explained.find("inputPanel")->findChildren<QPushButton*>()) {
      if (button->property("sample").toBool() && button->isVisible()) sample = button;
    }
    return sample != nullptr;
  }));
  const QString offered = sample->toolTip();
  QTest::mouseClick(sample, Qt::LeftButton);  // it may be gone after that
  CHECK(explained.session().texts() == QStringList(offered));
}

TEST_CASE("what was typed outlives a switch of the model") {
  Explained explained("lxmert", "cat-and-dog");
  auto* words = explained.find<QPlainTextEdit>("words");
  words->setPlainText("Is there a dog in the picture?");
  QTest::keyClick(words, Qt::Key_Return);
  for (const char* family : {"vit", "bert", "clip", "lxmert"}) {
    explained.settle();
    explained.session().open_model(model_folder(family));
    REQUIRE(wait_for([&] { return family_of(explained.session()) == family; }));
  }
  explained.settle();
  CHECK(explained.session().texts() == QStringList("Is there a dog in the picture?"));
  CHECK(words->toPlainText() == "Is there a dog in the picture?");
}

TEST_CASE("the gallery is searched, and its pictures are made larger") {
  Explained explained("vit", "beach");
  auto* list = explained.find<QListView>("gallery");
  auto* search = explained.find<QLineEdit>("gallerySearch");
  const auto shown = [&] {
    int count = 0;
    for (int row = 0; row < list->model()->rowCount(); ++row) count += list->isRowHidden(row) ? 0 : 1;
    return count;
  };
  const int all = shown();
  REQUIRE(all > 10);
  QTest::keyClicks(search, "bea");
  CHECK(shown() >= 1);
  CHECK(shown() < all);
  QTest::keyClicks(search, " nothing");
  CHECK(shown() == 0);
  search->clear();
  CHECK(shown() == all);
  const int before = list->gridSize().width();
  auto* size = explained.find<QSlider>("gallerySize");
  size->setValue(size->maximum());
  CHECK(list->gridSize().width() >= 2 * before);
  QTest::mouseDClick(size, Qt::LeftButton);
  CHECK(list->gridSize().width() == before);
  size->setValue(120);
  const int larger = list->gridSize().width();
  CHECK(larger > before);
  StartWith start;
  start.model = model_folder("vit");
  start.picture = scene("beach");
  MainWindow next(start);  // remembered
  CHECK(next.findChild<QSlider*>("gallerySize")->value() == 120);
}
