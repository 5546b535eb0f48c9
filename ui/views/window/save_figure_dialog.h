#pragma once

#include <QDialog>
#include <filesystem>

#include "ui/figure/make_figure.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace rex::ui {

class FileJobs;
class SavePath;
class Session;

/// Where and how a figure is saved, with a preview that is drawn by the same painter as the file.
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
  void show_preview();

  const Session& session_;
  FileJobs& files_;
  bool compared_;
  QLabel* preview_;
  SavePath* path_;
  QComboBox* dpi_;
  QCheckBox *caption_, *words_, *picture_, *curves_, *transparent_;
  QLabel* problem_;
  QPushButton* save_ = nullptr;
};

}  // namespace rex::ui
