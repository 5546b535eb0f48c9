#include "tests/support/golden_roots.h"

#include <algorithm>
#include <cstdlib>

#include "tests/support/paths.h"

namespace rex::test {

namespace {

std::vector<GoldenFolder> folders_below(const std::filesystem::path& root) {
  const bool in_checkout = std::filesystem::equivalent(root, golden(""));
  std::vector<GoldenFolder> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    const std::size_t hyphen = name.rfind('-');
    if (!entry.is_directory() || hyphen == std::string::npos || hyphen + 1 == name.size() ||
        name.find_first_not_of("0123456789", hyphen + 1) != std::string::npos) {
      continue;
    }
    folders.push_back({entry.path(), name.substr(0, hyphen), in_checkout});
  }
  std::sort(folders.begin(), folders.end(),
            [](const GoldenFolder& a, const GoldenFolder& b) { return a.path < b.path; });
  return folders;
}

}  // namespace

std::vector<GoldenFolder> golden_folders() {
  const char* const named = std::getenv("REX_GOLDENS");
  return folders_below(named == nullptr ? golden("") : std::filesystem::path(named));
}

std::vector<GoldenFolder> golden_folders(const std::string& kind) {
  const auto is_other = [&](const GoldenFolder& folder) { return folder.kind != kind; };
  std::vector<GoldenFolder> folders = golden_folders();
  std::erase_if(folders, is_other);
  if (folders.empty()) {
    folders = folders_below(golden(""));
    std::erase_if(folders, is_other);
  }
  return folders;
}

}  // namespace rex::test
