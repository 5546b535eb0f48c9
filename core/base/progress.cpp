#include "core/base/progress.h"

#include "core/base/error.h"

namespace rex {

void Progress::report(double fraction, const std::string& step) const {
  check();
  if (listener_) listener_(fraction, step);
}

void Progress::check() const {
  if (stop_.stop_requested()) throw Cancelled();
}

Progress Progress::part(double from, double to) const {
  if (!listener_) return Progress({}, stop_);
  return Progress([listener = listener_, from, to](
                      double fraction, const std::string& step) { listener(from + (to - from) * fraction, step); },
                  stop_);
}

}  // namespace rex
