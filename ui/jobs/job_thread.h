#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace rex::ui {

/// One thread that does jobs in the order in which they come. Jobs must not throw.
class JobThread {
 public:
  JobThread();
  ~JobThread();  ///< waits for all that were started

  void start(std::function<void()> job);
  /// Drops those that have not begun.
  void drop_waiting();

 private:
  void work(const std::stop_token& quit);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<std::function<void()>> waiting_;
  std::jthread thread_;  // last: joins before anything else goes
};

}  // namespace rex::ui
