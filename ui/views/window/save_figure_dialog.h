#pragma once

#include <QDialog>
#include <filesystem>

#include "ui/figure/make_figure.h"
#include "ui/state/figure_profiles.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace rex::ui {

class FileJobs;
class SavePath;
class Session;

/// Where and how a figure is saved, with a preview that is drawn by the same painter as the file. Settings can be
/// kept under a name, and chosen again.
class SaveFigureDialog : public QDialog {
  Q_OBJECT

 public:
  SaveFigureDialog(const Session& session, FileJobs& files, bool compared, QWidget* parent = nullptr);

  std::filesystem::path path() const;
  bool can_save() const;  ///< false while a figure is being written

  /// Saves beside the window's thread, then closes; stays open, with what was chosen, where that fails or would replace
  /// a file.
  void accept() override;

 private:
  void save();
  void say(const QString& problem);
  void show_options();
  figure::FigureSpec spec() const;
  void offer_profiles(const QString& chosen);
  void use_profile(const FigureProfile& profile);
  FigureProfile as_set() const;  ///< without a name
  void ask_for_name();
  void changed_by_hand();
  void show_preview();

  const Session& session_;
  FileJobs& files_;
  bool compared_;
  QLabel* preview_;
  SavePath* path_;
  QComboBox *profile_, *dpi_, *width_;
  QDoubleSpinBox* text_size_;
  QCheckBox *caption_, *words_, *picture_, *curves_, *transparent_;
  QLabel* problem_;
  QPushButton* save_ = nullptr;
  bool showing_ = false;  ///< a profile: its settings are no change of a person's
};

}  // namespace rex::ui
