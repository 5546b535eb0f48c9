#pragma once

#include <QLockFile>
#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "ui/jobs/file_jobs.h"

namespace rex::ui {

class Session;

/// Keeps what is open in a file of its own, written once a minute where something changed and removed when the window
/// comes to its end: what is found at a start was left by a crash. It never touches a session that a person saved.
class Recovery : public QObject {
  Q_OBJECT

 public:
  /// Of SESSION, in FOLDER, which several windows may share. A folder that cannot be written keeps nothing.
  Recovery(Session& session, std::filesystem::path folder, QObject* parent = nullptr);
  ~Recovery() override;

  /// Session files of windows that never came to their end.
  const std::vector<std::filesystem::path>& left_behind() const { return left_; }
  /// Removes them.
  void forget_left_behind();
  /// Writes now, in the background; nothing where nothing changed, or the picture is in no file.
  void keep();
  const std::filesystem::path& file() const { return file_; }

 private:
  Session& session_;
  std::filesystem::path folder_, file_;
  std::vector<std::filesystem::path> left_;
  std::unique_ptr<QLockFile> lock_;
  std::unique_ptr<FileJobs> jobs_;
  QTimer every_minute_;
  bool changed_ = false;
};

}  // namespace rex::ui
