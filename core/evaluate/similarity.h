// How alike two maps are, for the model parameter randomisation test (Adebayo et al. 2018; Hedstroem et al. 2023,
// 2024): an explanation should change when the model's weights are random.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rex::evaluate {

/// Pearson's correlation; none where one side is constant.
std::optional<double> pearson(std::span<const double> first, std::span<const double> second);

/// Pearson's correlation of the average ranks.
std::optional<double> spearman(std::span<const double> first, std::span<const double> second);

std::vector<double> absolute(std::span<const double> values);

/// VALUES from 0 to 1; a constant map becomes 0.
std::vector<double> min_max(std::span<const double> values);

/// |values| / max |values|; a map of zeros stays one.
std::vector<double> over_largest(std::span<const double> values);

/// values / sqrt(mean of squares), as smooth MPRT normalises; a map of zeros stays one.
std::vector<double> over_second_moment(std::span<const double> values);

double second_moment(std::span<const double> values);  ///< sqrt(mean of squares)

/// The mean of |first − second|.
double mean_absolute_difference(std::span<const double> first, std::span<const double> second);

/// The window of structural similarity: print it with every number, together with the data range.
struct SsimWindow {
  enum class Kind {
    gaussian,  ///< sigma 1.5, radius 5: 11 × 11, as Wang et al. 2004; use this one
    uniform    ///< 7 × 7
  } kind = Kind::gaussian;
  double data_range = 1;          ///< the largest minus the smallest value that the maps could have
  bool sample_covariance = true;  ///< variances · N/(N − 1) with N the window's pixels
};

/// Mean structural similarity (K1 = .01, K2 = .03) of two maps [HEIGHT, WIDTH] where the window lies inside. A HEIGHT
/// of 1 takes the window along the row only. Throws Error for maps smaller than the window.
double ssim(std::span<const double> first, std::span<const double> second, std::int64_t height, std::int64_t width,
            const SsimWindow& window);

/// Counts of BINS equal bins between the smallest and largest of VALUES, the last one closed (numpy.histogram). Throws
/// Error where a value is not finite.
std::vector<std::int64_t> histogram(std::span<const double> values, std::int64_t bins);

/// The entropy of COUNTS as a distribution, natural logarithm.
double entropy(std::span<const std::int64_t> counts);

/// Efficient MPRT (Hedstroem et al. 2024): how much the complexity of the signed, unnormalised map rises when the whole
/// model is random.
struct ComplexityRise {
  double original = 0;
  double randomised = 0;
  std::optional<double> rise;  ///< (randomised − original) / original; none where original is 0
};
ComplexityRise complexity_rise(std::span<const double> original, std::span<const double> randomised,
                               std::int64_t bins = 100);

/// Means of similarities after more and more layers are random.
struct Cascade {
  double mean = 0;           ///< over layers, without the original
  double with_original = 0;  ///< as Quantus averages: a similarity of 1 is among the numbers
  double last = 0;           ///< the whole model random
};
/// SIMILARITIES of the randomised layers, without the original. At least one.
Cascade cascade(std::span<const double> similarities);

}  // namespace rex::evaluate
