#include "ui/state/pictures_beside.h"

#include <QStringList>
#include <algorithm>

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

bool is_picture_file(const fs::path& file) {
  static const QStringList endings = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp"};
  return endings.contains(QString::fromStdString(file.extension().string()).toLower());
}

}  // namespace

std::vector<fs::path> pictures_beside(const fs::path& file) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(file.parent_path(), ignored)) {
    if (is_picture_file(entry.path()) && entry.is_regular_file(ignored)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace rex::ui
