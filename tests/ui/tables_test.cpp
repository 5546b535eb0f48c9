// The tables that the window is made of: its actions and its panels.
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <map>
#include <set>

#include "core/explain/method.h"
#include "tests/ui/explained.h"
#include "ui/theme/theme.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/keys_dialog.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

QMenu& filled_menu(Explained& explained, const char* button) {
  QMenu* menu = explained.find<QToolButton>(button)->menu();
  Q_EMIT menu->aboutToShow();
  return *menu;
}

}  // namespace

TEST_CASE("every action has an id, a text and a tooltip of its own, and the tooltip names its keys") {
  Explained explained("vit", "beach");
  const ActionRegistry& actions = explained.window->actions();
  std::set<QString> ids, texts, tips;
  for (const ActionRecord& record : actions.records()) {
    INFO(record.id.toStdString());
    const QAction& action = actions.action(record.id);
    CHECK_FALSE(record.text.isEmpty());
    CHECK(ids.insert(record.id).second);
    CHECK(texts.insert(record.text).second);
    CHECK(tips.insert(action.toolTip()).second);
    CHECK(action.toolTip().startsWith(record.tip));
    for (const QKeySequence& keys : record.keys) CHECK(action.toolTip().contains(key_text(keys)));
    CHECK(action.shortcuts() == record.keys);
    CHECK(record.run != nullptr);
    CHECK(action.isCheckable() == (record.checked != nullptr));
    CHECK(action.icon().isNull() == record.icon.isEmpty());
  }
}

TEST_CASE("no two actions have the same key") {
  Explained explained("vit", "beach");
  std::set<QString> taken;
  for (const ActionRecord& record : explained.window->actions().records()) {
    for (const QKeySequence& keys : record.keys) {
      INFO(record.id.toStdString() << ' ' << keys.toString().toStdString());
      CHECK(taken.insert(keys.toString()).second);
    }
  }
}

TEST_CASE("the list of keys is that of the actions") {
  Explained explained("vit", "beach");
  explained.key(Qt::Key_Question);
  const auto* dialog = explained.find<KeysDialog>("keysDialog");
  std::map<QString, QString> listed, wanted;
  for (const QLabel* label : dialog->findChildren<QLabel*>()) {
    if (label->objectName().startsWith("keys-")) listed[label->objectName().mid(5)] = label->text();
  }
  const ActionRegistry& actions = explained.window->actions();
  for (const ActionRecord& record : actions.records()) {
    if (!record.keys.isEmpty()) wanted[record.id] = actions.keys(record.id);
  }
  CHECK(wanted.size() > 20);
  CHECK((listed == wanted));  // Catch cannot print QString
  CHECK(wanted["showQueryAlone"] == "Shift+V, Alt+click");
  CHECK(wanted["previousAnswer"] == "↑");
}

TEST_CASE("an action stands in the menus and bars of its places") {
  Explained explained("detr", "traffic");
  const ActionRegistry& actions = explained.window->actions();
  for (const auto& [place, button] : {std::pair(Place::open_menu, "openButton"),
                                      {Place::model_menu, "modelButton"},
                                      {Place::target_menu, "targetButton"},
                                      {Place::save_menu, "saveButton"}}) {
    const QMenu& menu = filled_menu(explained, button);
    CHECK_FALSE(actions.at(place).empty());
    for (const ActionRecord* record : actions.at(place)) {
      INFO(button << ' ' << record->id.toStdString());
      CHECK(menu.actions().contains(&actions.action(record->id)));
    }
  }
  for (const ActionRecord& record : actions.records()) {
    for (const Place place : record.places) {
      const QString suffix = place == Place::toolbar ? "Button" : "";
      if (place != Place::toolbar && place != Place::appearance_bar && place != Place::compare_bar) continue;
      const auto* button = explained.find<QToolButton>((record.id + suffix).toUtf8().constData());
      CHECK(button->defaultAction() == &actions.action(record.id));
      CHECK_FALSE(button->text().contains("…"));
    }
  }
}

TEST_CASE("what cannot be done with the model or the answer is grey") {
  Explained explained("vit", "beach");
  const ActionRegistry& actions = explained.window->actions();
  const auto can = [&](const char* id) { return actions.action(id).isEnabled(); };
  CHECK_FALSE(can("openRegions"));
  CHECK_FALSE(can("showMasks"));
  CHECK_FALSE(can("showBoxes"));
  CHECK_FALSE(can("unpinAll"));
  CHECK_FALSE(can("showAllQueries"));
  CHECK(can("copyFigure"));
  explained.key(Qt::Key_P);
  CHECK(can("unpinAll"));
  explained.session().open_model(model_folder("detr"));
  explained.settle();
  CHECK(can("showMasks"));
  CHECK(can("showBoxes"));
  CHECK(explained.find<QToolButton>("showMasks")->isVisible());
  explained.key(Qt::Key_V);
  CHECK(can("showAllQueries"));
  explained.session().open_model(model_folder("lxmert"));
  explained.settle();
  CHECK(can("openRegions"));
}

TEST_CASE("methods that do not fit the model are grey in both menus, and their tooltips say why") {
  for (const char* family : {"detr", "vit"}) {
    Explained explained(family, "beach");
    const rex::ModelDescription& model = explained.session().model()->description;
    explained.key(Qt::Key_C);
    QList<QAction*> offered;
    for (QAction* action : filled_menu(explained, "methodButton").actions()) {
      offered << action;
      if (action->menu() != nullptr) offered << action->menu()->actions();
    }
    offered << filled_menu(explained, "compareMethods").actions();
    for (const auto& method : rex::explanation_methods()) {
      INFO(family << ' ' << method->name());
      const auto reason = method->fits(model);
      int found = 0;
      for (const QAction* action : offered) {
        const QString says = QString::fromStdString(reason.value_or(method->description()));
        // Two ablations may have one title: the tooltip tells them apart.
        if (action->text().toStdString() != method->title() || !action->toolTip().startsWith(says)) continue;
        ++found;
        if (reason) CHECK_FALSE(action->isEnabled());
        if (!reason && method->name() != "generic") CHECK(action->isEnabled());
      }
      CHECK(found >= 2);
    }
  }
}

TEST_CASE("the colours of the view menu change the window and are remembered") {
  Explained explained("vit", "beach");
  const ActionRegistry& actions = explained.window->actions();
  actions.action("dark").trigger();
  CHECK(theme().dark);
  CHECK(actions.action("dark").isChecked());
  CHECK_FALSE(actions.action("light").isChecked());
  actions.action("dark").trigger();  // again
  CHECK(actions.action("dark").isChecked());
  actions.action("light").trigger();
  CHECK_FALSE(theme().dark);
}

TEST_CASE("every panel of the table has a dock of its title, which is left as a person left it") {
  Explained explained("vit", "beach");
  const auto dock = [&](const PanelRecord& panel) {
    return explained.find<QDockWidget>(panel.id.toUtf8().constData());
  };
  const auto start = [&] {
    StartWith same;
    same.model = model_folder("vit");
    same.picture = scene("beach");
    explained.window = std::make_unique<MainWindow>(same);
    explained.window->show();
    explained.settle();
  };
  std::set<QString> ids;
  for (const PanelRecord& panel : explained.window->panels()) {
    INFO(panel.id.toStdString());
    CHECK(ids.insert(panel.id).second);
    CHECK(dock(panel)->isVisible());
    CHECK(explained.window->dockWidgetArea(dock(panel)) == panel.area);
    CHECK(dock(panel)->windowTitle() == panel.title);
    CHECK(explained.find<QMenu>("windowMenu")->actions().contains(dock(panel)->toggleViewAction()));
  }
  const std::vector<PanelRecord> panels = explained.window->panels();
  for (const PanelRecord& panel : panels) {
    INFO(panel.id.toStdString());
    dock(panel)->toggleViewAction()->trigger();
    explained.window->close();
    start();
    CHECK(dock(panel)->isHidden());
    dock(panel)->toggleViewAction()->trigger();
    CHECK(dock(panel)->isVisible());
  }
  explained.window->addDockWidget(Qt::LeftDockWidgetArea, dock(panels.back()));
  explained.window->close();
  start();
  for (const PanelRecord& panel : panels) {
    INFO(panel.id.toStdString());
    CHECK(dock(panel)->isVisible());
    CHECK(explained.window->dockWidgetArea(dock(panel)) ==
          (panel.id == panels.back().id ? Qt::LeftDockWidgetArea : panel.area));
  }
  QSettings().clear();
}
