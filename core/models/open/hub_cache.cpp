#include "core/models/open/hub_cache.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <utility>
#include <vector>

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
  std::vector<std::pair<fs::file_time_type, fs::path>> snapshots;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "snapshots", problem)) {
    if (entry.is_directory(problem)) snapshots.emplace_back(entry.last_write_time(problem), entry.path());
  }
  const auto newest = std::min_element(snapshots.begin(), snapshots.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  return newest == snapshots.end() ? folder : newest->second;
}

}  // namespace rex
