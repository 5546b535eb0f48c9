// Model folders from the hub, in the layout of Hugging Face's download cache: models--OWNER--NAME with
// snapshots/COMMIT and refs/main.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/hub/repository.h"

namespace rex::hub {

/// Files that come from another repository than the model's own: a vocabulary that its authors left out.
struct Borrowed {
  std::string repository;
  std::vector<std::string> files;
};

struct DownloadOptions {
  std::filesystem::path folder;                         ///< where model folders lie
  std::string revision;                                 ///< empty: main
  std::vector<Borrowed> borrowed;                       ///< in place of files that the model's repository lacks
  std::uint64_t most_bytes = std::uint64_t{100} << 30;  ///< of one model
  /// Free bytes where FOLDER is; as the system says, if empty.
  std::function<std::uint64_t(const std::filesystem::path& folder)> free_bytes = {};
};

/// What the hub tells of a model before anything of it is fetched.
struct Offer {
  std::string commit, licence;  ///< the licence as its owner states it; may be empty
  std::uint64_t bytes = 0;      ///< of the files that are needed
  std::size_t files = 0;
};

/// Asks the hub for the repository NAME, and fetches nothing. Throws Error as download() does; Cancelled.
Offer look_up(const Hub& hub, const std::string& name, const DownloadOptions& options, const Progress& progress = {});

/// What was fetched.
struct Downloaded {
  std::filesystem::path folder;  ///< the snapshot, a model folder
  std::string commit, licence;
  std::uint64_t bytes = 0;    ///< of all its files
  std::uint64_t fetched = 0;  ///< that came over the network this time
};

/// Fetches the repository NAME. Files go to models--OWNER--NAME/incoming, whole ones under their names and the one
/// under way as NAME.part, which a later call goes on with (also after a crash). Each is checked against the hub's size
/// and checksum; when all are there, the folder becomes snapshots/COMMIT in one step, refs/main names it, and older
/// snapshots go. What fails leaves the snapshot that was there. Says what it does with rate and time left. Throws Error
/// where the hub refuses, space is short, or what comes is not what was promised; Cancelled.
Downloaded download(const Hub& hub, const std::string& name, const DownloadOptions& options,
                    const Progress& progress = {});

}  // namespace rex::hub
