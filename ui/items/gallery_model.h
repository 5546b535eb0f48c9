#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <filesystem>
#include <vector>

#include "ui/jobs/thumbnails.h"

namespace rex::ui {

/// One picture that can be opened from the gallery.
struct GalleryItem {
  std::filesystem::path file;
  QString title;
  QStringList questions;
  QStringList captions;
  bool recent = false;  ///< opened before, not a shipped scene
};

/// Shipped scenes and recently opened pictures. Thumbnails are made when they are first seen, beside the window's
/// thread.
class GalleryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { FileRole = Qt::UserRole, RecentRole };

  /// Thumbnails are kept in THUMBNAIL_FOLDER; empty: in memory alone.
  explicit GalleryModel(const std::filesystem::path& thumbnail_folder = {}, QObject* parent = nullptr);

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
  Thumbnails* thumbnails_;
};

}  // namespace rex::ui
