#include "app/rex/picture_list.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex::command {
namespace {

namespace fs = std::filesystem;

bool is_named_as_picture(const fs::path& file) {
  constexpr std::array endings = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp"};
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// FILE as seen from the current folder; its own name where it lies outside.
std::string name_of(const fs::path& file) {
  const fs::path relative = file.lexically_normal().lexically_proximate(fs::current_path());
  return relative.is_absolute() || *relative.begin() == ".." ? file.filename().string() : relative.string();
}

}  // namespace

std::vector<ListedPicture> list_pictures(const std::vector<std::string>& arguments) {
  std::vector<ListedPicture> pictures;
  for (const std::string& argument : arguments) {
    std::error_code problem;
    const fs::path given = argument;
    if (fs::is_directory(given, problem)) {
      for (const auto& entry : fs::recursive_directory_iterator(given)) {
        if (!entry.is_regular_file(problem) || !is_named_as_picture(entry.path())) continue;
        pictures.push_back({entry.path(), fs::relative(entry.path(), given).string()});
      }
    } else if (fs::exists(given, problem)) {
      pictures.push_back({given, name_of(given.is_absolute() ? given : fs::current_path() / given)});
    } else {
      throw Error(printable(argument), "is not there", "Give picture files, or folders of them.");
    }
  }
  if (pictures.empty()) throw Error("pictures", "there is none", "Give picture files, or folders of them.");
  std::sort(pictures.begin(), pictures.end(),
            [](const ListedPicture& a, const ListedPicture& b) { return a.name < b.name; });
  const auto twice = std::adjacent_find(pictures.begin(), pictures.end(),
                                        [](const auto& a, const auto& b) { return a.name == b.name; });
  if (twice != pictures.end()) {
    throw Error(printable(twice->name), "two pictures have this name", "Give the folder that holds both.");
  }
  return pictures;
}

}  // namespace rex::command
