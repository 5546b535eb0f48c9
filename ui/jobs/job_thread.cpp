#include "ui/jobs/job_thread.h"

#include <utility>

namespace rex::ui {

JobThread::JobThread() : thread_([this](const std::stop_token& quit) { work(quit); }) {}

JobThread::~JobThread() {
  thread_.request_stop();
  wake_.notify_all();
  thread_.join();
}

void JobThread::start(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(job));
  wake_.notify_all();
}

void JobThread::drop_waiting() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
}

void JobThread::work(const std::stop_token& quit) {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, quit, [this] { return !waiting_.empty(); });
      if (waiting_.empty()) return;  // asked to stop, and all is done
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job();
  }
}

}  // namespace rex::ui
