#pragma once

#include <QAbstractListModel>
#include <QPixmap>
#include <QStringList>
#include <filesystem>
#include <vector>

namespace rex::ui {

/// One picture that can be opened from the gallery.
struct GalleryItem {
  std::filesystem::path file;
  QString title;
  QStringList questions;
  QStringList captions;
  bool recent = false;  ///< opened before, not a shipped scene
};

/// Shipped scenes and recently opened pictures. Thumbnails are made when they are first seen.
class GalleryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { FileRole = Qt::UserRole, RecentRole };

  using QAbstractListModel::QAbstractListModel;

  /// Reads scenes.json of FOLDER; a broken or missing one leaves the gallery empty.
  void load_scenes(const std::filesystem::path& folder);
  void set_recent(const QStringList& files);

  const GalleryItem* item(const std::filesystem::path& file) const;
  const GalleryItem& item(int row) const { return items_.at(static_cast<std::size_t>(row)); }
  int row_of(const std::filesystem::path& file) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<GalleryItem> items_;
  mutable std::vector<QPixmap> thumbnails_;
};

}  // namespace rex::ui
