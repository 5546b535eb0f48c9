#include "ui/views/main_window.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QListView>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "ui/models/head_model.h"
#include "ui/models/prediction_model.h"
#include "ui/state/session.h"
#include "ui/state/session_file.h"
#include "ui/views/canvas.h"

using namespace rex;
using namespace rex::ui;

namespace {

constexpr int patience = 30000;  // milliseconds; a loaded machine is slow

/// The real window on a small model, explained.
class Explained {
 public:
  Explained() {
    QSettings().clear();
    apply_scheme(*static_cast<QApplication*>(QApplication::instance()), Scheme::light);
    StartWith start;
    start.model = test::golden("vit-1");
    start.picture = test::source_folder() / "resources/pictures/beach.jpg";
    window = std::make_unique<MainWindow>(start);
    window->show();
    REQUIRE(QTest::qWaitFor([this] { return window->session().explanation() != nullptr; }, patience));
    settle();
  }

  void settle() {
    REQUIRE(QTest::qWaitFor([this] { return !window->session().busy(); }, patience));
    QTest::qWait(50);
  }

  template <typename Widget>
  Widget* find(const char* name) {
    auto* widget = window->findChild<Widget*>(name);
    REQUIRE(widget != nullptr);
    return widget;
  }

  std::unique_ptr<MainWindow> window;
};

}  // namespace

TEST_CASE("the window opens with a picture already explained") {
  Explained explained;
  const Session& session = explained.window->session();
  CHECK(session.model()->description.family == "vit");
  CHECK(session.explanation()->method == "generic");
  CHECK_FALSE(explained.find<Canvas>("canvas")->content().heat.empty());
  CHECK(explained.find<QListView>("answerList")->model()->rowCount() == 10);
}

TEST_CASE("clicking an answer makes it the target, without another forward pass") {
  Explained explained;
  Session& session = explained.window->session();
  const auto pass = session.pass();
  auto* list = explained.find<QListView>("answerList");
  const QModelIndex third = list->model()->index(2, 0);
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(third).center());
  REQUIRE(QTest::qWaitFor([&] { return session.explanation()->target == pass->predictions[2].target; }, patience));
  CHECK(session.pass() == pass);
}

TEST_CASE("keys step through answers and layers, and Escape clears the selection") {
  Explained explained;
  Session& session = explained.window->session();
  QTest::keyClick(explained.window.get(), Qt::Key_Down);
  REQUIRE(QTest::qWaitFor([&] { return session.explanation()->target == session.pass()->predictions[1].target; },
                          patience));
  explained.settle();
  QTest::keyClick(explained.window.get(), Qt::Key_Left);
  REQUIRE(session.selection().step().has_value());
  QTest::keyClick(explained.window.get(), Qt::Key_Escape);
  CHECK_FALSE(session.selection().step().has_value());
}

TEST_CASE("clicking a patch holds it, and the picture is seen from it") {
  Explained explained;
  auto* canvas = explained.find<Canvas>("canvas");
  QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->rect().center());
  REQUIRE(explained.window->session().selection().token().has_value());
  CHECK(explained.find<QLabel>("shownTitle")->isVisible());
  CHECK(canvas->content().highlight.has_value());
}

TEST_CASE("a folder that is no model is a banner, and the last result stays") {
  Explained explained;
  Session& session = explained.window->session();
  const test::TemporaryFolder empty;
  const auto before = session.explanation();
  session.open_model(empty.path());
  REQUIRE(QTest::qWaitFor([&] { return session.failure().has_value(); }, patience));
  CHECK(explained.find<QFrame>("banner")->isVisible());
  CHECK(session.explanation() == before);
}

TEST_CASE("a broken picture is a banner, and the old one stays") {
  Explained explained;
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "broken.png", "this is no picture");
  const auto before = explained.window->session().picture();
  explained.window->session().open_picture(folder.path() / "broken.png");
  CHECK(explained.window->session().picture() == before);
  CHECK(explained.find<QFrame>("banner")->isVisible());
}

TEST_CASE("thirty quick target changes end with the last one") {
  Explained explained;
  Session& session = explained.window->session();
  for (int change = 0; change < 30; ++change) session.set_target(session.pass()->predictions[change % 10].target);
  const Target last = session.pass()->predictions[29 % 10].target;
  REQUIRE(QTest::qWaitFor([&] { return !session.busy() && session.explanation()->target == last; }, patience));
}

TEST_CASE("closing the window in the middle of a run ends it") {
  Explained explained;
  explained.window->session().set_method("rollout");
  explained.window->close();
  explained.window.reset();
  SUCCEED();
}

TEST_CASE("the item models keep Qt's contract while results change") {
  Explained explained;
  PredictionModel predictions;
  const QAbstractItemModelTester predictions_tester(&predictions,
                                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
  predictions.set_pass(explained.window->session().pass());
  predictions.set_pass(nullptr);
  HeadModel heads;
  const QAbstractItemModelTester heads_tester(&heads, QAbstractItemModelTester::FailureReportingMode::Fatal);
  heads.set_explanation(explained.window->session().explanation());
  CHECK(heads.rowCount() == 3);
  CHECK(heads.columnCount() == 4);
  heads.set_values(HeadValues::attention);
  heads.set_explanation(nullptr);
}

TEST_CASE("a session file brings back model, picture, target and method") {
  const test::TemporaryFolder folder;
  Target target;
  {
    Explained explained;
    Session& session = explained.window->session();
    session.set_method("rollout");
    session.set_target(session.pass()->predictions[4].target);
    explained.settle();
    target = session.explanation()->target;
    save_session(session, folder.path() / "a.rexsession");
  }
  Explained explained;
  Session& session = explained.window->session();
  restore_session(session, folder.path() / "a.rexsession");
  REQUIRE(QTest::qWaitFor(
      [&] { return session.explanation() && session.explanation()->method == "rollout" && !session.busy(); },
      patience));
  CHECK(session.explanation()->target == target);
}
