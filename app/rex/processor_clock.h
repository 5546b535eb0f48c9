#pragma once

#include <ctime>

namespace rex::command {

/// Processor seconds of this process: less noisy than the clock on a shared machine.
inline double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace rex::command
