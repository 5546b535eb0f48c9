#pragma once

#include <QObject>
#include <deque>
#include <functional>
#include <mutex>

namespace rex::ui {

/// Has what other threads post done in its own thread, one after the other and in that order. Qt's queued calls do the
/// same, but their locks lie inside a library that ThreadSanitizer does not see into: all that is handed over would
/// look like a race, and a true one would drown.
class Mailbox : public QObject {
 public:
  /// From any thread. CALL must not throw; it is dropped where the mailbox goes before its turn comes.
  void post(std::function<void()> call);

 protected:
  bool event(QEvent* event) override;

 private:
  std::mutex mutex_;
  std::deque<std::function<void()>> calls_;
};

}  // namespace rex::ui
