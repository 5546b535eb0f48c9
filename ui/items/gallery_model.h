#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/jobs/thumbnails.h"

namespace rex::ui {

/// One picture that can be opened from the gallery.
struct GalleryItem {
  std::filesystem::path file;
  QString title;
  QStringList questions = {};
  QStringList captions = {};
  bool recent = false;  ///< opened before, not a shipped scene
};

/// What the gallery shows first with a model, because its map says something there.
struct Opening {
  std::filesystem::path scene;
  /// The first of what is offered there: right for the right reason, right for another, wrong, as far as the model has
  /// them.
  QStringList texts;
};

/// Shipped scenes and recently opened pictures, or the pictures of one folder, each with what the model answered about
/// it. Thumbnails are made when they are first seen, beside the window's thread.
class GalleryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  /// AnswerRole: what the model answered, short; empty where it was not asked.
  enum Role { FileRole = Qt::UserRole, RecentRole, AnswerRole };

  /// Thumbnails are kept in THUMBNAIL_FOLDER; empty: in memory alone.
  explicit GalleryModel(const std::filesystem::path& thumbnail_folder = {}, QObject* parent = nullptr);

  /// Reads scenes.json and openings.json of FOLDER; a broken or missing one leaves the gallery empty, or models without
  /// an opening.
  void load_scenes(const std::filesystem::path& folder);
  void set_recent(const QStringList& files);

  /// Shows FILES, the pictures of FOLDER, and nothing else, until it is called with an empty path.
  void set_folder(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files = {});
  const std::filesystem::path& folder() const { return folder_; }  ///< empty while none is shown

  void note_answer(const std::filesystem::path& file, const QString& answer);
  void forget_answers();

  /// Of the demo model NAME; null where it has none.
  const Opening* opening(const std::string& name) const;
  /// The questions, or CAPTIONS, that are offered with the picture FILE and the model NAME.
  QStringList texts(const std::filesystem::path& file, const std::string& name, bool captions) const;
  /// Of a scene or of what is shown; null where FILE is none of them.
  const GalleryItem* item(const std::filesystem::path& file) const;
  const GalleryItem& item(int row) const { return items_.at(static_cast<std::size_t>(row)); }
  int row_of(const std::filesystem::path& file) const;  ///< -1 where it is not shown

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void show();
  QString answer_of(const std::filesystem::path& file) const;

  std::vector<GalleryItem> scenes_, recent_, in_folder_;
  std::filesystem::path folder_;
  std::vector<GalleryItem> items_;             ///< what is shown
  std::unordered_map<std::string, int> rows_;  ///< of their files
  std::map<std::filesystem::path, QString> answers_;
  std::map<std::string, Opening> openings_;
  Thumbnails* thumbnails_;
};

}  // namespace rex::ui
