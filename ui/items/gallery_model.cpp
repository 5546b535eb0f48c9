#include "ui/items/gallery_model.h"

#include <QPixmap>
#include <algorithm>
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
  const nlohmann::json scenes = scenes_of(folder);
  scenes_.clear();
  if (scenes.is_array()) {
    for (const auto& scene : scenes) {
      if (!scene.is_object() || !scene.contains("file") || !scene["file"].is_string()) continue;
      GalleryItem item;
      item.file = folder / std::filesystem::path(scene["file"].get<std::string>()).filename();
      const bool titled = scene.contains("title") && scene["title"].is_string();
      item.title = QString::fromStdString(titled ? scene["title"].get<std::string>() : item.file.stem().string());
      item.questions = strings(scene.value("questions", nlohmann::json::array()), "question");
      item.captions = strings(scene.value("captions", nlohmann::json::array()), "text");
      scenes_.push_back(std::move(item));
    }
  }
  openings_ = openings_of(folder);
  show();
}

void GalleryModel::set_recent(const QStringList& files) {
  recent_.clear();
  for (const QString& file : files) {
    GalleryItem item;
    item.file = file.toStdString();
    item.title = QString::fromStdString(item.file.filename().string());
    item.recent = true;
    recent_.push_back(std::move(item));
  }
  if (folder_.empty()) show();
}

void GalleryModel::set_folder(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files) {
  folder_ = folder;
  in_folder_.clear();
  for (const std::filesystem::path& file : files) {
    in_folder_.push_back({.file = file, .title = QString::fromStdString(file.filename().string())});
  }
  show();
}

void GalleryModel::show() {
  beginResetModel();
  items_.clear();
  rows_.clear();
  const auto add = [this](const std::vector<GalleryItem>& items) {
    for (const GalleryItem& item : items) {
      if (rows_.emplace(item.file.string(), static_cast<int>(items_.size())).second) items_.push_back(item);
    }
  };
  if (folder_.empty()) {
    add(scenes_);
    add(recent_);
  } else {
    add(in_folder_);
  }
  endResetModel();
}

void GalleryModel::note_answer(const std::filesystem::path& file, const QString& answer) {
  answers_[file] = answer;
  const int row = row_of(file);
  if (row >= 0) Q_EMIT dataChanged(index(row), index(row), {AnswerRole});
}

void GalleryModel::forget_answers() {
  if (answers_.empty()) return;
  answers_.clear();
  if (!items_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AnswerRole});
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
  const auto scene = std::find_if(scenes_.begin(), scenes_.end(), [&](const auto& item) { return item.file == file; });
  if (scene != scenes_.end()) return &*scene;
  const int row = row_of(file);
  return row < 0 ? nullptr : &items_[static_cast<std::size_t>(row)];
}

int GalleryModel::row_of(const std::filesystem::path& file) const {
  const auto found = rows_.find(file.string());
  return found == rows_.end() ? -1 : found->second;
}

QString GalleryModel::answer_of(const std::filesystem::path& file) const {
  const auto found = answers_.find(file);
  return found == answers_.end() ? QString() : found->second;
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
    case Qt::ToolTipRole: {
      const QString name = item.recent ? QString::fromStdString(item.file.string()) : item.title;
      const QString answer = answer_of(item.file);
      return answer.isEmpty() ? name : name + '\n' + answer;
    }
    case Qt::AccessibleTextRole: {
      const QString answer = answer_of(item.file);
      return answer.isEmpty() ? item.title : item.title + QStringLiteral(", ") + answer;
    }
    case Qt::DecorationRole:
      return QPixmap::fromImage(thumbnails_->find(item.file));
    case FileRole:
      return QString::fromStdString(item.file.string());
    case RecentRole:
      return item.recent;
    case AnswerRole:
      return answer_of(item.file);
    default:
      return {};
  }
}

}  // namespace rex::ui
