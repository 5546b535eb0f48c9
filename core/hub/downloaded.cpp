#include "core/hub/downloaded.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/hub/file_download.h"
#include "core/hub/needed_files.h"

namespace rex::hub {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* promises_name = "checksums.json";
constexpr const char* folder_start = "models--";

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code problem;
  for (const auto& entry : fs::recursive_directory_iterator(folder, problem)) {
    if (entry.is_regular_file(problem) && !entry.is_symlink(problem)) bytes += entry.file_size(problem);
  }
  return bytes;
}

/// "owner/name" of "models--owner--name"; empty for other folders.
std::string repository_name(const fs::path& home) {
  std::string name = home.filename().string();
  if (name.rfind(folder_start, 0) != 0) return {};
  name.erase(0, std::string(folder_start).size());
  if (const std::size_t dashes = name.find("--"); dashes != std::string::npos) name.replace(dashes, 2, "/");
  return name;
}

bool was_fetched_here(const fs::path& home) {
  std::error_code problem;
  return !fs::is_symlink(home, problem) && fs::is_directory(home, problem) &&
         fs::is_regular_file(home / download_mark, problem);
}

bool is_checksum(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// What download() wrote down of the files of COMMIT in HOME.
std::vector<HubFile> read_promises(const fs::path& home, const std::string& commit) {
  std::vector<HubFile> files;
  std::error_code problem;
  if (!fs::is_regular_file(home / promises_name, problem)) return files;
  const json promises = read_json_object(home / promises_name);
  try {
    if (promises.at("commit").get<std::string>() != commit) return files;
    for (const json& entry : promises.at("files")) {
      HubFile file;
      file.path = entry.at("path").get<std::string>();
      file.bytes = entry.at("bytes").get<std::uint64_t>();
      file.sha256 = entry.at("sha256").get<std::string>();
      file.git_sha = entry.at("git_sha").get<std::string>();
      if (is_plain_name(file.path)) files.push_back(std::move(file));
    }
  } catch (const json::exception&) {
    throw Error((home / promises_name).string(), "does not say what was promised of the files",
                "Move the model to the trash and fetch it again.");
  }
  return files;
}

/// What the names of the cache's files promise of those in SNAPSHOT.
std::vector<HubFile> promises_of_links(const fs::path& snapshot) {
  std::vector<HubFile> files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(snapshot, problem)) {
    if (!entry.is_symlink(problem)) continue;
    const std::string checksum = fs::read_symlink(entry.path(), problem).filename().string();
    HubFile file{entry.path().filename().string(), entry.file_size(problem), {}, {}};
    if (problem) file.bytes = 0;  // the link leads nowhere
    if (is_checksum(checksum, 64)) {
      file.sha256 = checksum;
    } else if (is_checksum(checksum, 40)) {
      file.git_sha = checksum;
    } else {
      continue;
    }
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

fs::path repository_folder(const fs::path& folder, const std::string& name) {
  std::string plain = parse_repository(name).repository;
  if (const std::size_t slash = plain.find('/'); slash != std::string::npos) plain.replace(slash, 1, "--");
  return folder / (folder_start + plain);
}

std::vector<Unfinished> unfinished_downloads(const fs::path& folder) {
  std::vector<Unfinished> found;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    const std::string name = repository_name(entry.path());
    const fs::path incoming = entry.path() / "incoming";
    if (name.empty() || !was_fetched_here(entry.path()) || !fs::is_directory(incoming, problem)) continue;
    found.push_back({name, bytes_below(incoming)});
  }
  std::sort(found.begin(), found.end(), [](const Unfinished& a, const Unfinished& b) { return a.name < b.name; });
  return found;
}

void forget_unfinished(const fs::path& folder, const std::string& name) {
  const fs::path home = repository_folder(folder, name);
  if (!was_fetched_here(home)) return;
  std::error_code problem;
  fs::remove_all(home / "incoming", problem);
  if (!fs::exists(home / "snapshots", problem)) fs::remove_all(home, problem);
}

std::uint64_t remove_download(const fs::path& folder, const std::string& name) {
  const fs::path home = repository_folder(folder, name);
  std::error_code problem;
  if (fs::is_symlink(home, problem) || !fs::is_directory(home, problem)) {
    throw Error(name, "is not among the models that were fetched to " + folder.string(),
                "`rex models` lists those found.");
  }
  if (!fs::is_regular_file(home / download_mark, problem)) {
    throw Error(home.string(), "was not fetched by this program", "Remove it yourself if it is no longer wanted.");
  }
  const std::uint64_t bytes = bytes_below(home);
  fs::remove_all(home);
  return bytes;
}

void write_promises(const fs::path& home, const std::string& commit, const std::vector<HubFile>& files) {
  json promises = {{"commit", commit}, {"files", json::array()}};
  for (const HubFile& file : files) {
    promises["files"].push_back(
        {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}, {"git_sha", file.git_sha}});
  }
  write_atomically(home / promises_name, promises.dump(1) + "\n");
}

Verified verify_model(const fs::path& snapshot, const Progress& progress) {
  const fs::path home = snapshot.parent_path().parent_path();
  std::vector<HubFile> files = read_promises(home, snapshot.filename().string());
  if (files.empty()) files = promises_of_links(snapshot);
  std::erase_if(files, [](const HubFile& file) { return file.sha256.empty() && file.git_sha.empty(); });
  if (files.empty()) {
    throw Error(snapshot.string(), "came without checksums that could be compared",
                "Fetch the model again, or compare its files with those of where it came from.");
  }
  std::uint64_t all = 0;
  for (const HubFile& file : files) all += file.bytes;
  Verified result;
  for (const HubFile& file : files) {
    progress.report(all == 0 ? 0 : static_cast<double>(result.bytes) / static_cast<double>(all),
                    "checking " + file.path);
    if (!is_as_promised(snapshot / file.path, file, progress)) result.damaged.push_back(file.path);
    result.bytes += file.bytes;
    ++result.files;
  }
  progress.report(1, "checked");
  return result;
}

}  // namespace rex::hub
