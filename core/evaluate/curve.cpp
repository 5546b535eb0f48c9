#include "core/evaluate/curve.h"

#include <cassert>
#include <cmath>
#include <numeric>
#include <string>

#include "core/base/error.h"

namespace rex::evaluate {

namespace {

double sum(std::span<const double> numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

std::optional<double> ratio(double numerator, double denominator) {
  if (denominator == 0) return std::nullopt;
  return numerator / denominator;
}

}  // namespace

double mean(std::span<const double> numbers) {
  assert(!numbers.empty());
  return sum(numbers) / static_cast<double>(numbers.size());
}

Curve mean_curve(std::span<const double> fractions, const std::vector<std::vector<double>>& samples) {
  if (samples.empty()) throw Error("curve", "there is no sample to average", "Check the data set and the log.");
  Curve curve{{fractions.begin(), fractions.end()}, std::vector<double>(fractions.size(), 0.0)};
  for (std::size_t sample = 0; sample < samples.size(); ++sample) {
    if (samples[sample].size() != fractions.size()) {
      throw Error("curve of sample " + std::to_string(sample),
                  "has " + std::to_string(samples[sample].size()) + " values for " + std::to_string(fractions.size()) +
                      " fractions",
                  "Evaluate the samples with the same steps.");
    }
    for (std::size_t step = 0; step < fractions.size(); ++step) curve.values[step] += samples[sample][step];
  }
  for (double& value : curve.values) value /= static_cast<double>(samples.size());
  return curve;
}

double trapezoid(const Curve& curve) {
  assert(curve.fractions.size() == curve.values.size());
  double area = 0;
  for (std::size_t i = 1; i < curve.values.size(); ++i) {
    area += (curve.fractions[i] - curve.fractions[i - 1]) * (curve.values[i] + curve.values[i - 1]) / 2;
  }
  return area;
}

double published_auc(const Curve& curve) { return 100 * trapezoid(curve); }

double auc_over_range(const Curve& curve) {
  assert(curve.fractions.size() > 1);
  return published_auc(curve) / (curve.fractions.back() - curve.fractions.front());
}

double mean_of_steps(const Curve& curve) { return 100 * mean(std::span(curve.values).subspan(1)); }

double mean_with_clean(const Curve& curve) { return 100 * mean(curve.values); }

double rise_auc(std::span<const double> values) {
  assert(values.size() > 1);
  return (sum(values) - values.front() / 2 - values.back() / 2) / static_cast<double>(values.size() - 1);
}

std::optional<double> normalised_deletion_auc(std::span<const double> values) {
  return ratio(rise_auc(values) - values.back(), values.front() - values.back());
}

double aopc(std::span<const double> values) { return values.front() - mean(values); }

double unit_step_trapezoid(std::span<const double> values) {
  return sum(values) - values.front() / 2 - values.back() / 2;
}

SymmetricGain symmetric_gain(const Curve& most_influential_first, const Curve& least_influential_first) {
  if (most_influential_first.fractions != least_influential_first.fractions) {
    throw Error("symmetric relevance gain", "the two curves have different fractions",
                "Evaluate both orders with the same steps.");
  }
  Curve difference = least_influential_first;
  for (std::size_t i = 0; i < difference.values.size(); ++i) difference.values[i] -= most_influential_first.values[i];
  return {trapezoid(most_influential_first), trapezoid(least_influential_first), trapezoid(difference)};
}

GainOnRandom positive_gain(double auc, double random_auc) {
  return {random_auc - auc, ratio(random_auc - auc, random_auc)};
}

GainOnRandom negative_gain(double auc, double random_auc) {
  return {auc - random_auc, ratio(auc - random_auc, random_auc)};
}

Completeness completeness(std::span<const double> relevance, double score, double baseline_score) {
  const double explained = score - baseline_score;
  const double error = std::abs(explained - sum(relevance));
  return {error, ratio(error, std::abs(explained))};
}

}  // namespace rex::evaluate
