#include "ui/items/gallery_model.h"

#include <QPixmap>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "ui/state/preferences.h"

namespace rex::ui {
namespace {

QStringList strings(const nlohmann::json& list, const char* field) {
  QStringList result;
  if (!list.is_array()) return result;
  for (const auto& entry : list) {
    if (entry.is_string()) {
      result << QString::fromStdString(entry.get<std::string>());
    } else if (entry.is_object() && entry.contains(field) && entry[field].is_string()) {
      result << QString::fromStdString(entry[field].get<std::string>());
    }
  }
  return result;
}

/// What FILE holds; null where it is missing or broken.
nlohmann::json content_of(const std::filesystem::path& file) {
  try {
    return read_json(file);
  } catch (const Error&) {
    return {};  // the gallery is a convenience: pictures can still be opened
  }
}

/// The list of scenes that FOLDER describes; null where it describes none.
nlohmann::json scenes_of(const std::filesystem::path& folder) {
  const nlohmann::json file = content_of(folder / "scenes.json");
  return file.is_object() ? file.value("scenes", nlohmann::json()) : file;
}

std::map<std::string, Opening> openings_of(const std::filesystem::path& folder) {
  std::map<std::string, Opening> openings;
  const nlohmann::json file = content_of(folder / "openings.json");
  if (!file.is_object()) return openings;
  for (const auto& [model, told] : file.items()) {
    if (!told.is_object() || !told.contains("scene") || !told["scene"].is_string()) continue;
    openings[model] = {folder / std::filesystem::path(told["scene"].get<std::string>()).filename(),
                       strings(told.value("texts", nlohmann::json::array()), "text")};
  }
  return openings;
}

}  // namespace

GalleryModel::GalleryModel(const std::filesystem::path& thumbnail_folder, QObject* parent)
    : QAbstractListModel(parent),
      thumbnails_(new Thumbnails(thumbnail_folder, preferred_cache_size(CacheKind::thumbnails), this)) {
  connect(thumbnails_, &Thumbnails::made, this, [this](const std::filesystem::path& file) {
    const int row = row_of(file);
    if (row >= 0) Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
  });
}

void GalleryModel::load_scenes(const std::filesystem::path& folder) {
  beginResetModel();
  std::erase_if(items_, [](const GalleryItem& item) { return !item.recent; });
  const nlohmann::json scenes = scenes_of(folder);
  std::vector<GalleryItem> items;
  if (scenes.is_array()) {
    for (const auto& scene : scenes) {
      if (!scene.is_object() || !scene.contains("file") || !scene["file"].is_string()) continue;
      GalleryItem item;
      item.file = folder / std::filesystem::path(scene["file"].get<std::string>()).filename();
      const bool titled = scene.contains("title") && scene["title"].is_string();
      item.title = QString::fromStdString(titled ? scene["title"].get<std::string>() : item.file.stem().string());
      item.questions = strings(scene.value("questions", nlohmann::json::array()), "question");
      item.captions = strings(scene.value("captions", nlohmann::json::array()), "text");
      items.push_back(std::move(item));
    }
  }
  items_.insert(items_.begin(), items.begin(), items.end());
  openings_ = openings_of(folder);
  endResetModel();
}

void GalleryModel::set_recent(const QStringList& files) {
  beginResetModel();
  std::erase_if(items_, [](const GalleryItem& item) { return item.recent; });
  for (const QString& file : files) {
    GalleryItem item;
    item.file = file.toStdString();
    if (this->item(item.file) != nullptr) continue;
    item.title = QString::fromStdString(item.file.filename().string());
    item.recent = true;
    items_.push_back(std::move(item));
  }
  endResetModel();
}

const Opening* GalleryModel::opening(const std::string& name) const {
  const auto found = openings_.find(name);
  return found == openings_.end() ? nullptr : &found->second;
}

QStringList GalleryModel::texts(const std::filesystem::path& file, const std::string& name, bool captions) const {
  const GalleryItem* shown = item(file);
  if (shown == nullptr) return {};
  const Opening* first = opening(name);
  QStringList texts = first != nullptr && first->scene == file ? first->texts : QStringList();
  texts += captions ? shown->captions : shown->questions;
  texts.removeDuplicates();
  return texts;
}

const GalleryItem* GalleryModel::item(const std::filesystem::path& file) const {
  const int row = row_of(file);
  return row < 0 ? nullptr : &items_[static_cast<std::size_t>(row)];
}

int GalleryModel::row_of(const std::filesystem::path& file) const {
  for (std::size_t row = 0; row < items_.size(); ++row) {
    if (items_[row].file == file) return static_cast<int>(row);
  }
  return -1;
}

int GalleryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const GalleryItem& item = items_[row];
  switch (role) {
    case Qt::DisplayRole:
      return item.title;
    case Qt::ToolTipRole:
      return item.recent ? QString::fromStdString(item.file.string()) : item.title;
    case Qt::AccessibleTextRole:
      return item.title;
    case Qt::DecorationRole:
      return QPixmap::fromImage(thumbnails_->find(item.file));
    case FileRole:
      return QString::fromStdString(item.file.string());
    case RecentRole:
      return item.recent;
    default:
      return {};
  }
}

}  // namespace rex::ui
