#pragma once

#include <QDialog>
#include <filesystem>
#include <vector>

#include "ui/state/sheet_job.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace rex::ui {

class GalleryModel;
class SavePath;
class Session;

/// All pictures of a folder, or of the gallery, as one figure: asked what the open picture was asked. It stays open
/// while it works, and lets the window work as well; closing it stops it.
class ContactSheetDialog : public QDialog {
  Q_OBJECT

 public:
  /// Takes what SESSION asks now, and draws as it does.
  ContactSheetDialog(const Session& session, const GalleryModel& gallery, QWidget* parent);

 Q_SIGNALS:
  void saved(const QString& file, int pictures, const QStringList& left_out);

 private:
  void offer_pictures(const GalleryModel& gallery);
  void offer_targets();
  void save();
  void show_running(bool running);
  void say(const QString& problem);
  SheetJob::Wanted wanted() const;

  const Session& session_;
  std::vector<std::vector<std::filesystem::path>> sets_;  ///< of pictures, beside the choices
  SheetJob* job_;
  QComboBox *pictures_, *target_, *dpi_;
  QSpinBox* columns_;
  QCheckBox* transparent_;
  SavePath* path_;
  QProgressBar* progress_;
  QLabel *step_, *problem_;
  QPushButton *save_ = nullptr, *stop_ = nullptr;
};

}  // namespace rex::ui
