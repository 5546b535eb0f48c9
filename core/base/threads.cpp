#include "core/base/threads.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <sched.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "core/base/whole_number.h"

namespace rex {
namespace {

/// Measured on two cores: below, a second thread gains less than its waiting costs.
constexpr double least_multiply_adds = 3e9;

/// The processors' worth of time that the cgroup (version 2 or 1) grants; nothing where it sets no limit.
std::optional<double> granted_processors() {
  std::string quota, period;
  if (std::ifstream both("/sys/fs/cgroup/cpu.max"); both >> quota >> period) {
    // "max" where there is no limit
  } else {
    std::ifstream("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") >> quota;
    std::ifstream("/sys/fs/cgroup/cpu/cpu.cfs_period_us") >> period;
  }
  const auto granted = whole_number(quota), every = whole_number(period);
  if (!granted || !every || *granted <= 0 || *every <= 0) return std::nullopt;
  return static_cast<double>(*granted) / static_cast<double>(*every);
}

/// For what this thread computes. OpenMP's own number: at::set_num_threads also starts the threads of another pool anew,
/// which spin for 18 ms each time, as long as a small model needs for its forward.
void compute_with(int threads) {
  static const auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "omp_set_num_threads"));
  if (set != nullptr) {
    set(threads);
  } else {
    at::set_num_threads(threads);
  }
}

}  // namespace

int usable_cores() {
  cpu_set_t allowed;
  std::set<std::string> cores;  // hardware threads that share a core count once
  if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0) {
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
      if (!CPU_ISSET(cpu, &allowed)) continue;
      std::ifstream file("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list");
      std::string siblings = std::to_string(cpu);
      std::getline(file, siblings);
      cores.insert(siblings);
    }
  }
  int count = std::max(1, static_cast<int>(cores.size()));
  if (const auto granted = granted_processors()) count = std::min(count, static_cast<int>(std::ceil(*granted)));
  return std::max(1, count);
}

std::optional<int> asked_threads() {
  for (const char* name : {"REX_THREADS", "OMP_NUM_THREADS"}) {
    const char* const value = std::getenv(name);
    const auto number = value == nullptr ? std::nullopt : whole_number<int>(value);
    if (number && *number > 0) return number;
  }
  return std::nullopt;
}

void choose_threads(std::optional<int> wanted) {
  if (!wanted) wanted = asked_threads();
  at::set_num_threads(std::max(1, wanted ? *wanted : usable_cores()));
}

bool is_worth_threads(double multiply_adds) { return multiply_adds >= least_multiply_adds; }

WorkThreads::WorkThreads(double multiply_adds, int limit) : before_(at::get_num_threads()) {
  compute_with(is_worth_threads(multiply_adds) ? limit : 1);
}

WorkThreads::~WorkThreads() { compute_with(before_); }

}  // namespace rex
