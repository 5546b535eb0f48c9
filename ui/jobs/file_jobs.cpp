#include "ui/jobs/file_jobs.h"

#include <utility>

#include "core/base/foreign_errors.h"

namespace rex::ui {

FileJobs::FileJobs(QObject* parent) : QObject(parent) {}

void FileJobs::start(std::function<Finish()> work, Failed failed) {
  ++running_;
  Q_EMIT runningChanged();
  thread_.start([this, work = std::move(work), failed = std::move(failed)] {
    Finish finish;
    try {
      finish = work();
    } catch (const std::exception& exception) {
      const Error error = as_error(exception);
      const std::string problem = error.where().empty() ? error.problem() : error.where() + ": " + error.problem();
      finish = [failed, problem = QString::fromStdString(problem), remedy = QString::fromStdString(error.remedy())] {
        failed(problem, remedy);
      };
    }
    mailbox_.post([this, finish] {
      --running_;
      finish();
      Q_EMIT runningChanged();
    });
  });
}

}  // namespace rex::ui
