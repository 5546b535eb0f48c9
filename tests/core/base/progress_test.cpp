#include "core/base/progress.h"

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;

TEST_CASE("a part of a progress reports within its share") {
  double seen = -1;
  const Progress whole([&](double fraction, const std::string&) { seen = fraction; });
  whole.part(0.5, 1.0).report(0.5, "half of the second half");
  CHECK(seen == 0.75);
}

TEST_CASE("a requested stop throws Cancelled, through parts as well") {
  std::stop_source stop;
  const Progress progress({}, stop.get_token());
  CHECK_NOTHROW(progress.part(0, 1).report(0, "start"));
  stop.request_stop();
  CHECK_THROWS_AS(progress.part(0, 1).report(0.5, "more"), Cancelled);
}
