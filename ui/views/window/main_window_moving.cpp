// Moving about: zoom and pan, the layers that count, and letting go of everything. Rows of the table of actions, with
// what they do.
#include "ui/state/session.h"
#include "ui/views/inside/layer_strip.h"
#include "ui/views/picture/compare_view.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/widgets/spoken_items.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

constexpr double zoom_step = 1.25;
constexpr double pan_step = 0.1;  // of what is seen

}  // namespace

std::vector<ActionRecord> MainWindow::moving_actions() {
  const auto explained = [this] { return session_->explanation() != nullptr; };
  const auto pans = [this](double x, double y) {
    return [this, x, y] { moved_canvas().pan_by({pan_step * x, pan_step * y}); };
  };
  return {
      {.id = "zoomIn",
       .text = tr("Zoom in"),
       .tip = tr("Show the picture larger"),
       .keys = {Qt::Key_Plus, Qt::Key_Equal},
       .run = [this] { moved_canvas().zoom_by(zoom_step); }},
      {.id = "zoomOut",
       .text = tr("Zoom out"),
       .tip = tr("Show the picture smaller"),
       .keys = {Qt::Key_Minus},
       .run = [this] { moved_canvas().zoom_by(1 / zoom_step); }},
      {.id = "panLeft",
       .text = tr("To the left"),
       .tip = tr("Look further to the left"),
       .keys = {QKeySequence(Qt::SHIFT | Qt::Key_Left)},
       .run = pans(-1, 0)},
      {.id = "panRight",
       .text = tr("To the right"),
       .tip = tr("Look further to the right"),
       .keys = {QKeySequence(Qt::SHIFT | Qt::Key_Right)},
       .run = pans(1, 0)},
      {.id = "panUp",
       .text = tr("Up"),
       .tip = tr("Look further up"),
       .keys = {QKeySequence(Qt::SHIFT | Qt::Key_Up)},
       .run = pans(0, -1)},
      {.id = "panDown",
       .text = tr("Down"),
       .tip = tr("Look further down"),
       .keys = {QKeySequence(Qt::SHIFT | Qt::Key_Down)},
       .run = pans(0, 1)},
      {.id = "startEarlier",
       .text = tr("Start one layer earlier"),
       .tip = tr("Count one more layer at the beginning"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_Left)},
       .run = [this] { layers_->move_start(-1); },
       .enabled = explained},
      {.id = "startLater",
       .text = tr("Start one layer later"),
       .tip = tr("Leave out one more layer at the beginning"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_Right)},
       .run = [this] { layers_->move_start(1); },
       .enabled = explained},
      {.id = "endEarlier",
       .text = tr("End one layer earlier"),
       .tip = tr("Leave out one more layer at the end"),
       .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left)},
       .run = [this] { layers_->move_end(-1); },
       .enabled = explained},
      {.id = "endLater",
       .text = tr("End one layer later"),
       .tip = tr("Count one more layer at the end"),
       .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right)},
       .run = [this] { layers_->move_end(1); },
       .enabled = explained},
      {.id = "allLayers",
       .text = tr("All layers count"),
       .tip = tr("Count all layers again"),
       .run = [this] { session_->set_layers({}); },
       .enabled = [this] { return !(session_->layers() == LayerRange()); }},
      {.id = "blink",
       .text = tr("Blink"),
       .tip = tr("Show one panel of the comparison alone, then the next in its place"),
       .keys = {Qt::Key_X},
       .places = {Place::compare_bar},
       .run = [this] { compare_->blink(); },
       .enabled = [this] { return comparing() && compare_->panels() > 1; }},
      {.id = "quit",
       .text = tr("Quit"),
       .tip = tr("Close the window"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_Q)},
       .run = [this] { close(); }},
  };
}

Canvas& MainWindow::moved_canvas() {
  Canvas* compared = comparing() ? compare_->first_canvas() : nullptr;
  return compared != nullptr ? *compared : picture_->canvas();
}

void MainWindow::fit_picture() {
  picture_->canvas().fit();
  compare_->fit();
}

void MainWindow::show_at(double zoom) {
  picture_->canvas().zoom_to(zoom);
  compare_->zoom_to(zoom);
}

/// Of everything: what runs, what is held, what is said. Who walks through words, layers or heads stays there.
void MainWindow::let_go() {
  if (session_->busy()) session_->cancel();
  session_->selection().clear();
  layers_->stop();
  banner_->clear();
  picture_->canvas().stop_walking();
  compare_->show_all();
  const QWidget* focus = focusWidget();
  const bool walks = dynamic_cast<const SpokenItems*>(focus) != nullptr ||
                     (focus != nullptr && focus->objectName() == QLatin1String("headTable"));
  if (!walks) picture_->canvas().setFocus();
}

}  // namespace rex::ui
