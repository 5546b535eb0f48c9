#include "core/evaluate/data/image_folders.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "core/base/error.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

bool is_picture(const fs::path& path) {
  constexpr std::array<std::string_view, 9> endings{".png", ".jpg",  ".jpeg", ".jpe", ".webp",
                                                    ".tif", ".tiff", ".gif",  ".bmp"};
  std::string ending = path.extension().string();
  for (char& byte : ending) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

}  // namespace

ImageFolders read_image_folders(const fs::path& folder) {
  std::error_code failure;
  fs::recursive_directory_iterator entry(folder, failure);
  if (failure) throw Error(folder.string(), "cannot be read as a folder: " + failure.message(), "Check the path.");
  ImageFolders result;
  std::set<std::string> classes;
  for (; entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
    const fs::path& path = entry->path();
    if (path.filename().string().starts_with(".")) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(failure) && is_picture(path)) {
      const fs::path inside = path.lexically_relative(folder);
      const bool in_root = !inside.has_parent_path();
      result.images.push_back({inside.generic_string(), path, in_root ? "" : inside.begin()->string()});
      if (!in_root) classes.insert(result.images.back().class_name);
    }
  }
  if (failure) throw Error(folder.string(), "cannot be read to the end: " + failure.message(), "Check permissions.");
  if (result.images.empty()) {
    throw Error(folder.string(), "holds no PNG, JPEG, WebP, TIFF, GIF or BMP file", "Give the folder of the pictures.");
  }
  std::sort(result.images.begin(), result.images.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  result.classes.assign(classes.begin(), classes.end());
  return result;
}

}  // namespace rex::evaluate
