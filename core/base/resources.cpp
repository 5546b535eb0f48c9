#include "core/base/resources.h"

namespace rex {
namespace fs = std::filesystem;

std::vector<fs::path> resource_folders() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  std::vector<fs::path> folders;
  if (!failure) folders.push_back(program.parent_path().parent_path() / "share/relevance-explorer");
  folders.emplace_back(REX_INSTALLED_RESOURCES);
  folders.emplace_back(REX_SOURCE_RESOURCES);
  return folders;
}

}  // namespace rex
