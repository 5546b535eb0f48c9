#include "core/evaluate/order.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <string>

#include "core/base/error.h"

namespace rex::evaluate {

namespace {

template <class Number>
std::vector<std::int64_t> ordered(std::span<const Number> relevance, First first) {
  for (std::size_t i = 0; i < relevance.size(); ++i) {
    if (std::isfinite(relevance[i])) continue;
    throw Error("relevance " + std::to_string(i), "is not a finite number, so nothing can be ordered by it",
                "Explain with another method or other weights; the sample is left out of the evaluation.");
  }
  std::vector<std::int64_t> indices(relevance.size());
  std::iota(indices.begin(), indices.end(), 0);
  const auto value = [&](std::int64_t index) { return relevance[static_cast<std::size_t>(index)]; };
  std::stable_sort(indices.begin(), indices.end(), [&](std::int64_t a, std::int64_t b) {
    return first == First::most_relevant ? value(a) > value(b) : value(a) < value(b);
  });
  return indices;
}

std::vector<std::int64_t> sorted(std::span<const std::int64_t> indices) {
  std::vector<std::int64_t> result(indices.begin(), indices.end());
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

std::vector<std::int64_t> order(std::span<const double> relevance, First first) { return ordered(relevance, first); }
std::vector<std::int64_t> order(std::span<const float> relevance, First first) { return ordered(relevance, first); }

std::vector<double> average_ranks(std::span<const double> values) {
  const std::vector<std::int64_t> indices = order(values, First::least_relevant);
  const auto value = [&](std::size_t position) { return values[static_cast<std::size_t>(indices[position])]; };
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < indices.size(); begin = end) {
    while (end < indices.size() && value(end) == value(begin)) ++end;
    const double rank = static_cast<double>(begin + 1 + end) / 2;
    for (std::size_t position = begin; position < end; ++position)
      ranks[static_cast<std::size_t>(indices[position])] = rank;
  }
  return ranks;
}

std::int64_t removed_count(std::int64_t count, double fraction) {
  assert(fraction >= 0 && fraction <= 1);
  return static_cast<std::int64_t>(static_cast<double>(count) * fraction);
}

std::int64_t kept_count(std::int64_t count, double step) {
  assert(step >= 0 && step <= 1);
  return static_cast<std::int64_t>((1 - step) * static_cast<double>(count));
}

std::vector<std::int64_t> first_of(std::span<const std::int64_t> order, std::int64_t count) {
  assert(count >= 0 && static_cast<std::size_t>(count) <= order.size());
  return sorted(order.first(static_cast<std::size_t>(count)));
}

std::vector<std::vector<std::int64_t>> removed_tokens(std::span<const std::int64_t> order,
                                                      std::span<const double> fractions) {
  std::vector<std::vector<std::int64_t>> removed;
  for (const double fraction : fractions) {
    removed.push_back(first_of(order, removed_count(static_cast<std::int64_t>(order.size()), fraction)));
  }
  return removed;
}

std::vector<std::vector<std::int64_t>> kept_tokens(std::span<const std::int64_t> order, std::span<const double> steps) {
  std::vector<std::vector<std::int64_t>> kept;
  for (const double step : steps) {
    const std::int64_t count = kept_count(static_cast<std::int64_t>(order.size()), step);
    kept.push_back(sorted(order.last(static_cast<std::size_t>(count))));
  }
  return kept;
}

const std::vector<double>& pixel_fractions() {
  static const std::vector<double> fractions{0, .1, .2, .3, .4, .5, .6, .7, .8, .9};
  return fractions;
}

const std::vector<double>& token_steps() {
  static const std::vector<double> steps{0, .25, .5, .75, .8, .85, .9, .95, 1};
  return steps;
}

const std::vector<double>& visual_bert_region_steps() {
  static const std::vector<double> steps{0, .5, .75, .95, .96, .97, .98, .99, 1};
  return steps;
}

std::vector<double> even_fractions(std::int64_t count) {
  assert(count > 0);
  std::vector<double> fractions;
  for (std::int64_t i = 0; i <= count; ++i) fractions.push_back(static_cast<double>(i) / static_cast<double>(count));
  return fractions;
}

}  // namespace rex::evaluate
