// The window about itself: preferences, what the machine computes with, versions and licences. Rows of the table of
// actions, with what they do.
#include <QStringList>

#include "core/base/atomic_file.h"
#include "core/base/machine.h"
#include "ui/convert/paths.h"
#include "ui/state/session.h"
#include "ui/state/session_script.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/window/folder_walk.h"
#include "ui/views/window/main_window.h"
#include "ui/views/window/preferences_dialog.h"
#include "ui/views/window/text_dialog.h"

namespace rex::ui {

std::vector<ActionRecord> MainWindow::window_actions() {
  auto* script = new SessionScript(*session_, *history_, this);
  FolderWalk* folder = walk_ = new FolderWalk(
      *session_, [this]() -> Canvas& { return picture_->canvas(); }, this);
  return {
      {.id = "saveSessionAs",
       .text = tr("Save session as…"),
       .tip = tr("Save the session to another file"),
       .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
       .run = [this] { save_session_as(); }},
      {.id = "saveSessionWhole",
       .text = tr("Save session with its pictures…"),
       .tip = tr("Save the session as one file that holds its pictures and regions, to open it on another machine"),
       .run = [this] { save_session_as(true); }},
      {.id = "saveScript",
       .text = tr("Save history as script…"),
       .tip = tr("Save a shell script that makes the figures of all views since the start"),
       .run =
           [this, script] {
             const QString file = ask_where_to_save(tr("Save the history"), tr("figures"), {tr("Scripts (*.sh)")});
             if (file.isEmpty()) return;
             save_beside(file,
                         [text = script->text().toStdString(), path = path_of(file)] { write_atomically(path, text); },
                         {});
           },
       .enabled = [script] { return !script->empty(); }},
      {.id = "print",
       .text = tr("Print…"),
       .tip = tr("Print the figure, as large as the page has room for"),
       .keys = {QKeySequence::Print},
       .run = [this] { print(); },
       .enabled = [this] { return session_->explanation() != nullptr; }},
      {.id = "contactSheet",
       .text = tr("Contact sheet…"),
       .tip = tr("Save all pictures of the folder or of the gallery, each with its map, as one figure"),
       .run = [this] { save_contact_sheet(); },
       .enabled =
           [this] {
             return session_->explanation() && session_->answered()->question.picture &&
                    session_->model()->description.sees_picture();
           }},
      {.id = "previousPicture",
       .text = tr("Previous picture"),
       .tip = tr("Open the picture before in its folder; what is asked stays"),
       .keys = {Qt::Key_PageUp},
       .run = [folder] { folder->go(-1); },
       .enabled = [folder] { return folder->can_go(); }},
      {.id = "nextPicture",
       .text = tr("Next picture"),
       .tip = tr("Open the picture after in its folder; what is asked stays"),
       .keys = {Qt::Key_PageDown},
       .run = [folder] { folder->go(1); },
       .enabled = [folder] { return folder->can_go(); }},
      {.id = "focusPicture",
       .text = tr("The picture alone"),
       .tip = tr("Fold all panels away, or bring them back"),
       .keys = {Qt::Key_F11},
       .run = [this] { toggle_panels(); },
       .checked = [this] { return !folded_.isEmpty(); }},
      {.id = "preferences",
       .text = tr("Preferences…"),
       .tip = tr("Choose colours, threads and keys"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_Comma)},
       .run = [this] { show_preferences(); }},
      {.id = "diagnostics",
       .text = tr("Diagnostics…"),
       .tip = tr("Say what this machine computes with, and what looks wrong"),
       .run = [this] { show_diagnostics(); }},
      {.id = "about", .text = tr("About…"), .tip = tr("Say versions and licences"), .run = [this] { show_about(); }},
  };
}

void MainWindow::show_preferences() {
  auto* dialog = new PreferencesDialog(*session_, *actions_, scheme_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &PreferencesDialog::schemeChosen, this, &MainWindow::set_scheme);
  dialog->open();
}

/// What `rex doctor` says of the machine, and what is open: for reports of problems, so in English whatever the
/// window speaks.
void MainWindow::show_diagnostics() {
  QStringList lines;
  const auto add = [&](const MachineFact& fact) {
    lines
        << QStringLiteral("%1  %2").arg(QString::fromStdString(fact.name), -16).arg(QString::fromStdString(fact.value));
    if (!fact.problem.empty()) lines << QString(18, ' ') + "! " + QString::fromStdString(fact.problem);
  };
  add({"Version", REX_VERSION, {}});
  for (const MachineFact& fact : machine_facts()) add(fact);
  add({"Qt", qVersion(), {}});
  if (const auto& model = session_->model()) {
    add({"Model", model->path.string(), {}});
    for (const std::string& line : model->description.summary) add({"", line, {}});
    for (const std::string& note : model->notes) add({"", note, {}});
  }
  if (!session_->picture_file().empty()) add({"Picture", session_->picture_file().string(), {}});
  if (const auto& failure = session_->failure()) add({"Last problem", failure->problem.toStdString(), {}});
  (new TextDialog(QStringLiteral("diagnostics"), tr("Diagnostics"), lines.join('\n'), this))->open();
}

void MainWindow::show_about() {
  const QString text =
      tr("Relevance Explorer %1, under the MIT licence.\n"
         "Why a Transformer answered as it did: in the picture, in the words, layer by layer.\n\n"
         "It stands on Qt %2 (LGPL 3; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU "
         "(Unicode licence), nlohmann-json, yaml-cpp and CLI11 (MIT, MIT, BSD 3), libcurl (curl) and "
         "OpenSSL (Apache 2).\n\n"
         "The methods are those of Chefer, Gur and Wolf (ICCV 2021, CVPR 2021) and of the authors whom "
         "the list of methods names. The painted scenes are made of Noto Color Emoji (SIL Open Font "
         "License 1.1).\n\n"
         "Layer-wise relevance propagation, on which the LRP methods rest, may be patented: check "
         "before commercial use.")
          .arg(QStringLiteral(REX_VERSION), QLatin1String(qVersion()));
  (new TextDialog(QStringLiteral("about"), tr("About"), text, this))->open();
}

}  // namespace rex::ui
