#include "ui/jobs/thumbnails.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QSaveFile>
#include <QStandardPaths>
#include <algorithm>
#include <utility>

namespace rex::ui {
namespace {

namespace fs = std::filesystem;

/// The name of FILE's thumbnail: another path, size or time of change is another picture.
QString kept_name(const fs::path& file) {
  const QFileInfo info(QString::fromStdString(file.string()));
  const QString about = QStringLiteral("%1\n%2\n%3")
                            .arg(info.absoluteFilePath())
                            .arg(info.size())
                            .arg(info.lastModified().toMSecsSinceEpoch());
  return QString::fromLatin1(QCryptographicHash::hash(about.toUtf8(), QCryptographicHash::Sha1).toHex()) + ".png";
}

QImage grey() {
  QImage image(Thumbnails::side, Thumbnails::side, QImage::Format_RGB32);
  image.fill(Qt::gray);
  return image;
}

QImage read_thumbnail(const fs::path& file) {
  QImageReader reader(QString::fromStdString(file.string()));
  reader.setAutoTransform(true);
  const QSize size = reader.size();
  if (size.isValid()) {
    reader.setScaledSize(size.scaled(Thumbnails::side, Thumbnails::side, Qt::KeepAspectRatioByExpanding));
  }
  const QImage image = reader.read();
  if (image.isNull()) return grey();
  const int shorter = std::min(image.width(), image.height());
  return image.copy((image.width() - shorter) / 2, (image.height() - shorter) / 2, shorter, shorter)
      .scaled(Thumbnails::side, Thumbnails::side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// Keeps IMAGE as PATH; where that fails, it is read again next time.
void keep(const QImage& image, const QString& path) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && image.save(&file, "PNG")) file.commit();
}

/// The oldest thumbnails in FOLDER go where all together take more than MOST bytes.
void tidy(const QString& folder, std::uintmax_t most) {
  std::uintmax_t bytes = 0;
  for (const QFileInfo& kept : QDir(folder).entryInfoList({QStringLiteral("*.png")}, QDir::Files, QDir::Time)) {
    bytes += static_cast<std::uintmax_t>(kept.size());
    if (bytes > most) QFile::remove(kept.absoluteFilePath());
  }
}

}  // namespace

Thumbnails::Thumbnails(fs::path folder, std::uintmax_t most, QObject* parent)
    : QObject(parent), folder_(std::move(folder)) {
  if (folder_.empty()) return;
  thread_.start([folder = QString::fromStdString(folder_.string()), most] {
    QDir().mkpath(folder);
    tidy(folder, most);
  });
}

Thumbnails::~Thumbnails() { thread_.drop_waiting(); }

QImage Thumbnails::find(const fs::path& file) {
  if (const QImage* found = images_.object(QString::fromStdString(file.string()))) return *found;
  if (!under_way_.insert(file).second) return {};
  const std::lock_guard lock(mutex_);
  waiting_.push_back(file);
  thread_.start([this] { make_last(); });
  return {};
}

/// In the thread of jobs.
void Thumbnails::make_last() {
  const fs::path file = [this] {
    const std::lock_guard lock(mutex_);
    fs::path last = waiting_.back();
    waiting_.pop_back();
    return last;
  }();
  const QString folder = QString::fromStdString(folder_.string());
  const QString kept = folder.isEmpty() ? QString() : folder + '/' + kept_name(file);
  QImage image = kept.isEmpty() ? QImage() : QImage(kept);
  const bool read = image.isNull();
  if (read) {
    image = read_thumbnail(file);
    if (!kept.isEmpty()) keep(image, kept);
  }
  mailbox_.post([this, file, image, read] {
    under_way_.erase(file);
    images_.insert(QString::fromStdString(file.string()), new QImage(image));
    read_ += read ? 1 : 0;
    Q_EMIT made(file);
  });
}

fs::path thumbnail_folder() {
  const QString chosen = qEnvironmentVariable("REX_CACHE");
  if (!chosen.isEmpty()) return fs::path(chosen.toStdString()) / "thumbnails";
  const QString cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
  return cache.isEmpty() ? fs::path() : fs::path(cache.toStdString()) / "thumbnails";
}

}  // namespace rex::ui
