#include "tests/support/golden_roots.h"

#include <algorithm>
#include <cstdlib>

#include "tests/support/paths.h"

namespace rex::test {

std::vector<GoldenFolder> golden_folders() {
  const char* const named = std::getenv("REX_GOLDENS");
  const std::filesystem::path root = named == nullptr ? golden("") : std::filesystem::path(named);
  std::vector<GoldenFolder> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    const std::size_t hyphen = name.rfind('-');
    if (!entry.is_directory() || hyphen == std::string::npos || hyphen + 1 == name.size() ||
        name.find_first_not_of("0123456789", hyphen + 1) != std::string::npos) {
      continue;
    }
    folders.push_back({entry.path(), name.substr(0, hyphen)});
  }
  std::sort(folders.begin(), folders.end(),
            [](const GoldenFolder& a, const GoldenFolder& b) { return a.path < b.path; });
  return folders;
}

}  // namespace rex::test
