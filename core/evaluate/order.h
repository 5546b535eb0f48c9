// Which tokens or pixels a protocol removes, and how many: plain data, known to no model.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace rex::evaluate {

/// What is removed first. Positive perturbation removes the most relevant first, negative the least relevant.
enum class First { most_relevant, least_relevant };

/// The indices of RELEVANCE in the order in which they are removed. Where values are equal the lower index comes first,
/// in both directions. Throws Error where a value is not finite.
std::vector<std::int64_t> order(std::span<const double> relevance, First first);
std::vector<std::int64_t> order(std::span<const float> relevance, First first);

/// Ranks 1…n in ascending order; equal values share the mean of their ranks.
std::vector<double> average_ranks(std::span<const double> values);

/// trunc(COUNT · FRACTION) in double, as the perturbation of pixels counts (CVPR 2021). FRACTION in 0…1.
std::int64_t removed_count(std::int64_t count, double fraction);

/// trunc((1 − STEP) · COUNT) in double, as the perturbation of tokens counts (ICCV 2021). Not COUNT minus
/// removed_count: rounding differs. STEP in 0…1.
std::int64_t kept_count(std::int64_t count, double step);

/// The first COUNT of ORDER, ascending.
std::vector<std::int64_t> first_of(std::span<const std::int64_t> order, std::int64_t count);

/// For each of FRACTIONS what goes: the first removed_count of ORDER, ascending.
std::vector<std::vector<std::int64_t>> removed_tokens(std::span<const std::int64_t> order,
                                                      std::span<const double> fractions);

/// For each of STEPS what stays: all but the first of ORDER, so many as kept_count says, ascending (the order of the
/// input). May be empty: no region at all is a legal input.
std::vector<std::vector<std::int64_t>> kept_tokens(std::span<const std::int64_t> order, std::span<const double> steps);

/// The steps as published. 0 is the clean input.
const std::vector<double>& pixel_fractions();           ///< ViT: 0, .1 … .9
const std::vector<double>& token_steps();               ///< text, and LXMERT's regions: 0, .25, .5, .75, .8 … 1
const std::vector<double>& visual_bert_region_steps();  ///< 0, .5, .75, .95 … .99, 1

/// 0, 1/COUNT, 2/COUNT … 1: the steps of insertion and deletion. COUNT in 1…
std::vector<double> even_fractions(std::int64_t count);

}  // namespace rex::evaluate
