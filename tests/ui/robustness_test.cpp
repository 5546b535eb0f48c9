// What goes wrong is said, and nothing is lost.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

#include "tests/support/family_models.h"
#include "tests/ui/explained.h"
#include "ui/items/gallery_model.h"
#include "ui/items/head_model.h"
#include "ui/items/prediction_model.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

TEST_CASE("broken pictures are a banner, and the old picture stays") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const std::string jpeg = rex::test::read_file(scene("beach"));
  const auto before = session.picture();
  for (const std::string& bytes : {std::string("this is no picture"), std::string(), jpeg.substr(0, 300)}) {
    rex::test::write_file(folder.path() / "broken.jpg", bytes);
    session.open_picture(folder.path() / "broken.jpg");
    REQUIRE(wait_for([&] { return explained.banner_shown(); }));
    CHECK(session.picture() == before);
    explained.key(Qt::Key_Escape);
    CHECK_FALSE(explained.banner_shown());
  }
  session.open_picture(folder.path() / "gone.png");
  CHECK(wait_for([&] { return explained.banner_shown(); }));
  CHECK(session.explanation() != nullptr);
}

TEST_CASE("broken model folders are a banner, and the old model goes on") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const auto before = session.explanation();
  const auto damaged = rex::test::save_family_model(folder.path(), "vit");
  const std::string weights = rex::test::read_file(damaged / "model.safetensors");
  std::filesystem::create_directories(folder.path() / "empty");
  const auto refuses = [&](const std::filesystem::path& model) {
    explained.key(Qt::Key_Escape);
    session.open_model(model);
    REQUIRE(wait_for([&] { return explained.banner_shown(); }));
    CHECK(session.explanation() == before);
  };
  refuses(folder.path() / "empty");
  refuses(folder.path() / "gone");
  rex::test::write_file(damaged / "model.safetensors", weights.substr(0, weights.size() / 2));
  refuses(damaged);
  rex::test::write_file(damaged / "config.json", "{\"model_type\": \"vit\"");
  refuses(damaged);
  // And the next target still comes from the model that was there.
  const rex::Target next = session.answered()->predictions[2].target;
  session.set_target(next);
  CHECK(wait_for([&] { return session.explanation() && session.explanation()->target == next; }));
}

TEST_CASE("files that vanish while they are open change nothing that is shown") {
  const TemporaryFolder folder;
  const auto model = rex::test::save_family_model(folder.path(), "vit");
  const auto picture = folder.path() / "mine.jpg";
  std::filesystem::copy_file(scene("sky"), picture);
  Explained explained("vit", "beach");
  Session& session = explained.session();
  session.open_model(model);
  session.open_picture(picture);
  explained.settle();
  std::filesystem::remove(picture);
  const rex::Target next = session.answered()->predictions[2].target;
  session.set_target(next);
  CHECK(wait_for([&] { return session.explanation()->target == next; }));
  CHECK_FALSE(explained.banner_shown());
}

TEST_CASE("a model that needs words asks for them, and takes them") {
  Explained explained("lxmert", "beach");
  Session& session = explained.session();
  const auto before = session.answered();
  session.set_texts({});
  REQUIRE(wait_for([&] { return explained.banner_shown(); }));
  for (QPushButton* button : explained.find("banner")->findChildren<QPushButton*>()) {
    if (button->isVisible()) QTest::mouseClick(button, Qt::LeftButton);
  }
  CHECK(explained.find("words")->hasFocus());
  QTest::keyClicks(explained.find("words"), "What is this?");
  QTest::keyClick(explained.find("words"), Qt::Key_Return);
  CHECK(wait_for([&] { return session.answered() != before && session.explanation(); }));
  explained.settle();
  CHECK_FALSE(explained.banner_shown());
}

TEST_CASE("what another model left does not stay under the name of one that has nothing to show") {
  const rex::test::TemporaryFolder folder;
  const auto own = folder.path() / "own.jpg";  // no scene of the gallery: no words come with it
  std::filesystem::copy_file(scene("beach"), own);
  Explained explained("vit", "beach");
  Session& session = explained.session();
  session.open_picture(own);
  explained.settle();
  session.open_model(model_folder("lxmert"));
  REQUIRE(wait_for([&] { return explained.banner_shown(); }));
  CHECK(session.answered() == nullptr);
  CHECK(session.explanation() == nullptr);
  CHECK_FALSE(explained.find("answerList")->isVisible());
  explained.key(Qt::Key_S);
  CHECK(explained.window->findChild<QWidget*>("saveFigureDialog") == nullptr);
  session.set_texts({"What is left of the ball?"});
  CHECK(wait_for([&] { return session.explanation() && !session.busy(); }));
  CHECK(explained.find("answerList")->isVisible());
}

TEST_CASE("a method that does not fit the model leaves method and map as they were") {
  Explained explained("detr", "beach");
  Session& session = explained.session();
  const auto before = session.explanation();
  const QString shown = explained.find<QToolButton>("methodButton")->text();
  session.set_method("legrad");
  REQUIRE(wait_for([&] { return explained.banner_shown(); }));
  CHECK(session.method() == "generic");
  CHECK(explained.find<QToolButton>("methodButton")->text() == shown);
  CHECK(session.explanation() == before);
  explained.key(Qt::Key_Down);
  CHECK(wait_for([&] { return session.explanation() != before && !session.busy(); }));
  CHECK_FALSE(explained.banner_shown());
}

TEST_CASE("thirty quick target changes end with the last one") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const auto& predictions = session.answered()->predictions;
  for (std::size_t change = 0; change < 30; ++change) {
    session.set_target(predictions[change % predictions.size()].target);
    QTest::qWait(1);
  }
  const rex::Target last = predictions[29 % predictions.size()].target;
  CHECK(wait_for([&] { return !session.busy() && session.explanation()->target == last; }));
}

TEST_CASE("the model is switched in the middle of a run, again and again") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  for (const char* family : {"detr", "bert", "lxmert", "clip", "vit", "detr", "vit", "bert"}) {
    session.open_model(model_folder(family));
    QTest::qWait(5);
  }
  REQUIRE(wait_for([&] { return session.model()->description.family == "bert" && !session.busy(); }));
  CHECK(wait_for([&] { return session.explanation() != nullptr; }));
  CHECK_FALSE(explained.banner_shown());
}

TEST_CASE("the window is closed in the middle of a run") {
  for (const char* family : {"vit", "detr", "lxmert"}) {
    Explained explained("vit", "beach");
    explained.session().open_model(model_folder(family));
    explained.session().open_picture(scene("traffic"));
    QTest::qWait(3);
    explained.window->close();
    explained.window.reset();
  }
  SUCCEED();
}

TEST_CASE("Escape stops what runs, and what was shown stays") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const auto before = session.explanation();
  session.set_compare_methods({"rollout", "gradcam", "lrp", "partial_lrp"});
  explained.key(Qt::Key_Escape);
  REQUIRE(wait_for([&] { return !session.busy(); }));
  CHECK(session.explanation() == before);
}

TEST_CASE("docks stay where they were put") {
  {
    Explained explained("vit", "beach");
    explained.find("headsDock")->hide();
    explained.window->close();
  }
  const QByteArray kept = QSettings().value("docks").toByteArray();
  REQUIRE_FALSE(kept.isEmpty());
  MainWindow again({model_folder("vit"), scene("beach"), {}, {}});
  again.show();
  CHECK_FALSE(again.findChild<QWidget*>("headsDock")->isVisible());
}

TEST_CASE("every control that can be clicked has a name for those who do not see it") {
  Explained explained("detr", "traffic");
  for (QAbstractButton* button : explained.window->findChildren<QAbstractButton*>()) {
    if (!button->isVisible() || !button->isEnabled() || button->objectName().startsWith("qt_")) continue;
    INFO(button->metaObject()->className()
         << " " << button->objectName().toStdString() << " in " << button->parentWidget()->metaObject()->className()
         << " " << button->parentWidget()->objectName().toStdString());
    CHECK_FALSE((button->accessibleName().isEmpty() && button->text().isEmpty()));
  }
}

TEST_CASE("the item models keep Qt's contract while results change") {
  using Mode = QAbstractItemModelTester::FailureReportingMode;
  Explained explained("detr", "traffic");
  PredictionModel predictions;
  PredictionFilter filter;
  filter.setSourceModel(&predictions);
  const QAbstractItemModelTester predictions_tester(&predictions, Mode::Fatal), filter_tester(&filter, Mode::Fatal);
  predictions.set_answered(explained.session().answered());
  filter.set_least_probability(0.9);
  filter.set_kept_row(2);
  filter.set_search("cat");
  predictions.set_answered(nullptr);

  HeadModel heads;
  const QAbstractItemModelTester heads_tester(&heads, Mode::Fatal);
  heads.set_explanation(explained.session().explanation());
  CHECK(heads.rowCount() > 0);
  heads.set_values(rex::HeadValues::attention);
  for (const QString& stack : heads.stacks()) heads.set_stack(stack);
  heads.set_explanation(nullptr);

  GalleryModel gallery;
  const QAbstractItemModelTester gallery_tester(&gallery, Mode::Fatal);
  gallery.load_scenes(scene("beach").parent_path());
  CHECK(gallery.rowCount() > 20);
  gallery.set_recent({"/tmp/a.png", "/tmp/b.png"});
  gallery.load_scenes("/nowhere");
  CHECK(gallery.rowCount() == 2);
}

TEST_CASE("a window that is left alone draws nothing") {
  for (const QSize size : {QSize(1440, 900), QSize(1440, 760), QSize(1024, 700), QSize(1920, 1080)}) {
    Explained explained("vit", "beach");
    explained.window->resize(size);
    explained.settle();
    QTest::qWait(2500);  // docks slide into their places, and the view is remembered, which lets it be undone
    /// Counts what is painted and laid out.
    struct Counter : QObject {
      int events = 0;
      bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint || event->type() == QEvent::Resize) ++events;
        return false;
      }
    } counter;
    qApp->installEventFilter(&counter);
    QTest::qWait(300);
    INFO(size.width() << " x " << size.height());
    CHECK(counter.events <= 2);  // a text cursor may blink
  }
}
