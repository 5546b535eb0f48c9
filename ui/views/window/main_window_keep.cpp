// What a person takes away from the window: figures, numbers, sessions, commands.
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFileDialog>

#include "ui/convert/paths.h"
#include "ui/convert/pictures.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/export.h"
#include "ui/state/session.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/main_window.h"
#include "ui/views/window/save_figure_dialog.h"

namespace rex::ui {

void MainWindow::save_figure() {
  if (!session_->explanation()) {
    banner_->say(tr("There is nothing to save yet."), tr("Open a model and what it should explain first."));
    return;
  }
  auto* dialog = new SaveFigureDialog(*session_, comparing(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { say_done(tr("Saved %1").arg(text_of(dialog->path()))); });
  dialog->open();
}

void MainWindow::pin() {
  if (!session_->pin())
    say_done(tr("Six explanations are pinned already. Unpin one in Compare (%1) first.").arg(actions_->key("compare")));
}

void MainWindow::copy_figure() {
  attempt([this] {
    QApplication::clipboard()->setImage(figure_image(*session_, comparing()));
    say_done(tr("The figure is on the clipboard."));
  });
}

void MainWindow::export_numbers() {
  if (!session_->explanation()) return;
  const QString file =
      QFileDialog::getSaveFileName(this, tr("Export numbers"), tr("explanation.safetensors"),
                                   tr("safetensors (*.safetensors);;NumPy (*.npz);;Table (*.csv);;JSON (*.json)"));
  if (file.isEmpty()) return;
  attempt(
      [this, &file] {
        rex::ui::export_numbers(*session_->answered(), *session_->explanation(), path_of(file));
        say_done(tr("Saved %1").arg(file));
      },
      [this] { export_numbers(); });
}

void MainWindow::save_session() {
  if (session_->picture() && session_->picture_file().empty()) {
    banner_->say(tr("The picture was pasted and is in no file yet."), tr("Save it first; the session names its file."),
                 tr("Save the picture…"), [this] { save_picture(); });
    return;
  }
  QString file = QFileDialog::getSaveFileName(this, tr("Save the session"), tr("explanation.rexsession"),
                                              tr("Sessions (*.rexsession)"));
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".rexsession"))) file += QLatin1String(".rexsession");
  files_->start(
      [this, file, saved = saved_session(*session_)] {
        write_session(saved, path_of(file));
        return [this, file] { say_done(tr("Saved %1").arg(file)); };
      },
      [this](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Try again…"), [this] { save_session(); });
      });
}

void MainWindow::save_picture() {
  QString file = QFileDialog::getSaveFileName(this, tr("Save the picture"), tr("picture.png"), tr("PNG (*.png)"));
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) file += QLatin1String(".png");
  if (!to_image(*session_->picture()).save(file)) {
    banner_->say(tr("%1 cannot be written.").arg(file), tr("Choose another folder."), tr("Try again…"),
                 [this] { save_picture(); });
    return;
  }
  session_->open_picture(path_of(file));
}

void MainWindow::copy_command() {
  if (!session_->model()) return;
  QApplication::clipboard()->setText(rex_command(*session_, comparing()));
  if (session_->picture() && session_->picture_file().empty() && session_->model()->description.sees_pixels()) {
    banner_->say(tr("The command lacks the picture, which was pasted and is in no file."), {}, tr("Save the picture…"),
                 [this] { save_picture(); });
  } else {
    say_done(tr("The command is on the clipboard."));
  }
}

}  // namespace rex::ui
