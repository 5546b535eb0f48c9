#include "core/evaluate/statistics.h"

#include <cmath>
#include <set>
#include <string>

#include "core/base/error.h"
#include "core/evaluate/similarity.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

TEST_CASE("the sign-flip test counts every pattern, as a recursion does") {
  const std::vector<double> differences{.12, -.03, .2, .05, 0, -.11};
  struct Count {
    std::int64_t all = 0, extreme = 0;
  } count;
  constexpr double rounding = 1e-9;  // of sums of hundredths
  const auto recurse = [&](auto& self, std::size_t at, double sum) -> void {
    if (at == differences.size()) {
      ++count.all;
      count.extreme += std::abs(sum) >= .23 - rounding ? 1 : 0;
      return;
    }
    self(self, at + 1, sum + differences[at]);
    self(self, at + 1, sum - differences[at]);
  };
  recurse(recurse, 0, 0);
  const PairedTest test = sign_flip_test(differences, 0);
  CHECK(test.exact);
  CHECK(test.total == count.all);
  CHECK(test.count == count.extreme);
}

TEST_CASE("methods that do not differ have p = 1, in either order the same p") {
  CHECK(sign_flip_test(std::vector<double>(9, 0.0), 0).p == 1);
  CHECK(sign_flip_test(std::vector<double>(40, 0.0), 1).p == 1);
  const std::vector<double> first{.1, .5, .2, .9, .3}, second{.2, .1, .1, .4, .4};
  CHECK(sign_flip_test(first, second, 0).p == sign_flip_test(second, first, 0).p);
  CHECK(sign_flip_test(first, second, 0).mean_difference == Approx(-sign_flip_test(second, first, 0).mean_difference));
  CHECK_THROWS_AS(sign_flip_test(first, std::vector<double>{1}, 0), Error);
  CHECK_THROWS_AS(sign_flip_test(std::vector<double>{0.0 / 0.0}, 0), Error);
}

TEST_CASE("an interval holds the mean, is a point for equal values, and does not depend on what was drawn before") {
  const std::vector<double> values{.1, .4, .35, .8, .2, .9};
  const Interval interval = bootstrap(values, 5);
  CHECK(interval.lower < interval.mean);
  CHECK(interval.mean < interval.upper);
  CHECK(bootstrap(values, 5).lower == interval.lower);
  const Interval point = bootstrap(std::vector<double>(7, .25), 1);
  CHECK((point.lower == .25 && point.upper == .25 && point.standard_error == 0));
  CHECK(bootstrap(std::vector<double>{.5}, 1).standard_error == 0);
  CHECK_THROWS_AS(bootstrap(std::vector<double>{.5, 0.0 / 0.0}, 1), Error);
}

TEST_CASE("random maps are the generator's numbers, and samples have seeds of their own") {
  const std::vector<double> map = random_map(5, 2021);
  CHECK(map[0] == 2602656884 / 4294967296.0);
  CHECK(map[4] == 596773485 / 4294967296.0);
  std::set<std::uint32_t> seeds;
  for (int i = 0; i < 1000; ++i) seeds.insert(sample_seed(3, "n01440764/" + std::to_string(i) + ".JPEG"));
  CHECK(seeds.size() == 1000);
  CHECK(sample_seed(1, "a") != sample_seed(2, "a"));
  CHECK(sample_seed(1, "a") == sample_seed(1, "a"));
}

TEST_CASE("normal numbers have mean 0 and variance 1") {
  Random random(1);
  double sum = 0, squares = 0;
  constexpr int count = 20000;
  for (int i = 0; i < count; ++i) {
    const double value = random.normal();
    sum += value;
    squares += value * value;
  }
  // Four standard errors: of the mean √(1 / count), of the variance √(2 / count).
  constexpr double mean_error = .03, variance_error = .04;
  CHECK(std::abs(sum / count) < mean_error);
  CHECK(std::abs(squares / count - 1) < variance_error);
}

TEST_CASE("a map is like itself") {
  const std::vector<double> map = random_map(400, 3);
  for (const auto kind : {SsimWindow::Kind::gaussian, SsimWindow::Kind::uniform}) {
    CHECK(ssim(map, map, 20, 20, {kind, 1, true}) == Approx(1));
    CHECK_THROWS_AS(ssim(map, map, 100, 4, {kind, 1, true}), Error);
  }
  CHECK(spearman(map, map).value() == Approx(1));
  std::vector<double> turned;
  for (const double value : map) turned.push_back(1 - value);
  CHECK(pearson(map, turned).value() == Approx(-1));
  CHECK(spearman(map, turned).value() == Approx(-1));
  CHECK_FALSE(pearson(map, std::vector<double>(400, 1.0)));
}

TEST_CASE("a map of one value is one bin, and has no entropy to rise from") {
  const std::vector<double> constant(50, .3);
  const std::vector<std::int64_t> counts = histogram(constant, 100);
  CHECK(counts[50] == 50);
  CHECK(entropy(counts) == 0);
  CHECK_FALSE(complexity_rise(constant, random_map(50, 1)).rise);
  CHECK(entropy(std::vector<std::int64_t>{3, 3, 3, 3}) == Approx(std::log(4)));
  CHECK_THROWS_AS(histogram(std::vector<double>{1, 0.0 / 0.0}, 10), Error);
}
