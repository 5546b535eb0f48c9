// The bar of menus: every action of the table stands in one of them.
#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QToolButton>

#include "ui/convert/paths.h"
#include "ui/views/widgets/menu_button.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

bool stands_in(const QMenu& menu, const QAction* wanted) {
  for (const QAction* action : menu.actions()) {
    if (action == wanted || (action->menu() != nullptr && stands_in(*action->menu(), wanted))) return true;
  }
  return false;
}

QMenu& add_part(QMenu& menu, const QString& title) {
  QMenu* part = menu.addMenu(title);
  part->setToolTipsVisible(true);
  return *part;
}

}  // namespace

QMenu& MainWindow::add_menu(const QString& object, const QString& title) {
  QMenu* menu = menuBar()->addMenu(title);
  menu->setObjectName(object);
  menu->setToolTipsVisible(true);
  return *menu;
}

/// What was opened last, of the LIST that is remembered, in a menu of its own within MENU.
void MainWindow::add_recent(QMenu& menu, const QString& title, const QString& list) {
  QMenu& recent = add_part(menu, title);
  connect(&recent, &QMenu::aboutToShow, this, [this, &recent, list] {
    recent.clear();
    for (const QString& file : QSettings().value(list).toStringList()) {
      std::error_code ignored;
      if (!std::filesystem::exists(path_of(file), ignored)) continue;
      const QString name = QString::fromStdString(path_of(file).filename().string());
      recent.addAction(label_of(name), this, [this, file] { open_path(path_of(file)); })->setToolTip(file);
    }
    if (recent.isEmpty()) recent.addAction(tr("Nothing yet"))->setEnabled(false);
  });
}

void MainWindow::make_menus() {
  QMenu& file = add_menu("fileMenu", tr("&File"));
  actions_->add_to(file, Place::open_menu);
  actions_->add_to(file, {"", "previousPicture", "nextPicture", ""});
  add_recent(file, tr("Recent pictures"), QStringLiteral("recentPictures"));
  add_recent(file, tr("Recent folders"), QStringLiteral("recentFolders"));
  add_recent(file, tr("Recent sessions"), QStringLiteral("recentSessions"));
  file.addSeparator();
  actions_->add_to(file, Place::save_menu);
  actions_->add_to(file, {"saveSessionAs", "saveSessionWhole", "saveScript", "", "contactSheet", "print"});
  actions_->add_to(file, {"", "quit"});

  QMenu& edit = add_menu("editMenu", tr("&Edit"));
  actions_->add_to(edit,
                   {"undo", "redo", "", "pastePicture", "copyFigure", "copyCommand", "", "letGo", "", "preferences"});

  QMenu& view = add_menu("viewMenu", tr("&View"));
  actions_->add_to(view, {"showHeat", "exactPatches", "thresholdKind", "showContours", "showGrid", "showBoxes",
                          "showMasks", "allQueries", "previewPlaces", ""});
  actions_->add_to(add_part(view, tr("Scale of the heat")), Place::picture_scale_menu);
  actions_->add_to(view, {"sameScale", "editScale"});
  actions_->add_to(add_part(view, tr("Scale of the words")), Place::word_scale_menu);
  actions_->add_to(add_part(view, tr("Opacity of the heat")), Place::opacity_menu);
  actions_->add_to(add_part(view, tr("Colours")), Place::colours_menu);
  actions_->add_to(view, {"", "fitPicture", "actualSize", "zoomIn", "zoomOut"});
  actions_->add_to(add_part(view, tr("Move the picture")), {"panLeft", "panRight", "panUp", "panDown"});

  QMenu* models = model_->menu();
  models->setTitle(tr("&Model"));
  models->setObjectName("modelMenu");
  menuBar()->addMenu(models);
  actions_->add_to(*models, Place::model_menu);  // the models themselves are looked for when it opens

  QMenu& explain = add_menu("explainMenu", tr("E&xplain"));
  actions_->add_to(explain, {"run", "cancel", ""});
  method_->menu()->setTitle(tr("Method"));
  target_->menu()->setTitle(tr("Target"));
  explain.addMenu(method_->menu());
  explain.addMenu(target_->menu());
  actions_->add_to(explain, {"previousAnswer", "nextAnswer", "searchClass", ""});
  actions_->add_to(add_part(explain, tr("Layers")), {"previousLayer", "nextLayer", "playLayers", "", "startEarlier",
                                                     "startLater", "endEarlier", "endLater", "allLayers"});
  actions_->add_to(add_part(explain, tr("Heads")), {"previousHead", "nextHead"});
  actions_->add_to(add_part(explain, tr("Object query")), Place::query_menu);
  actions_->add_to(explain, {"nextRegion", "", "pin", "compare", "blink", "compareShared", "unpinAll", "",
                             "checkSanity", "negativeEvidence", "brush"});
  actions_->add_to(add_part(explain, tr("What is taken away")),
                   {"takeHeld", "takeMarked", "keepMarked", "", "keepBrushed", "undoBrush", "putBack"});

  QMenu& panels = add_menu("windowMenu", tr("&Window"));
  for (const PanelRecord& panel : panels_) panels.addAction(findChild<QDockWidget*>(panel.id)->toggleViewAction());
  actions_->add_to(panels, {"", "focusPicture"});

  QMenu& help = add_menu("helpMenu", tr("&Help"));
  actions_->add_to(help, Place::help_menu);
  actions_->add_to(help, {"", "diagnostics", "about"});

  // A row of the table that no menu names yet is still found.
  QStringList others;
  for (const ActionRecord& record : actions_->records()) {
    const QAction* action = &actions_->action(record.id);
    bool found = false;
    for (const QAction* menu : menuBar()->actions()) found = found || stands_in(*menu->menu(), action);
    if (!found) others << record.id;
  }
  if (!others.isEmpty()) actions_->add_to(explain, QStringList{QString()} + others);
}

}  // namespace rex::ui
