#include "core/evaluate/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <string>

#include "core/base/error.h"
#include "core/evaluate/curve.h"

namespace rex::evaluate {

namespace {

void check_finite(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    throw Error("value " + std::to_string(i), "is not a finite number, so no mean can be taken",
                "Leave that sample out; the log says which one failed.");
  }
}

/// At POSITION (a fraction of the way from the first to the last) of the sorted VALUES.
double percentile(const std::vector<double>& values, double position) {
  const double index = position * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(index);
  if (below + 1 >= values.size()) return values.back();
  return values[below] + (index - static_cast<double>(below)) * (values[below + 1] - values[below]);
}

}  // namespace

double Random::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  const double angle = 2 * std::numbers::pi * uniform();
  spare_ = radius * std::sin(angle);
  has_spare_ = true;
  return radius * std::cos(angle);
}

std::uint32_t sample_seed(std::uint32_t seed, std::string_view id) {
  std::uint32_t hash = 2166136261U ^ seed;  // FNV-1a
  for (const char byte : id) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 16777619U;
  return hash;
}

std::vector<double> random_map(std::int64_t count, std::uint32_t seed) {
  Random random(seed);
  std::vector<double> map(static_cast<std::size_t>(count));
  for (double& value : map) value = random.uniform();
  return map;
}

Interval bootstrap(std::span<const double> values, std::uint32_t seed, int resamples) {
  assert(!values.empty() && resamples > 0);
  check_finite(values);
  const auto count = static_cast<double>(values.size());
  Random random(seed);
  std::vector<double> means(static_cast<std::size_t>(resamples));
  for (double& resampled : means) {
    double sum = 0;
    for (std::size_t draw = 0; draw < values.size(); ++draw) sum += values[random.below(values.size())];
    resampled = sum / count;
  }
  std::sort(means.begin(), means.end());
  Interval interval;
  interval.mean = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - interval.mean) * (value - interval.mean);
  if (values.size() > 1) interval.standard_error = std::sqrt(squares / (count - 1) / count);
  interval.lower = percentile(means, .025);
  interval.upper = percentile(means, .975);
  return interval;
}

PairedTest sign_flip_test(std::span<const double> differences, std::uint32_t seed) {
  assert(!differences.empty());
  check_finite(differences);
  // In units of the fourth decimal: sums are exact, and equal sums are equal.
  std::vector<std::int64_t> units;
  std::int64_t observed = 0;
  for (const double difference : differences) {
    units.push_back(std::llrint(difference * 1e4));
    observed += units.back();
  }
  PairedTest test;
  test.mean_difference = static_cast<double>(observed) / 1e4 / static_cast<double>(units.size());
  test.exact = units.size() <= most_exact_pairs;
  test.total = test.exact ? std::int64_t{1} << units.size() : sign_patterns;
  Random random(seed);
  for (std::int64_t pattern = 0; pattern < test.total; ++pattern) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const bool flip = test.exact ? (pattern >> i & 1) != 0 : random.raw() >> 31 != 0;
      sum += flip ? -units[i] : units[i];
    }
    if (std::abs(sum) >= std::abs(observed)) ++test.count;
  }
  test.p = test.exact ? static_cast<double>(test.count) / static_cast<double>(test.total)
                      : static_cast<double>(test.count + 1) / static_cast<double>(test.total + 1);
  return test;
}

PairedTest sign_flip_test(std::span<const double> first, std::span<const double> second, std::uint32_t seed) {
  if (first.size() != second.size() || first.empty()) {
    throw Error(
        "paired test",
        "the two methods have " + std::to_string(first.size()) + " and " + std::to_string(second.size()) + " pictures",
        "Compare methods on the same pictures.");
  }
  std::vector<double> differences(first.size());
  for (std::size_t i = 0; i < first.size(); ++i) differences[i] = first[i] - second[i];
  return sign_flip_test(differences, seed);
}

}  // namespace rex::evaluate
