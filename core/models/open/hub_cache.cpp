#include "core/models/open/hub_cache.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <utility>
#include <vector>

#include "core/models/open/model_files.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_revision = 200;

/// "models--x--demo" → "x/demo"; empty where NAME is no repository's.
std::string repository(std::string name) {
  const std::string start = "models--";
  if (name.rfind(start, 0) != 0 || name.size() == start.size()) return {};
  name.erase(0, start.size());
  for (std::size_t at = name.find("--"); at != std::string::npos; at = name.find("--", at)) name.replace(at, 2, "/");
  return name;
}

/// The path without a slash at its end, so that it has a name.
fs::path without_slash(const fs::path& folder) {
  const fs::path plain = fs::absolute(folder).lexically_normal();
  return plain.has_filename() ? plain : plain.parent_path();
}

/// What refs/main holds, if that can be the name of a snapshot.
std::string main_revision(const fs::path& folder) {
  std::error_code problem;
  const fs::path file = folder / "refs" / "main";
  if (!fs::is_regular_file(file, problem)) return {};
  std::string revision(longest_revision, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(revision.data(), static_cast<std::streamsize>(revision.size()));
  revision.resize(static_cast<std::size_t>(stream.gcount()));
  const auto is_part = [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '-' || letter == '_'; };
  revision.erase(std::find_if_not(revision.begin(), revision.end(), is_part), revision.end());
  return revision;
}

/// Whether FOLDER holds weights, links followed. A snapshot may hold what was asked of a newer revision: config.json.
bool holds_weights(const fs::path& folder) {
  std::error_code problem;
  const fs::directory_iterator entries(folder, problem);
  return std::any_of(begin(entries), end(entries), [&](const fs::directory_entry& entry) {
    return is_weights_file(entry.path()) && entry.is_regular_file(problem);
  });
}

}  // namespace

std::string hub_name(const fs::path& folder) {
  const fs::path path = without_slash(folder);
  if (path.parent_path().filename() == "snapshots") {
    return repository(path.parent_path().parent_path().filename().string());
  }
  std::error_code problem;
  return fs::is_directory(path / "snapshots", problem) ? repository(path.filename().string()) : std::string();
}

fs::path hub_snapshot(const fs::path& folder) {
  const fs::path path = without_slash(folder);
  std::error_code problem;
  if (repository(path.filename().string()).empty()) return folder;
  if (const std::string revision = main_revision(path); !revision.empty()) {
    const fs::path named = folder / "snapshots" / revision;
    if (fs::is_directory(named, problem)) return named;
  }
  struct Snapshot {
    bool whole;
    fs::file_time_type time;
    fs::path path;
  };
  std::vector<Snapshot> snapshots;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "snapshots", problem)) {
    if (!entry.is_directory(problem)) continue;
    snapshots.push_back({holds_weights(entry.path()), entry.last_write_time(problem), entry.path()});
  }
  const auto newest = std::min_element(snapshots.begin(), snapshots.end(), [](const Snapshot& a, const Snapshot& b) {
    if (a.whole != b.whole) return a.whole;
    return a.time != b.time ? a.time > b.time : a.path < b.path;
  });
  return newest == snapshots.end() ? folder : newest->path;
}

}  // namespace rex
