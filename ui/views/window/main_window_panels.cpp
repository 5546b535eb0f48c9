// The panels round the picture, and how the window is laid out. A further panel is its two files and a row of
// panel_table().
#include <QDockWidget>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>
#include <utility>

#include "ui/state/preferences.h"
#include "ui/state/session.h"
#include "ui/views/inside/head_grid.h"
#include "ui/views/inside/layer_strip.h"
#include "ui/views/panels/answer_panel.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/faithfulness_panel.h"
#include "ui/views/panels/input_panel.h"
#include "ui/views/panels/sanity_panel.h"
#include "ui/views/panels/word_matrix.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

constexpr int layout_version = 2;  // of the docks that are remembered
constexpr int low = 800;           // height of the window below which the bottom docks are lower
constexpr int narrow = 1200;       // width below which docks are slimmer and the toolbar shows icons alone

}  // namespace

std::vector<PanelRecord> MainWindow::panel_table() {
  using enum Qt::DockWidgetArea;
  return {
      {"inputDock",
       tr("Pictures"),
       LeftDockWidgetArea,
       {264, 640},
       [this] { return input_ = new InputPanel(*session_, *gallery_, *actions_); }},
      {"answerDock",
       tr("Answer"),
       RightDockWidgetArea,
       {304, 420},
       [this] { return answer_ = new AnswerPanel(*session_, *actions_); }},
      {"detailsDock", tr("Details"), RightDockWidgetArea, {304, 200}, [this] { return details_ = new DetailsPanel; }},
      {"layersDock",
       tr("Layers"),
       BottomDockWidgetArea,
       {560, 264},
       [this] { return layers_ = new LayerStrip(*session_, *actions_); }},
      {"headsDock", tr("Heads"), BottomDockWidgetArea, {480, 264}, [this] { return heads_ = new HeadGrid(*session_); }},
      {.id = "faithfulnessDock",
       .title = tr("Faithfulness"),
       .area = BottomDockWidgetArea,
       .size = {480, 264},
       .make =
           [this] {
             faithfulness_ = new FaithfulnessPanel(*session_);
             connect(faithfulness_, &FaithfulnessPanel::saveRequested, this, &MainWindow::save_curves);
             return faithfulness_;
           },
       .behind = "headsDock"},
      {.id = "sanityDock",
       .title = tr("Sanity"),
       .area = BottomDockWidgetArea,
       .size = {480, 264},
       .make =
           [this] {
             auto* panel = new SanityPanel(*session_);
             connect(panel, &SanityPanel::saveRequested, this, &MainWindow::save_sanity);
             return panel;
           },
       .behind = "headsDock"},
      {.id = "wordMatrixDock",
       .title = tr("Words × picture"),
       .area = BottomDockWidgetArea,
       .size = {480, 264},
       .make = [this] { return new WordMatrix(*session_); },
       .behind = "headsDock"},
  };
}

void MainWindow::make_panels() {
  setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  for (const PanelRecord& panel : panels_) add_dock(*this, panel);
  connect(findChild<QDockWidget*>(QStringLiteral("faithfulnessDock")), &QDockWidget::visibilityChanged, faithfulness_,
          &FaithfulnessPanel::set_seen);
  connect(session_, &Session::faithfulnessWanted, this, [this] { bring_up("faithfulnessDock"); });
}

/// Shows the panel whose dock is called ID, in front of those behind whose tabs it lies.
void MainWindow::bring_up(const char* id) {
  auto* dock = findChild<QDockWidget*>(QString::fromLatin1(id));
  dock->show();
  dock->raise();
}

void MainWindow::restore_layout() {
  const QSettings settings;
  restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
  restoreState(settings.value(QStringLiteral("docks")).toByteArray(), layout_version);
  findChild<QToolBar*>(QStringLiteral("toolbar"))->show();  // an older version let it be hidden
}

/// The first start has the sizes of the table of panels; later ones what a person left.
void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (std::exchange(shown_, true) || QSettings().contains(QStringLiteral("docks"))) return;
  give_first_sizes(*this, panels_, {width() < narrow ? 48 : 0, height() < low ? 60 : 0});
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  const auto style = width() < narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
  for (QToolButton* button : wide_buttons_) button->setToolButtonStyle(style);
  QMainWindow::resizeEvent(event);
}

void MainWindow::toggle_panels() {
  if (!folded_.isEmpty()) {
    restoreState(std::exchange(folded_, QByteArray()), layout_version);
    return;
  }
  folded_ = saveState(layout_version);
  for (const PanelRecord& panel : panels_) findChild<QDockWidget*>(panel.id)->hide();
  picture_->canvas().setFocus();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  session_->cancel();
  remember_appearance(session_->appearance());
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  settings.setValue(QStringLiteral("docks"), folded_.isEmpty() ? saveState(layout_version) : folded_);
  QMainWindow::closeEvent(event);
}

}  // namespace rex::ui
