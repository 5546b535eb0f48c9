// What is found again: the open session, recent sessions, and what a crash left.
#include "ui/state/recovery.h"

#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <filesystem>

#include "tests/ui/explained.h"
#include "ui/state/session_file.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("Ctrl+S saves to the session that is open") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "mine.rexsession";
  Explained explained("vit", "beach");
  answer_file_dialog(file);
  explained.key(Qt::Key_S, Qt::ControlModifier);
  REQUIRE(wait_for([&] { return QSettings().value("recentSessions").toStringList().size() == 1; }));
  REQUIRE(fs::exists(file));
  explained.session().set_method("rollout");
  explained.settle();
  explained.key(Qt::Key_S, Qt::ControlModifier);  // asks nothing
  REQUIRE(wait_for([&] { return read_session(file).asked.method == "rollout"; }));
  answer_file_dialog(folder.path() / "other.rexsession");
  explained.key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
  REQUIRE(wait_for([&] { return QSettings().value("recentSessions").toStringList().size() == 2; }));
  CHECK(fs::exists(folder.path() / "other.rexsession"));
}

TEST_CASE("what a window leaves that never came to its end is offered by the next one") {
  const TemporaryFolder folder;
  StartWith start;
  start.model = model_folder("vit");
  start.picture = scene("beach");
  start.recovery_folder = folder.path();
  fs::path left = folder.path() / "1.rexsession";
  {
    Explained explained("vit", "lunch");
    explained.session().set_method("rollout");
    explained.settle();
    Recovery recovery(explained.session(), folder.path());
    CHECK(recovery.left_behind().empty());
    explained.session().set_appearance({.opacity = 0.3});
    recovery.keep();
    REQUIRE(wait_for([&] { return fs::exists(recovery.file()); }));
    CHECK(recovery.file() == left);
    QTest::qWait(50);
    fs::copy_file(left, folder.path() / "copy");
    Recovery second(explained.session(), folder.path());  // another window beside it has a place of its own
    CHECK(second.file() != recovery.file());
    CHECK(second.left_behind().empty());
  }
  CHECK_FALSE(fs::exists(left));  // it came to its end
  fs::rename(folder.path() / "copy", left);
  MainWindow window(start);
  window.show();
  auto* button = window.findChild<QPushButton*>("bannerButton");
  REQUIRE(button->isVisible());
  CHECK(button->text().contains("Restore"));
  REQUIRE(wait_for([&] { return window.session().explanation() && !window.session().busy(); }));
  button->click();
  REQUIRE(wait_for([&] {
    return !window.session().busy() && window.session().explanation() &&
           window.session().explanation()->method == "rollout";
  }));
  CHECK(window.session().picture_file() == scene("lunch"));
  CHECK(window.session().appearance().opacity == 0.3);
  REQUIRE(wait_for([&] { return fs::is_empty(folder.path()) || !fs::exists(folder.path() / "left-1.rexsession"); }));
}

TEST_CASE("a folder that cannot be written keeps nothing and stops nothing") {
  Explained explained("vit", "beach");
  Recovery recovery(explained.session(), "/proc/nowhere");
  CHECK(recovery.file().empty());
  recovery.keep();
}
