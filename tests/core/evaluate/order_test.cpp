#include "core/evaluate/order.h"

#include <algorithm>
#include <limits>
#include <random>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

/// By repeated search for the best that is left: the lower index wins.
std::vector<std::int64_t> slow_order(const std::vector<double>& values, First first) {
  std::vector<std::int64_t> result;
  std::vector<bool> used(values.size(), false);
  while (result.size() < values.size()) {
    std::size_t best = values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (used[i]) continue;
      const bool better = best == values.size() ||
                          (first == First::most_relevant ? values[i] > values[best] : values[i] < values[best]);
      if (better) best = i;
    }
    used[best] = true;
    result.push_back(static_cast<std::int64_t>(best));
  }
  return result;
}

std::vector<double> values_with_ties(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<double> values(count);
  for (double& value : values) value = static_cast<double>(random() % 7) / 4 - 1;
  return values;
}

}  // namespace

TEST_CASE("tokens are removed by relevance, equal ones by index in both directions") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const std::vector<double> values = values_with_ties(1 + seed * 2, seed);
    for (const First first : {First::most_relevant, First::least_relevant}) {
      CHECK(order(values, first) == slow_order(values, first));
    }
  }
}

TEST_CASE("a relevance that is not finite orders nothing") {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(order(std::vector<double>{1, bad, 2}, First::most_relevant), Error);
    CHECK_THROWS_AS(order(std::vector<float>{1, static_cast<float>(bad)}, First::least_relevant), Error);
  }
}

TEST_CASE("average ranks are halfway between how many are smaller and how many are not larger") {
  const std::vector<double> values = values_with_ties(40, 3);
  const std::vector<double> ranks = average_ranks(values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto smaller = std::count_if(values.begin(), values.end(), [&](double value) { return value < values[i]; });
    const auto not_larger = std::count_if(values.begin(), values.end(), [&](double v) { return v <= values[i]; });
    CHECK(ranks[i] == static_cast<double>(smaller + 1 + not_larger) / 2);
  }
}

TEST_CASE("removed and kept tokens are the two parts of one order") {
  const std::vector<double> values = values_with_ties(23, 5);
  const std::vector<std::int64_t> ranked = order(values, First::most_relevant);
  const std::vector<std::vector<std::int64_t>> kept = kept_tokens(ranked, token_steps());
  REQUIRE(kept.size() == token_steps().size());
  CHECK(kept.front().size() == values.size());
  CHECK(kept.back().empty());
  for (std::size_t step = 0; step < kept.size(); ++step) {
    CHECK(std::is_sorted(kept[step].begin(), kept[step].end()));
    const auto gone = static_cast<std::int64_t>(values.size() - kept[step].size());
    std::vector<std::int64_t> all = first_of(ranked, gone);
    all.insert(all.end(), kept[step].begin(), kept[step].end());
    std::sort(all.begin(), all.end());
    std::vector<std::int64_t> everything(values.size());
    for (std::size_t i = 0; i < everything.size(); ++i) everything[i] = static_cast<std::int64_t>(i);
    CHECK(all == everything);
  }
  for (const std::vector<std::int64_t>& removed : removed_tokens(ranked, pixel_fractions())) {
    for (const std::int64_t index : removed) {
      for (std::int64_t other = 0; other < 23; ++other) {
        if (std::binary_search(removed.begin(), removed.end(), other)) continue;
        CHECK(values[static_cast<std::size_t>(index)] >= values[static_cast<std::size_t>(other)]);
      }
    }
  }
}

TEST_CASE("counts are cut off in double, as published") {
  CHECK(removed_count(50176, .3) == 15052);
  CHECK(kept_count(20, .8) == 3);  // (1 - .8) * 20 is 3.9999999999999996
  CHECK(kept_count(36, .95) == 1);
  CHECK(kept_count(0, .5) == 0);
}
