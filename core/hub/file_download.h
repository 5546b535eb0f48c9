// One file of a repository on its way into a folder: fetched by ranges, checked against what the hub promised.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/progress.h"
#include "core/hub/repository.h"

namespace rex::hub {

/// "4 kB", "12.3 MB", "1.25 GB": powers of ten, as hubs and disks are sold.
std::string size_text(double bytes);

/// How far all files together are: says bytes, rate and time left.
class Meter {
 public:
  /// ALL: bytes of all files.
  Meter(const Progress& progress, std::uint64_t all) : progress_(progress), all_(all) {}

  std::uint64_t fetched() const { return fetched_; }  ///< that came over the network
  void found(std::uint64_t bytes) { there_ += bytes; }
  void lost(std::uint64_t bytes) { there_ -= bytes; }
  /// Throws Cancelled.
  void add(std::uint64_t bytes, const std::string& file);

 private:
  using Clock = std::chrono::steady_clock;

  Progress progress_;
  std::uint64_t all_, there_ = 0, fetched_ = 0;
  Clock::time_point begin_ = Clock::now(), said_ = begin_;
};

/// A file that is wanted of a repository; both outlive it.
struct Wanted {
  const Repository* repository = nullptr;
  const HubFile* file = nullptr;
  std::string name() const { return file->path; }
};

/// Whether the bytes of PATH are those that the hub promised of FILE. Throws Cancelled.
bool is_as_promised(const std::filesystem::path& path, const HubFile& file, const Progress& progress);

/// Brings WANTED into FOLDER under its name, checked; while it comes it is NAME.part, which a later call goes on with.
/// Throws Error where what comes is not what was promised, the hub refuses or the disk is full; Cancelled.
void fetch_file(const Hub& hub, const Wanted& wanted, const std::filesystem::path& folder, Meter& meter,
                const Progress& progress);

}  // namespace rex::hub
