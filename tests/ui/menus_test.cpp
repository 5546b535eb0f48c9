// The bar of menus, the keys that people choose, and the window about itself.
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTreeWidget>

#include "tests/ui/explained.h"
#include "ui/state/preferences.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/remembered_keys.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

bool stands_in(QMenu& menu, const QAction* wanted) {
  for (QAction* action : menu.actions()) {
    if (action == wanted || (action->menu() != nullptr && stands_in(*action->menu(), wanted))) return true;
  }
  return false;
}

QTreeWidgetItem* row_of(QTreeWidget& list, const QString& id) {
  for (int row = 0; row < list.topLevelItemCount(); ++row) {
    if (list.topLevelItem(row)->data(0, Qt::UserRole).toString() == id) return list.topLevelItem(row);
  }
  return nullptr;
}

}  // namespace

TEST_CASE("every action stands in a menu of the bar, and every menu is reached by a letter") {
  Explained explained("detr", "traffic");
  QMenuBar* bar = explained.window->menuBar();
  CHECK(bar->actions().size() == 7);
  for (const QAction* menu : bar->actions()) {
    INFO(menu->text().toStdString());
    CHECK(menu->text().contains('&'));
    REQUIRE(menu->menu() != nullptr);
    CHECK_FALSE(menu->menu()->isEmpty());
  }
  for (const ActionRecord& record : explained.window->actions().records()) {
    INFO(record.id.toStdString());
    bool found = false;
    for (const QAction* menu : bar->actions())
      found = found || stands_in(*menu->menu(), &explained.window->actions().action(record.id));
    CHECK(found);
  }
}

TEST_CASE("menus list models, methods and answers when they open") {
  Explained explained("vit", "beach");
  auto* models = explained.find<QMenu>("modelMenu");
  Q_EMIT models->aboutToShow();
  CHECK(models->actions().size() > 2);
  auto* explain = explained.find<QMenu>("explainMenu");
  for (QAction* action : explain->actions()) {
    if (action->menu() == nullptr || action->text() != "Method") continue;
    Q_EMIT action->menu()->aboutToShow();
    for (QAction* method : action->menu()->actions()) {
      if (method->text().contains("rollout", Qt::CaseInsensitive)) method->trigger();
    }
  }
  explained.settle();
  CHECK(explained.session().explanation()->method == "rollout");
}

TEST_CASE("zoom and pan have keys") {
  Explained explained("vit", "beach");
  auto* canvas = explained.find<Canvas>("canvas");
  const double fitting = canvas->zoom();
  explained.key(Qt::Key_Plus);
  CHECK(canvas->zoom() == Approx(1.25 * fitting));
  explained.key(Qt::Key_Minus);
  CHECK(canvas->zoom() == Approx(fitting));
  const rex::Box before = canvas->view();
  explained.key(Qt::Key_Right, Qt::ShiftModifier);
  CHECK(canvas->view().left > before.left);
  explained.key(Qt::Key_Down, Qt::ShiftModifier);
  CHECK(canvas->view().top > before.top);
  explained.key(Qt::Key_F);
  CHECK(canvas->view().left == Approx(before.left));
  explained.key(Qt::Key_L);
  CHECK(explained.session().appearance().contours);
  explained.key(Qt::Key_E);
  CHECK_FALSE(explained.session().appearance().smooth);
  explained.key(Qt::Key_C, Qt::ControlModifier);
  CHECK_FALSE(QApplication::clipboard()->image().isNull());
}

TEST_CASE("the panels fold away by one key and come back as they were") {
  Explained explained("vit", "beach");
  auto* heads = explained.find<QDockWidget>("headsDock");
  explained.find<QDockWidget>("detailsDock")->hide();
  explained.key(Qt::Key_F11);
  for (const PanelRecord& panel : explained.window->panels())
    CHECK(explained.find<QDockWidget>(panel.id.toUtf8().constData())->isHidden());
  CHECK(explained.window->actions().action("focusPicture").isChecked());
  explained.key(Qt::Key_F11);
  CHECK(heads->isVisible());
  CHECK(explained.find<QDockWidget>("detailsDock")->isHidden());
  CHECK_FALSE(explained.window->actions().action("focusPicture").isChecked());
}

TEST_CASE("keys are chosen, remembered and reset, and a conflict is said before") {
  Explained explained("vit", "beach");
  explained.key(Qt::Key_Comma, Qt::ControlModifier);
  auto* list = explained.find<QTreeWidget>("keyList");
  auto* edit = explained.find<QKeySequenceEdit>("keyEdit");
  const ActionRegistry& actions = explained.window->actions();
  list->setCurrentItem(row_of(*list, "pin"));
  edit->setKeySequence(QKeySequence(Qt::Key_H));
  CHECK_THAT(explained.find<QLabel>("keyConflict")->text().toStdString(), ContainsSubstring("Heat"));
  explained.find<QPushButton>("setKey")->click();
  CHECK(actions.action("pin").shortcut() == QKeySequence(Qt::Key_H));
  CHECK(actions.action("showHeat").shortcuts().isEmpty());
  CHECK(row_of(*list, "pin")->text(1) == "H");
  CHECK(actions.action("pin").toolTip().contains("(H)"));
  SECTION("in the next window, too") {
    StartWith same;
    same.model = model_folder("vit");
    same.picture = scene("beach");
    const MainWindow next(same);
    CHECK(next.actions().action("pin").shortcut() == QKeySequence(Qt::Key_H));
    CHECK(next.actions().action("showHeat").shortcuts().isEmpty());
  }
  SECTION("until they are reset") {
    explained.find<QPushButton>("resetKeys")->click();
    CHECK(actions.action("pin").shortcut() == QKeySequence(Qt::Key_P));
    CHECK(actions.action("showHeat").shortcut() == QKeySequence(Qt::Key_H));
    CHECK_FALSE(QSettings().contains("keys/pin"));
  }
  SECTION("and damaged settings leave an action without a key, not the program") {
    QSettings().setValue("keys/save", QStringList{"no such key"});
    QSettings().setValue("keys/gone", QStringList{"G"});
    const MainWindow next(StartWith{});
    CHECK(next.actions().action("save").shortcuts().isEmpty());
  }
}

TEST_CASE("the drawing of the last time and the number of threads are remembered") {
  Explained explained("vit", "beach");
  rex::Appearance appearance;
  appearance.opacity = 0.35;
  appearance.grid = true;
  explained.session().set_appearance(appearance);
  explained.key(Qt::Key_Comma, Qt::ControlModifier);
  explained.find<QComboBox>("threads")->setCurrentIndex(1);
  CHECK(preferred_threads() == 1);
  explained.window->close();
  CHECK(remembered_appearance() == appearance);
  MainWindow next(StartWith{});
  CHECK(next.session().appearance() == appearance);
  set_begins_as_last(false);
  CHECK(remembered_appearance() == rex::Appearance());
  set_begins_as_last(true);
  QSettings().setValue("appearance", "{broken");
  CHECK(remembered_appearance() == rex::Appearance());
  QSettings().clear();
}

TEST_CASE("diagnostics say what the machine computes with and are copied by a button") {
  Explained explained("vit", "beach");
  explained.window->actions().action("diagnostics").trigger();
  auto* dialog = explained.find("diagnostics");
  const QString lines = dialog->findChild<QPlainTextEdit*>("lines")->toPlainText();
  for (const char* said : {"Version", "Qt", "BLAS", "Model", "Picture"}) CHECK(lines.contains(said));
  dialog->findChild<QPushButton*>("copyLines")->click();
  CHECK(QApplication::clipboard()->text() == lines);
  dialog->close();
  explained.window->actions().action("about").trigger();
  CHECK(explained.find("about")->findChild<QPlainTextEdit*>("lines")->toPlainText().contains("MIT"));
}

TEST_CASE("the history is a script that makes its figures again, each once") {
  Explained explained("vit", "beach");
  QTest::qWait(600);
  explained.session().set_method("rollout");
  explained.settle();
  QTest::qWait(600);
  explained.key(Qt::Key_Z, Qt::ControlModifier);
  const rex::test::TemporaryFolder folder;
  answer_file_dialog(folder.path() / "all.sh");
  explained.window->actions().action("saveScript").trigger();
  REQUIRE(wait_for([&] { return std::filesystem::exists(folder.path() / "all.sh"); }));
  const std::string script = rex::test::read_file(folder.path() / "all.sh");
  CHECK(script.starts_with("#!/bin/sh\n"));
  CHECK_THAT(script, ContainsSubstring("--method generic"));
  CHECK_THAT(script, ContainsSubstring("--method rollout"));
  CHECK_THAT(script, ContainsSubstring("--save figure-002.pdf"));
  CHECK_THAT(script, !ContainsSubstring("--save figure-003.pdf"));
}

TEST_CASE("keys go through the pictures of a folder, and what is asked stays") {
  const rex::test::TemporaryFolder folder;
  for (const char* name : {"beach", "cat-and-dog", "lunch"})
    std::filesystem::copy_file(scene(name), folder.path() / (std::string(name) + ".jpg"));
  rex::test::write_file(folder.path() / "notes.txt", "no picture");
  Explained explained("vit", "beach");
  Session& session = explained.session();
  session.open_picture(folder.path() / "beach.jpg");
  explained.settle();
  session.set_target(session.answered()->predictions[2].target);
  explained.settle();
  const std::string label = session.explanation()->target_label;
  auto* canvas = explained.find<Canvas>("canvas");
  canvas->zoom_by(2);
  const CanvasView view = canvas->linked_view();
  const auto shows = [&](const char* name) {
    return wait_for([&] {
      return !session.busy() && session.answered()->question.picture_file == folder.path() / name &&
             session.explanation()->target_label == label;
    });
  };
  explained.key(Qt::Key_PageDown);
  CHECK(shows("cat-and-dog.jpg"));
  CHECK(canvas->linked_view().zoom == Approx(view.zoom));
  explained.key(Qt::Key_PageUp);
  CHECK(shows("beach.jpg"));
  explained.key(Qt::Key_PageUp);  // on from the end
  CHECK(shows("lunch.jpg"));
}
