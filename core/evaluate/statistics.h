// Random numbers that are the same everywhere, intervals and tests.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <vector>

namespace rex::evaluate {

/// The one generator of the evaluation. Only its raw 32-bit outputs are used: the library's distributions differ from
/// one implementation to the next.
class Random {
 public:
  explicit Random(std::uint32_t seed) : generator_(seed) {}

  std::uint32_t raw() { return static_cast<std::uint32_t>(generator_()); }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>((std::uint64_t{raw()} * count) >> 32); }
  double uniform() { return raw() / 4294967296.0; }  ///< 0 ≤ … < 1
  double normal();                                   ///< mean 0, variance 1 (Box and Muller 1958)

 private:
  std::mt19937 generator_;
  double spare_ = 0;
  bool has_spare_ = false;
};

/// A seed for the sample ID under SEED: the same whichever other samples are evaluated before it, or in which shard.
std::uint32_t sample_seed(std::uint32_t seed, std::string_view id);

/// COUNT relevances 0 ≤ … < 1 that know nothing: the map that every method has to beat.
std::vector<double> random_map(std::int64_t count, std::uint32_t seed);

inline constexpr int bootstrap_resamples = 2000;

struct Interval {
  double mean = 0;
  double standard_error = 0;    ///< of the mean; 0 for one value
  double lower = 0, upper = 0;  ///< 95 % of the resampled means
};

/// Bootstrap over VALUES (one for each picture): RESAMPLES times as many draws with replacement as there are values;
/// the 2.5 and 97.5 percentiles of the means, linearly interpolated. At least one value; they should be in order of the
/// pictures' ids, since the draws depend on it. Throws Error where a value is not finite.
Interval bootstrap(std::span<const double> values, std::uint32_t seed, int resamples = bootstrap_resamples);

/// Up to so many pairs the test counts every pattern of signs.
inline constexpr std::size_t most_exact_pairs = 12;
inline constexpr std::int64_t sign_patterns = 10000;

struct PairedTest {
  double mean_difference = 0;
  bool exact = true;
  std::int64_t count = 0;  ///< patterns of signs whose sum is at least as far from 0
  std::int64_t total = 0;  ///< patterns
  double p = 1;            ///< two-sided
};

/// Whether two methods differ on the same pictures, by flipping the signs of the DIFFERENCES (rounded to four
/// decimals): all 2ⁿ patterns up to most_exact_pairs, else sign_patterns random ones, p = (count + 1)/(total + 1). At
/// least one. Throws Error where a difference is not finite.
PairedTest sign_flip_test(std::span<const double> differences, std::uint32_t seed);

/// The differences FIRST − SECOND of two methods on the same pictures.
PairedTest sign_flip_test(std::span<const double> first, std::span<const double> second, std::uint32_t seed);

}  // namespace rex::evaluate
