// How many threads compute.
#pragma once

#include <optional>

namespace rex {

/// How many cores this process may use: the physical ones among those that it may run on, no more than its cgroup's
/// share of processor time.
int usable_cores();

/// What REX_THREADS, or else OMP_NUM_THREADS, asks for; nothing where neither is a positive whole number.
std::optional<int> asked_threads();

/// Lets LibTorch use WANTED threads, or else what asked_threads() says, or else every usable core: LibTorch's own guess
/// can be 1 on virtual machines. Call once, first thing in a program.
void choose_threads(std::optional<int> wanted = {});

/// Whether a pass of so many MULTIPLY_ADDS is worth more than one thread. Threads wait for each other at the end of
/// every operation: small operations take longer on two than on one, many times longer where other programs run.
bool is_worth_threads(double multiply_adds);

/// While it lives, LibTorch computes with one thread on this thread where the work is not worth more, and with LIMIT
/// otherwise.
class WorkThreads {
 public:
  WorkThreads(double multiply_adds, int limit);
  ~WorkThreads();
  WorkThreads(const WorkThreads&) = delete;
  WorkThreads& operator=(const WorkThreads&) = delete;

 private:
  int before_;
};

}  // namespace rex
