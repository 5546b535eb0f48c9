#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "core/render/overlay.h"
#include "ui/jobs/job_thread.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// Reads pictures beside the window's thread. The latest wins: what is overtaken is never reported.
class PictureLoader : public QObject {
  Q_OBJECT

 public:
  /// WITH_PYRAMID: for pictures that are drawn at any size.
  explicit PictureLoader(bool with_pyramid = true, QObject* parent = nullptr);
  ~PictureLoader() override;  ///< waits for what is being read

  void load(const std::filesystem::path& file);
  void cancel();  ///< what is being read is not reported
  bool loading() const { return reported_ != latest_; }

 Q_SIGNALS:
  /// PYRAMID is null where none is made.
  void loaded(const std::filesystem::path& file, std::shared_ptr<const rex::Picture> picture,
              std::shared_ptr<const rex::PicturePyramid> pyramid);
  void failed(const QString& problem, const QString& remedy);

 private:
  const bool with_pyramid_;
  std::atomic<std::uint64_t> latest_ = 0;
  std::uint64_t reported_ = 0;
  Mailbox mailbox_;
  JobThread thread_;  // last: joins before what it reports to goes
};

}  // namespace rex::ui
