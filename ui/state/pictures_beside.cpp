#include "ui/state/pictures_beside.h"

#include <QStringList>
#include <algorithm>

#include "core/models/open/model_files.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

bool is_picture_file(const fs::path& file) {
  static const QStringList endings = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp"};
  return endings.contains(QString::fromStdString(file.extension().string()).toLower());
}

bool is_of_a_model(const fs::path& file) {
  const std::string name = file.filename().string();
  return name == "config.json" || name == "open_clip_config.json" || name == "snapshots" || is_weights_file(file);
}

}  // namespace

bool is_picture_folder(const fs::path& folder) {
  bool pictures = false;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
    if (is_of_a_model(entry->path())) return false;
    pictures = pictures || is_picture_file(entry->path());
  }
  return pictures;
}

std::vector<fs::path> pictures_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
    std::error_code ignored;
    if (is_picture_file(entry->path()) && entry->is_regular_file(ignored)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> pictures_beside(const fs::path& file) { return pictures_in(file.parent_path()); }

}  // namespace rex::ui
