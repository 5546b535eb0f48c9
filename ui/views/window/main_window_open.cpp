// What the window opens: at its start, from menus and dialogs, pasted, dropped.
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSettings>

#include "core/base/error.h"
#include "core/models/open/find_models.h"
#include "ui/convert/paths.h"
#include "ui/convert/pictures.h"
#include "ui/items/gallery_model.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/pictures_beside.h"
#include "ui/state/session.h"
#include "ui/views/library/show_library.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr int most_recent = 12;

QString picture_filter() {
  return MainWindow::tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;All files (*)");
}

/// The model that a start without arguments shows: a demo, the last one opened, or any.
fs::path first_model() {
  const std::vector<FoundModel> found = find_models();
  for (const char* name : {"demo-detr", "demo-vit", "demo-lxmert"}) {
    for (const FoundModel& model : found) {
      if (model.demo && model.problem.empty() && model.name == name) return model.folder;
    }
  }
  for (const QString& folder : QSettings().value(QStringLiteral("recentModels")).toStringList()) {
    std::error_code ignored;
    if (fs::exists(path_of(folder), ignored)) return path_of(folder);
  }
  for (const FoundModel& model : found) {
    if (model.problem.empty()) return model.folder;
  }
  return {};
}

}  // namespace

void MainWindow::begin(const StartWith& start) {
  if (!start.session.empty()) {
    begin_recovery(start.recovery_folder);
    return open_path(start.session);
  }
  const fs::path model = start.model.empty() ? first_model() : start.model;
  if (!start.picture.empty()) {
    open_path(start.picture);
  } else if (gallery_->rowCount() > 0) {
    const Opening* opening = gallery_->opening(model.filename().string());
    offered_scene_ = opening != nullptr ? opening->scene : gallery_->item(0).file;
    session_->open_picture(offered_scene_);
  }
  if (!start.texts.isEmpty()) session_->set_texts(start.texts);
  if (model.empty()) {
    banner_->say(tr("No model was found on this machine."), tr("Fetch one, or open a model folder."), tr("Models…"),
                 [this] { show_library(*this); });
  } else {
    session_->open_model(model);
  }
  begin_recovery(start.recovery_folder);
}

void MainWindow::offer_scene() {
  if (offered_scene_.empty() || session_->picture_file() != offered_scene_ || !session_->pins().empty()) return;
  const Opening* opening = gallery_->opening(session_->model()->description.name);
  if (opening == nullptr || opening->scene == offered_scene_) return;
  offered_scene_ = opening->scene;
  session_->open_picture(offered_scene_);
}

void MainWindow::take(const StartWith& start) {
  if (!start.session.empty()) {
    open_path(start.session);
  } else {
    if (!start.model.empty()) session_->open_model(start.model);
    if (!start.picture.empty()) open_path(start.picture);
    if (!start.texts.isEmpty()) session_->set_texts(start.texts);
  }
  setWindowState(windowState() & ~Qt::WindowMinimized);
  show();
  raise();
  activateWindow();
}

void MainWindow::open_path(const fs::path& path) {
  ++opened_;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return is_picture_folder(path) ? open_folder(path) : session_->open_model(path);
  const std::string extension = path.extension().string();
  if (extension == ".rexsession") return open_session(path);
  if (extension == ".safetensors" || extension == ".npz") return open_regions(path);
  session_->open_picture(path);
}

/// Listed beside the window's thread. Its first picture opens, unless one of it is open.
void MainWindow::open_folder(const fs::path& path) {
  files_->start(
      [this, folder = fs::absolute(path).lexically_normal(), number = ++folders_] {
        const std::vector<fs::path> pictures = pictures_in(folder);
        if (pictures.empty()) {
          throw Error(folder.string(), tr("holds no pictures").toStdString(),
                      tr("Choose the folder that the pictures lie in themselves.").toStdString());
        }
        return [this, folder, pictures, number] {
          if (number != folders_) return;
          gallery_->set_folder(folder, pictures);
          remember(QStringLiteral("recentFolders"), folder);
          if (gallery_->row_of(session_->picture_file()) < 0) session_->open_picture(pictures.front());
        };
      },
      [this](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Open a picture folder…"), [this] { choose_folder(); });
      });
}

void MainWindow::open_regions(const fs::path& path) {
  if (session_->model() && !session_->model()->description.sees_regions()) {
    banner_->say(tr("%1 does not read regions.").arg(QString::fromStdString(session_->model()->description.name)),
                 tr("To open a model, give its folder."), tr("Open model folder…"), [this] { choose_model(); });
    return;
  }
  session_->set_regions_file(path);
}

void MainWindow::choose_picture() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a picture"),
                                                    text_of(session_->picture_file().parent_path()), picture_filter());
  if (!file.isEmpty()) open_path(path_of(file));
}

void MainWindow::choose_folder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a picture folder"),
                                                           text_of(session_->picture_file().parent_path()));
  if (!folder.isEmpty()) open_folder(path_of(folder));
}

void MainWindow::choose_second_picture() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a second picture"),
                                                    text_of(session_->picture_file().parent_path()), picture_filter());
  if (!file.isEmpty()) session_->open_second_picture(path_of(file));
}

void MainWindow::choose_model() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a model folder"),
                                                           text_of(session_->asked().model.parent_path()));
  if (!folder.isEmpty()) session_->open_model(path_of(folder));
}

void MainWindow::choose_regions() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Open region features"), {}, tr("Region features (*.safetensors *.npz)"));
  if (!file.isEmpty()) open_regions(path_of(file));
}

void MainWindow::choose_session() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a session"), {}, tr("Sessions (*.rexsession)"));
  if (!file.isEmpty()) open_path(path_of(file));
}

void MainWindow::paste_picture() {
  const QMimeData* data = QApplication::clipboard()->mimeData();
  if (data->hasUrls() && data->urls().constFirst().isLocalFile())
    return open_path(path_of(data->urls().constFirst().toLocalFile()));
  const QImage image = QApplication::clipboard()->image();
  if (image.isNull()) {
    banner_->say(tr("There is no picture to paste."), tr("Copy a picture first, or open a file."),
                 tr("Open a picture…"), [this] { choose_picture(); });
    return;
  }
  attempt([&] { session_->set_picture(std::make_shared<const Picture>(to_picture(image))); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() || event->mimeData()->hasImage()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile()) {
    open_path(path_of(event->mimeData()->urls().constFirst().toLocalFile()));
  } else if (event->mimeData()->hasImage()) {
    session_->set_picture(
        std::make_shared<const Picture>(to_picture(qvariant_cast<QImage>(event->mimeData()->imageData()))));
  } else {
    banner_->say(tr("Only files of this machine can be dropped here."),
                 tr("Drop a picture, a folder of pictures, a model folder or a session file."));
  }
  event->acceptProposedAction();
}

void MainWindow::remember(const QString& list, const fs::path& path) {
  QSettings settings;
  QStringList recent = settings.value(list).toStringList();
  const QString text = text_of(fs::absolute(path));
  recent.removeAll(text);
  recent.prepend(text);
  settings.setValue(list, recent.mid(0, most_recent));
  if (list == QLatin1String("recentPictures")) gallery_->set_recent(recent.mid(0, most_recent));
}

}  // namespace rex::ui
