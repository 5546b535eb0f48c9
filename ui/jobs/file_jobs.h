#pragma once

#include <QObject>
#include <QString>
#include <functional>

#include "ui/jobs/job_thread.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// Reads and writes files beside the window's thread, one job after the other. None is dropped: the destructor waits.
class FileJobs : public QObject {
  Q_OBJECT

 public:
  using Finish = std::function<void()>;
  using Failed = std::function<void(const QString& problem, const QString& remedy)>;

  explicit FileJobs(QObject* parent = nullptr);

  /// Runs WORK beside the window's thread, then in it what WORK returned, or FAILED with what it threw.
  void start(std::function<Finish()> work, Failed failed);
  bool running() const { return running_ > 0; }

 Q_SIGNALS:
  void runningChanged();

 private:
  int running_ = 0;
  Mailbox mailbox_;
  JobThread thread_;  // last: joins before what it reports to goes
};

}  // namespace rex::ui
