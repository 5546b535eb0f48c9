#include "ui/jobs/file_jobs.h"

#include <utility>

#include "core/base/error.h"

namespace rex::ui {

FileJobs::FileJobs(QObject* parent) : QObject(parent) { threads_.setMaxThreadCount(1); }

FileJobs::~FileJobs() { threads_.waitForDone(); }

void FileJobs::start(std::function<Finish()> work, Failed failed) {
  ++running_;
  Q_EMIT runningChanged();
  threads_.start([this, work = std::move(work), failed = std::move(failed)] {
    Finish finish;
    try {
      finish = work();
    } catch (const Error& error) {
      const std::string problem = error.where().empty() ? error.problem() : error.where() + ": " + error.problem();
      finish = [failed, problem = QString::fromStdString(problem), remedy = QString::fromStdString(error.remedy())] {
        failed(problem, remedy);
      };
    } catch (const std::exception& error) {  // out of memory, file systems' own
      finish = [failed, problem = QString::fromUtf8(error.what())] { failed(problem, {}); };
    }
    QMetaObject::invokeMethod(
        this,
        [this, finish] {
          --running_;
          finish();
          Q_EMIT runningChanged();
        },
        Qt::QueuedConnection);
  });
}

}  // namespace rex::ui
