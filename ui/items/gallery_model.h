#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <filesystem>
#include <map>
#include <string>
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

/// What the gallery shows first with a model, because its map says something there.
struct Opening {
  std::filesystem::path scene;
  /// The first of what is offered there: right for the right reason, right for another, wrong, as far as the model has
  /// them.
  QStringList texts;
};

/// Shipped scenes and recently opened pictures. Thumbnails are made when they are first seen, beside the window's
/// thread.
class GalleryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { FileRole = Qt::UserRole, RecentRole };

  /// Thumbnails are kept in THUMBNAIL_FOLDER; empty: in memory alone.
  explicit GalleryModel(const std::filesystem::path& thumbnail_folder = {}, QObject* parent = nullptr);

  /// Reads scenes.json and openings.json of FOLDER; a broken or missing one leaves the gallery empty, or models without
  /// an opening.
  void load_scenes(const std::filesystem::path& folder);
  void set_recent(const QStringList& files);

  /// Of the demo model NAME; null where it has none.
  const Opening* opening(const std::string& name) const;
  /// The questions, or CAPTIONS, that are offered with the picture FILE and the model NAME.
  QStringList texts(const std::filesystem::path& file, const std::string& name, bool captions) const;
  const GalleryItem* item(const std::filesystem::path& file) const;
  const GalleryItem& item(int row) const { return items_.at(static_cast<std::size_t>(row)); }
  int row_of(const std::filesystem::path& file) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<GalleryItem> items_;
  std::map<std::string, Opening> openings_;
  Thumbnails* thumbnails_;
};

}  // namespace rex::ui
