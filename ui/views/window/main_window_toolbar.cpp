// The toolbar: what is open and asked at the left, each with a menu to choose another; what is done with it at the
// right.
#include <QMenu>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>
#include <algorithm>

#include "core/explain/method.h"
#include "core/models/families/family.h"
#include "core/models/open/find_models.h"
#include "ui/convert/paths.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/views/widgets/kind_icon.h"
#include "ui/views/widgets/menu_button.h"
#include "ui/views/widgets/method_action.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_targets = 12;  // in the menu

void add_choice(QMenu& menu, const QString& text, bool chosen, const QString& tip, std::function<void()> choose) {
  QAction* action = menu.addAction(text, &menu, std::move(choose));
  action->setToolTip(tip);
  action->setCheckable(true);
  action->setChecked(chosen);
}

}  // namespace

void MainWindow::make_toolbar() {
  auto* bar = new QToolBar(tr("Toolbar"));
  bar->setObjectName("toolbar");
  bar->setMovable(false);
  bar->setFloatable(false);
  bar->setIconSize(QSize(20, 20));
  add_chips(*bar);
  auto* space = new QWidget;
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(space);
  add_buttons(*bar);
  addToolBar(bar);
  bar->toggleViewAction()->setVisible(false);  // without it there would be no way to bring it back
}

void MainWindow::add_chips(QToolBar& bar) {
  const QString target_keys = QStringLiteral("%1 %2").arg(actions_->key("previousAnswer"), actions_->key("nextAnswer"));
  open_ = menu_button("openButton", "open", tr("Open"),
                      tr("Open a picture, model or session (%1)").arg(actions_->key("openPicture")));
  model_ = menu_button("modelButton", "model", QString(), tr("Model"));
  method_ = menu_button("methodButton", "method", QString(), tr("Explanation method"));
  target_ = menu_button("targetButton", "target", QString(), tr("What is explained (%1)").arg(target_keys));
  connect(open_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_open_menu);
  connect(model_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_model_menu);
  connect(method_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_method_menu);
  connect(target_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_target_menu);
  bar.addWidget(open_);
  bar.addSeparator();
  for (QToolButton* button : {model_, method_, target_}) bar.addWidget(button);
}

void MainWindow::add_buttons(QToolBar& bar) {
  for (const ActionRecord* record : actions_->at(Place::toolbar)) {
    QToolButton* button = actions_->make_button(record->id, record->id + QStringLiteral("Button"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar.addWidget(button);
    wide_buttons_ << button;
    if (record->id != QLatin1String("save")) continue;
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    actions_->add_to(*menu, Place::save_menu);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
  }
}

void MainWindow::fill_open_menu() {
  QMenu* menu = open_->menu();
  menu->clear();
  actions_->add_to(*menu, Place::open_menu);
  const QStringList recent = QSettings().value(QStringLiteral("recentPictures")).toStringList();
  if (!recent.isEmpty()) menu->addSeparator();
  for (const QString& file : recent) {
    std::error_code ignored;
    if (!fs::exists(path_of(file), ignored)) continue;
    menu->addAction(label_of(path_of(file).filename().c_str()), this, [this, file] { open_path(path_of(file)); })
        ->setToolTip(file);
  }
}

void MainWindow::fill_model_menu() {
  QMenu* menu = model_->menu();
  menu->clear();
  QStringList shown;
  const auto add = [&](const fs::path& folder, const QString& name, const QString& picture) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored) || shown.contains(text_of(folder))) return;
    shown << text_of(folder);
    const bool open = session_->model() && session_->model()->path == folder;
    add_choice(*menu, label_of(name), open, text_of(folder), [this, folder] { session_->open_model(folder); });
    if (!picture.isEmpty()) menu->actions().constLast()->setIcon(icon(picture));
  };
  std::vector<FoundModel> models = find_models();
  const auto installed =
      std::stable_partition(models.begin(), models.end(), [](const FoundModel& model) { return model.demo; });
  std::sort(installed, models.end(), [](const FoundModel& a, const FoundModel& b) { return a.name < b.name; });
  for (auto model = models.begin(); model != models.end(); ++model) {
    if (model == installed && model != models.begin()) menu->addSeparator();
    const Family* family = find_family(model->family);
    add(model->folder,
        tr("%1\t%2").arg(QString::fromStdString(model->name), QString::fromStdString(family_title(model->family))),
        family == nullptr ? QString() : kind_icon(family->kind));
  }
  const QStringList recent = QSettings().value(QStringLiteral("recentModels")).toStringList();
  if (!recent.isEmpty() && !shown.isEmpty()) menu->addSeparator();
  for (const QString& folder : recent)
    add(path_of(folder), QString::fromStdString(path_of(folder).filename().string()), {});
  menu->addSeparator();
  actions_->add_to(*menu, Place::model_menu);
}

void MainWindow::fill_method_menu() {
  QMenu* menu = method_->menu();
  menu->clear();
  qDeleteAll(menu->findChildren<QMenu*>());  // the ablations of the last time, which the menu owns
  QMenu* ablations = new QMenu(tr("Ablations"), menu);
  ablations->setToolTipsVisible(true);
  for (const auto& method : explanation_methods()) {
    const QString name = QString::fromStdString(method->name());
    QAction* action = add_method(method->is_ablation() ? *ablations : *menu, *method, session_->model().get());
    action->setChecked(session_->method() == name);
    connect(action, &QAction::triggered, this, [this, name] { session_->set_method(name); });
  }
  if (ablations->isEmpty()) return;
  menu->addSeparator();
  menu->addMenu(ablations);
}

void MainWindow::fill_target_menu() {
  QMenu* menu = target_->menu();
  menu->clear();
  if (!session_->answered()) return;
  const auto& predictions = session_->answered()->predictions;
  for (std::size_t i = 0; i < std::min(predictions.size(), most_targets); ++i) {
    const Target target = predictions[i].target;
    const QString name = QString::fromStdString(predictions[i].label);
    add_choice(*menu, tr("%1\t%2").arg(label_of(name), short_score(predictions[i])),
               session_->explanation() && session_->explanation()->target == target, name,
               [this, target] { session_->set_target(target); });
  }
  actions_->add_to(*menu, Place::target_menu);
}

}  // namespace rex::ui
