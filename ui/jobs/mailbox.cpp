#include "ui/jobs/mailbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <utility>

namespace rex::ui {

void Mailbox::post(std::function<void()> call) {
  {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(call));
  }
  QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

/// One call for each event, so that a call may run an event loop of its own.
bool Mailbox::event(QEvent* event) {
  const bool is_known = QObject::event(event);
  std::function<void()> call;
  {
    const std::lock_guard lock(mutex_);
    if (calls_.empty()) return is_known;
    call = std::move(calls_.front());
    calls_.pop_front();
  }
  call();  // may be the end of this mailbox
  return true;
}

}  // namespace rex::ui
