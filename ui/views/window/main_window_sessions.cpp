// Sessions: opened, saved to the file they came from, and found again after a crash.
#include <QBuffer>
#include <QPixmap>
#include <QStackedWidget>
#include <utility>

#include "ui/convert/paths.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/recovery.h"
#include "ui/state/session.h"
#include "ui/state/session_file.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace fs = std::filesystem;

/// The session's picture is read and its files are hashed beside the window's thread. What is open stays until then.
void MainWindow::open_session(const fs::path& path) {
  files_->start(
      [this, path, number = opened_] {
        const auto saved = std::make_shared<const SavedSession>(read_session(path));
        return [this, saved, path, number] {
          if (number != opened_) return;
          offered_scene_.clear();
          session_->restore(*saved);
          session_file_ = path;
          session_carries_ = saved->carries;
          remember(QStringLiteral("recentSessions"), path);
        };
      },
      [this](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Open a session…"), [this] { choose_session(); });
      });
}

void MainWindow::save_session() {
  if (session_file_.empty()) return save_session_as();
  if (!can_be_saved()) return;
  write_session_to(session_file_, session_carries_);
}

/// CARRIES: with the pictures themselves.
void MainWindow::save_session_as(bool carries) {
  if (!can_be_saved()) return;
  const QString name = session_file_.empty() ? tr("explanation") : text_of(session_file_.filename());
  const QString title = carries ? tr("Save the session with its pictures") : tr("Save the session");
  const QString file = ask_where_to_save(title, name, {tr("Sessions (*.rexsession)")});
  if (!file.isEmpty()) write_session_to(path_of(file), carries);
}

/// A small PNG of what the middle of the window shows.
QByteArray MainWindow::preview() const {
  constexpr int side = 256;
  const QPixmap shown = pages_->currentWidget()->grab();
  QBuffer bytes;
  bytes.open(QIODevice::WriteOnly);
  shown.toImage().scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation).save(&bytes, "PNG");
  return bytes.data();
}

/// A session names the file of its picture.
bool MainWindow::can_be_saved() {
  if (!session_->picture() || !session_->picture_file().empty()) return true;
  banner_->say(tr("The picture was pasted and is in no file yet."), tr("Save it first; the session names its file."),
               tr("Save the picture…"), [this] { save_picture(); });
  return false;
}

void MainWindow::write_session_to(const fs::path& file, bool carries) {
  SavedSession saved = saved_session(*session_);
  saved.carries = carries;
  saved.preview = preview();
  files_->start(
      [this, saved = std::move(saved), file] {
        write_session(saved, file);
        return [this, file, carries = saved.carries, left_out = saved.warnings] {
          session_file_ = file;
          session_carries_ = carries;
          remember(QStringLiteral("recentSessions"), file);
          say_done(tr("Saved %1").arg(text_of(file)));
          if (!left_out.isEmpty()) banner_->say(left_out.join(' '), {});
        };
      },
      [this, carries](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Try again…"), [this, carries] { save_session_as(carries); });
      });
}

void MainWindow::begin_recovery(const fs::path& folder) {
  if (folder.empty()) return;
  recovery_ = new Recovery(*session_, folder, this);
  if (recovery_->left_behind().empty()) return;
  const fs::path left = recovery_->left_behind().back();
  banner_->say(tr("The window did not come to its end last time."),
               tr("What was open then, a minute or less before, can be opened again."), tr("Restore what was open"),
               [this, left] { restore_left_behind(left); });
}

void MainWindow::restore_left_behind(const fs::path& file) {
  ++opened_;
  files_->start(
      [this, file, number = opened_] {
        const auto saved = std::make_shared<const SavedSession>(read_session(file));
        return [this, saved, number] {
          if (number == opened_) session_->restore(*saved);
          recovery_->forget_left_behind();
        };
      },
      [this](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy);
        recovery_->forget_left_behind();
      });
}

}  // namespace rex::ui
