// What download() left on this machine: unfinished, checked again, removed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/hub/repository.h"

namespace rex::hub {

/// In folders that download() made.
inline constexpr const char* download_mark = ".relevance-explorer";

/// The folder of the repository NAME in FOLDER: "models--owner--name".
std::filesystem::path repository_folder(const std::filesystem::path& folder, const std::string& name);

/// A model that was not fetched to its end.
struct Unfinished {
  std::string name;         ///< of its repository
  std::uint64_t bytes = 0;  ///< that are there
};

/// Those in FOLDER, by name.
std::vector<Unfinished> unfinished_downloads(const std::filesystem::path& folder);

/// Removes what is there of the unfinished model NAME in FOLDER, nothing of a finished one. None is no mistake.
void forget_unfinished(const std::filesystem::path& folder, const std::string& name);

/// Removes the model that download() put into FOLDER, and what is under way of it; how many bytes that freed. Throws
/// Error where there is none, or what lies there was not fetched by it.
std::uint64_t remove_download(const std::filesystem::path& folder, const std::string& name);

/// Writes into HOME, a repository's folder, what the hub promised of FILES of COMMIT, for verify_model().
void write_promises(const std::filesystem::path& home, const std::string& commit, const std::vector<HubFile>& files);

/// What came of checking a model's files again.
struct Verified {
  int files = 0;                     ///< that the hub promised a checksum of
  std::uint64_t bytes = 0;           ///< of these
  std::vector<std::string> damaged;  ///< names of those whose bytes are others, or that are gone
};

/// Compares the files of SNAPSHOT, a model folder in Hugging Face's cache or one of download(), with what the hub
/// promised when they were fetched: download() keeps that, and the cache names its files by their checksums. Throws
/// Error where nothing was promised; Cancelled.
Verified verify_model(const std::filesystem::path& snapshot, const Progress& progress = {});

}  // namespace rex::hub
