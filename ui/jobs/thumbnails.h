#pragma once

#include <QImage>
#include <QObject>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>

#include "ui/jobs/job_thread.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// Small square pictures of files, made beside the window's thread and kept on disk by path, size and time of the file,
/// so that each picture is read once. A file that cannot be read has a grey one.
class Thumbnails : public QObject {
  Q_OBJECT

 public:
  static constexpr int side = 160;  ///< pixels; shown at 72 or so on screens of any kind

  /// FOLDER keeps them, at most MOST bytes of those of before; empty: nothing is kept on disk.
  Thumbnails(std::filesystem::path folder, std::uintmax_t most, QObject* parent = nullptr);
  ~Thumbnails() override;

  /// The thumbnail of FILE where it is at hand; else a null image, and made() follows.
  QImage find(const std::filesystem::path& file);

  /// How many pictures were read, not found on disk.
  int pictures_read() const { return read_; }

 Q_SIGNALS:
  void made(const std::filesystem::path& file);

 private:
  std::filesystem::path folder_;
  std::map<std::filesystem::path, QImage> images_;
  std::set<std::filesystem::path> under_way_;
  int read_ = 0;
  Mailbox mailbox_;
  JobThread thread_;  // last: joins before what it reports to goes
};

/// Where the window keeps them: in $REX_CACHE, else in the cache folder of the user.
std::filesystem::path thumbnail_folder();

}  // namespace rex::ui
