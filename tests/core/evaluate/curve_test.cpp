#include "core/evaluate/curve.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/evaluate/saco.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

TEST_CASE("the published area of a perfect curve is 100 times its range") {
  const Curve curve{{0, .3, .9}, {1, 1, 1}};
  CHECK(published_auc(curve) == Approx(90));
  CHECK(auc_over_range(curve) == Approx(100));
  CHECK(mean_with_clean(curve) == Approx(100));
}

TEST_CASE("evenly spaced areas agree: trapezoid, RISE's, and steps of width 1") {
  const std::vector<double> values{.9, .7, .1, .3, .05};
  const Curve curve{{0, .25, .5, .75, 1}, values};
  CHECK(trapezoid(curve) == Approx(rise_auc(values)));
  CHECK(unit_step_trapezoid(values) == Approx(4 * rise_auc(values)));
  CHECK(aopc(values) == Approx(.9 - mean(values)));
}

TEST_CASE("the symmetric gain is the difference of the areas and changes its sign with the order") {
  const Curve down{{0, .2, 1}, {.9, .2, .1}}, up{{0, .2, 1}, {.9, .8, .1}};
  const SymmetricGain gain = symmetric_gain(down, up);
  CHECK(gain.gain == Approx(trapezoid(up) - trapezoid(down)));
  CHECK(symmetric_gain(up, down).gain == Approx(-gain.gain));
  CHECK(symmetric_gain(up, up).gain == 0);
  CHECK_THROWS_AS(symmetric_gain(down, {{0, .5, 1}, {1, 1, 1}}), Error);
}

TEST_CASE("what is divided by nothing has no value") {
  CHECK_FALSE(normalised_deletion_auc(std::vector<double>{.5, .2, .5}));
  CHECK_FALSE(positive_gain(3, 0).relative);
  CHECK_FALSE(completeness(std::vector<double>{1, -1}, .5, .5).relative);
  CHECK_FALSE(saco(std::vector<double>{1, 1}, std::vector<double>{.2, .1}));
}

TEST_CASE("curves of samples with different steps are not averaged") {
  const std::vector<double> fractions{0, .5};
  CHECK_THROWS_AS(mean_curve(fractions, {}), Error);
  CHECK_THROWS_AS(mean_curve(fractions, {{1, .5}, {1}}), Error);
  CHECK(mean_curve(fractions, {{1, .5}, {0, .25}}).values == std::vector<double>{.5, .375});
}

TEST_CASE("SaCo is 1 where drops follow salience, -1 where they are turned round, and knows no scale") {
  const std::vector<double> salience{5, 3, 2, .5};
  const std::vector<double> same{.4, .3, .2, .1}, turned{.1, .2, .3, .4};
  CHECK(saco(salience, same) == 1.0);
  CHECK(saco(salience, turned) == -1.0);
  const std::vector<double> mixed{.1, .4, .2, .3};
  std::vector<double> scaled;
  for (const double value : salience) scaled.push_back(8 * value);
  CHECK(saco(salience, mixed).value() == Approx(saco(scaled, mixed).value()));
}

TEST_CASE("SaCo's groups take every pixel once and differ in size by one at most") {
  const std::vector<double> salience(50, 1.0);
  for (const std::int64_t count : {1, 7, 10, 50}) {
    const auto groups = saco_groups(salience, count);
    std::int64_t next = 0;
    std::size_t least = 50, most = 0;
    for (const auto& group : groups) {
      for (const std::int64_t index : group) CHECK(index == next++);  // equal values stand in order
      least = std::min(least, group.size());
      most = std::max(most, group.size());
    }
    CHECK(next == 50);
    CHECK(most - least <= 1);
  }
  CHECK_THROWS_AS(saco_groups(salience, 51), Error);
}
