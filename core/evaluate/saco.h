// Salience-guided faithfulness coefficient (Wu et al. 2024, arXiv 2404.01415): are groups of pixels that a map calls
// more salient also the ones without which the prediction drops more?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rex::evaluate {

/// The usual number of groups.
inline constexpr std::int64_t saco_groups_usual = 10;

/// The indices of SALIENCE by descending value (equal ones by index), cut into COUNT groups; the first groups are
/// larger where they cannot be equal. Each group is in the order of its ranks. COUNT in 1…; throws Error for fewer
/// values than groups.
std::vector<std::vector<std::int64_t>> saco_groups(std::span<const double> salience, std::int64_t count);

/// The salience of each group: the sum over its members.
std::vector<double> group_salience(std::span<const double> salience,
                                   const std::vector<std::vector<std::int64_t>>& groups);

/// The coefficient in −1…1 of each group's SALIENCE and DROPS, the probability lost where that group alone is replaced.
/// A pair of groups counts for its difference in salience, negatively where the less salient one drops more; equal
/// drops agree. None where all saliences are equal.
std::optional<double> saco(std::span<const double> salience, std::span<const double> drops);

}  // namespace rex::evaluate
