// What a person takes away from the window: figures, numbers, sessions, commands.
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFileDialog>

#include "core/base/atomic_file.h"
#include "core/evaluate/protocols/sanity.h"
#include "ui/convert/paths.h"
#include "ui/convert/pictures.h"
#include "ui/figure/make_figure.h"
#include "ui/figure/save_figure.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/export.h"
#include "ui/state/session.h"
#include "ui/state/shown_figure.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/contact_sheet_dialog.h"
#include "ui/views/window/main_window.h"
#include "ui/views/window/save_figure_dialog.h"

namespace rex::ui {

void MainWindow::save_figure() {
  if (!session_->explanation()) {
    banner_->say(tr("There is nothing to save yet."), tr("Open a model and what it should explain first."));
    return;
  }
  auto* dialog = new SaveFigureDialog(*session_, *files_, comparing(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { say_done(tr("Saved %1").arg(text_of(dialog->path()))); });
  dialog->open();
}

void MainWindow::save_contact_sheet() {
  if (auto* open = findChild<ContactSheetDialog*>()) {
    open->raise();
    return open->activateWindow();
  }
  auto* dialog = new ContactSheetDialog(*session_, *gallery_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ContactSheetDialog::saved, this,
          [this](const QString& file, int pictures, const QStringList& left_out) {
            constexpr int most_named = 5;
            say_done(tr("Saved %n picture(s) as %1", nullptr, pictures).arg(file));
            if (left_out.isEmpty()) return;
            const QString more = left_out.size() > most_named ? tr(" and more, as the sheet says") : QString();
            banner_->say(tr("Not on the contact sheet: %n picture(s).", nullptr, static_cast<int>(left_out.size())),
                         left_out.mid(0, most_named).join(QStringLiteral("; ")) + more);
          });
  dialog->show();
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
  const QString file = ask_where_to_save(
      tr("Export numbers"), tr("explanation"),
      {tr("safetensors (*.safetensors)"), tr("NumPy (*.npz)"), tr("Table (*.csv)"), tr("JSON (*.json)")});
  if (file.isEmpty()) return;
  save_beside(
      file,
      [answered = session_->answered(), explanation = session_->explanation(), path = path_of(file)] {
        rex::ui::export_numbers(*answered, *explanation, path);
      },
      [this] { export_numbers(); });
}

/// Asks where, and writes TABLE where that ends in .csv, else FIGURE.
void MainWindow::save_table_or_figure(const QString& title, const QString& name, const std::string& table,
                                      const figure::FigureSpec& figure, const std::function<void()>& again) {
  const QString file = ask_where_to_save(
      title, name, {tr("Table (*.csv)"), tr("PDF figure (*.pdf)"), tr("SVG figure (*.svg)"), tr("PNG figure (*.png)")});
  if (file.isEmpty()) return;
  save_beside(
      file,
      [table, figure, path = path_of(file)] {
        if (path.extension() == ".csv") return write_atomically(path, table);
        figure::save_figure(path, figure);
      },
      again);
}

void MainWindow::save_curves() {
  const auto measured = session_->faithfulness();
  if (!measured) return;
  save_table_or_figure(tr("Save the curves"), tr("faithfulness"), evaluate::to_csv(*measured),
                       figure::curves_figure(*session_->answered(), *session_->explanation(), *measured),
                       [this] { save_curves(); });
}

void MainWindow::save_sanity() {
  const auto sanity = session_->sanity();
  if (!sanity) return;
  save_table_or_figure(tr("Save the sanity check"), tr("sanity"), evaluate::to_csv(*sanity), sanity_figure(*session_),
                       [this] { save_sanity(); });
}

/// The file that a person chooses, with the ending of the chosen filter where none was typed; empty where none is
/// chosen. The dialog itself asks before a file is replaced, after it has added the ending.
QString MainWindow::ask_where_to_save(const QString& title, const QString& name, const QStringList& filters) {
  QFileDialog dialog(this, title);
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setNameFilters(filters);
  const auto take_ending = [&dialog](const QString& filter) {
    const qsizetype dot = filter.lastIndexOf(QStringLiteral("*.")) + 2;
    dialog.setDefaultSuffix(filter.mid(dot, filter.indexOf(')', dot) - dot));
  };
  connect(&dialog, &QFileDialog::filterSelected, &dialog, take_ending);
  take_ending(filters.constFirst());
  dialog.selectFile(name);
  return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

/// Does WORK, which writes FILE, beside the window's thread; AGAIN is offered where it fails.
void MainWindow::save_beside(const QString& file, std::function<void()> work, std::function<void()> again) {
  files_->start(
      [this, file, work = std::move(work)] {
        work();
        return [this, file] { say_done(tr("Saved %1").arg(file)); };
      },
      [this, again = std::move(again)](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Try again…"), again);
      });
}

void MainWindow::save_picture() {
  const QString file = ask_where_to_save(tr("Save the picture"), tr("picture"), {tr("PNG (*.png)")});
  if (file.isEmpty()) return;
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
