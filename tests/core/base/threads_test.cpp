#include "core/base/threads.h"

#include <ATen/Parallel.h>

#include <cstdlib>

#include "tests/support/catch.h"

using namespace rex;

TEST_CASE("small work gets one thread, large work all that the program was given, and both give them back") {
  const int before = at::get_num_threads();
  at::set_num_threads(2);
  {
    const WorkThreads small(1e6, 2);
    CHECK(at::get_num_threads() == 1);
    const WorkThreads large(1e11, 2);
    CHECK(at::get_num_threads() == 2);
  }
  CHECK(at::get_num_threads() == 2);
  at::set_num_threads(before);
}

TEST_CASE("REX_THREADS comes before OMP_NUM_THREADS, and what is no number is not looked at") {
  const char* const before = std::getenv("OMP_NUM_THREADS");
  const std::string kept = before == nullptr ? "" : before;
  setenv("OMP_NUM_THREADS", "5", 1);
  setenv("REX_THREADS", "3", 1);
  CHECK(asked_threads() == 3);
  for (const char* wrong : {"", "0", "-2", "many", "99999999999999999999"}) {
    setenv("REX_THREADS", wrong, 1);
    CHECK(asked_threads() == 5);
  }
  unsetenv("REX_THREADS");
  CHECK(asked_threads() == 5);
  unsetenv("OMP_NUM_THREADS");
  CHECK_FALSE(asked_threads());
  if (!kept.empty()) setenv("OMP_NUM_THREADS", kept.c_str(), 1);
  CHECK(usable_cores() >= 1);
}
