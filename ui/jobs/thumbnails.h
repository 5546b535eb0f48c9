#pragma once

#include <QCache>
#include <QImage>
#include <QObject>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <set>
#include <vector>

#include "ui/jobs/job_thread.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// Small square pictures of files, made beside the window's thread and kept on disk by path, size and time of the file,
/// so that each picture is read once. A file that cannot be read has a grey one.
class Thumbnails : public QObject {
  Q_OBJECT

 public:
  static constexpr int side = 160;          ///< pixels; shown at 72 or so on screens of any kind
  static constexpr int most_at_hand = 400;  ///< of a large folder's, those that were seen last: 40 MB

  /// FOLDER keeps them, at most MOST bytes of those of before; empty: nothing is kept on disk.
  Thumbnails(std::filesystem::path folder, std::uintmax_t most, QObject* parent = nullptr);
  ~Thumbnails() override;

  /// The thumbnail of FILE where it is at hand; else a null image, and made() follows. What was asked for last is made
  /// first: whoever scrolls through a folder does not wait for what went by.
  QImage find(const std::filesystem::path& file);

  /// How many pictures were read, not found on disk.
  int pictures_read() const { return read_; }

 Q_SIGNALS:
  void made(const std::filesystem::path& file);

 private:
  void make_last();

  std::filesystem::path folder_;
  QCache<QString, QImage> images_{most_at_hand};
  std::set<std::filesystem::path> under_way_;
  std::mutex mutex_;
  std::vector<std::filesystem::path> waiting_;  ///< the one that was asked for last at the end
  int read_ = 0;
  Mailbox mailbox_;
  JobThread thread_;  // last: joins before what it reports to goes
};

/// Where the window keeps them: in $REX_CACHE, else in the cache folder of the user.
std::filesystem::path thumbnail_folder();

}  // namespace rex::ui
