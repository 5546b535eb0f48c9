// How a map is looked at: the ends and the gamma of its scale, and the preview under the pointer. Rows of the table of
// actions, with what they do.
#include "ui/state/preferences.h"
#include "ui/state/session.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/picture/scale_dialog.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {

void MainWindow::share_scale() {
  Appearance appearance = session_->appearance();
  const Scale& now = picture_->canvas().content().scale;
  appearance.scale_ends =
      appearance.scale_ends ? std::nullopt : ends_between(static_cast<double>(now.low), static_cast<double>(now.high));
  session_->set_appearance(appearance);
}

void MainWindow::show_scale() {
  auto* dialog = findChild<ScaleDialog*>();
  if (dialog == nullptr) {
    dialog = new ScaleDialog(*session_, picture_->canvas(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
  }
  dialog->show();
  dialog->raise();
}

void MainWindow::set_previewing(bool on) {
  picture_->set_previewing(on);
  set_previews_places(on);
}

std::vector<ActionRecord> MainWindow::scale_actions() {
  const auto explained = [this] { return session_->explanation() != nullptr; };
  return {{.id = "sameScale",
           .text = tr("Same scale for all pictures"),
           .tip = tr("Keep the ends of the heat's scale as they are now, for every map and picture"),
           .run = [this] { share_scale(); },
           .enabled = explained,
           .checked = [this] { return session_->appearance().scale_ends.has_value(); }},
          {.id = "editScale",
           .text = tr("Ends and gamma…"),
           .tip = tr("Type the ends of the heat's scale, and its gamma"),
           .run = [this] { show_scale(); },
           .enabled = explained},
          {.id = "previewPlaces",
           .text = tr("Preview under the pointer"),
           .tip = tr("Show what a patch or region relates to while the pointer rests on it"),
           .run = [this] { set_previewing(!picture_->previewing()); },
           .checked = [this] { return picture_->previewing(); }}};
}

}  // namespace rex::ui
