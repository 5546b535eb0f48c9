// Models without a head: a second picture, whose likeness is explained, is dropped, kept, undone and taken away.
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <nlohmann/json.hpp>

#include "tests/support/paths.h"
#include "tests/ui/explained.h"
#include "ui/convert/paths.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

void drop_on(QWidget* on, const std::filesystem::path& file) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(text_of(file))});
  QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(on, &enter);
  REQUIRE(enter.isAccepted());
  QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(on, &dropped);
}

}  // namespace

TEST_CASE("a model without a head takes a second picture and explains what makes the two alike") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  auto* second = explained.find<QPushButton>("secondPicture");
  CHECK_FALSE(second->isVisible());
  session.open_model(rex::test::source_folder() / "tests/golden/dinov3-1");
  explained.settle();
  REQUIRE(second->isVisible());
  CHECK_FALSE(session.explanation()->target.like);
  CHECK_THAT(second->text().toStdString(), ContainsSubstring("Drop a second picture"));

  drop_on(second, scene("street"));
  explained.settle();
  REQUIRE(session.explanation()->target.like);
  CHECK(session.answered()->question.like_file == scene("street"));
  CHECK(session.answered()->question.picture_file == scene("beach"));
  CHECK(session.explanation()->score <= 1);  // a cosine, which is no probability
  CHECK_FALSE(session.explanation()->probability);
  CHECK_FALSE(session.answered()->predictions.front().probability);
  CHECK_THAT(second->text().toStdString(), ContainsSubstring("street"));
  CHECK_THAT(rex_command(session, false).toStdString(), ContainsSubstring("--like") && ContainsSubstring("street"));
  const auto with_street = session.explanation();

  SECTION("the next picture is compared with it as well") {
    session.open_picture(scene("street"));
    explained.settle();
    CHECK(session.explanation()->target.like);
    CHECK(session.explanation()->score == Approx(1).margin(1e-5));  // the same picture
  }
  SECTION("a session keeps it, as a version that older programs refuse") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "alike.rexsession";
    write_session(saved_session(session), file);
    CHECK(nlohmann::json::parse(rex::test::read_file(file)).at("relevance_explorer_session") == 4);
    session.set_second_picture(nullptr);
    explained.settle();
    session.restore(read_session(file));
    explained.settle();
    CHECK(session.explanation()->target.like);
    CHECK(session.explanation()->score == with_street->score);
  }
  SECTION("Delete takes it away, undo brings it back without a run") {
    QTest::qWait(500);  // what changes within a moment is undone as one change
    second->setFocus();
    QTest::keyClick(second, Qt::Key_Delete);
    explained.settle();
    CHECK_FALSE(session.explanation()->target.like);
    CHECK_FALSE(session.answered()->question.like);
    explained.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK(session.explanation() == with_street);
    CHECK_THAT(second->text().toStdString(), ContainsSubstring("street"));
  }
  SECTION("a broken file keeps what there was, and says so") {
    const TemporaryFolder folder;
    rex::test::write_file(folder.path() / "broken.png", "no picture");
    drop_on(second, folder.path() / "broken.png");
    explained.settle();
    CHECK(explained.banner_shown());
    CHECK(session.explanation() == with_street);
  }
  SECTION("a model that answers by itself is asked without it") {
    session.open_model(model_folder("vit"));
    explained.settle();
    CHECK_FALSE(second->isVisible());
    CHECK_FALSE(session.explanation()->target.like);
    CHECK_FALSE(explained.banner_shown());
  }
}

TEST_CASE("the menu's second picture is chosen in a dialog") {
  Explained explained("vit", "beach");
  CHECK_FALSE(explained.find<QAction>("openSecondPicture")->isEnabled());
  explained.session().open_model(rex::test::source_folder() / "tests/golden/dinov3-1");
  explained.settle();
  answer_file_dialog(scene("street"));
  explained.find<QPushButton>("secondPicture")->click();
  explained.settle();
  CHECK(explained.session().answered()->question.like_file == scene("street"));
}
