// What becomes of a score while more and more of the input goes.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace rex::evaluate {

/// A score at each fraction removed; the clean input at fraction 0 is the first point.
struct Curve {
  std::vector<double> fractions;  ///< ascending, in 0…1
  std::vector<double> values;     ///< beside fractions: accuracy or probability, 0…1
};

/// The mean of NUMBERS, summed in double from the first to the last. NUMBERS must not be empty.
double mean(std::span<const double> numbers);

/// The curve of the means over samples: SAMPLES[i] has a value for each of FRACTIONS. Throws Error where one has
/// another number of values, or none is given.
Curve mean_curve(std::span<const double> fractions, const std::vector<std::vector<double>>& samples);

/// The area under straight lines from point to point.
double trapezoid(const Curve& curve);

/// 100 · trapezoid, the clean point included, not divided by the range: the area under the curve of both papers
/// (Transformer-Explainability, issue 31). ViT's fractions end at .9: never compare it with an area over [0, 1].
double published_auc(const Curve& curve);

/// published_auc divided by the range of the fractions, in percent of a perfect curve.
double auc_over_range(const Curve& curve);

/// The mean of the values in percent, without and with the clean point.
double mean_of_steps(const Curve& curve);
double mean_with_clean(const Curve& curve);

/// RISE's area for evenly spaced steps (Petsiuk et al. 2018): (sum − first/2 − last/2)/(n − 1). At least two values.
double rise_auc(std::span<const double> values);

/// A deletion curve's area with its start at 1 and its end at 0 (ours): (area − end)/(start − end); none where start
/// and end are equal.
std::optional<double> normalised_deletion_auc(std::span<const double> values);

/// Area over the perturbation curve (Samek et al. 2017): the mean of start − value over all values, the start included.
double aopc(std::span<const double> values);

/// The trapezoid with steps of width 1, as Quantus' pixel flipping has it.
double unit_step_trapezoid(std::span<const double> values);

/// Symmetric relevance gain (Bluecher et al. 2024): the area between the curve that removes the least influential first
/// and the one that removes the most influential first.
struct SymmetricGain {
  double most_influential_first = 0;   ///< trapezoid
  double least_influential_first = 0;  ///< trapezoid
  double gain = 0;                     ///< trapezoid of the difference; higher is better
};
/// Throws Error where the fractions of the two curves differ.
SymmetricGain symmetric_gain(const Curve& most_influential_first, const Curve& least_influential_first);

/// What a method gains on random maps (ours). Positive perturbation: random − method; negative: method − random.
struct GainOnRandom {
  double gain = 0;
  std::optional<double> relative;  ///< gain / random; none where random is 0
};
GainOnRandom positive_gain(double auc, double random_auc);
GainOnRandom negative_gain(double auc, double random_auc);

/// How far the sum of the relevances is from what they should explain. Only for methods that promise it (LRP,
/// LibraGrad, integrated gradients): meaningless for attention maps.
struct Completeness {
  double error = 0;                ///< |score − baseline score − sum|
  std::optional<double> relative;  ///< error / |score − baseline score|; none where that is 0
};
Completeness completeness(std::span<const double> relevance, double score, double baseline_score);

}  // namespace rex::evaluate
