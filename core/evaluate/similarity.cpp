#include "core/evaluate/similarity.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/evaluate/curve.h"
#include "core/evaluate/order.h"

namespace rex::evaluate {

namespace {

std::vector<double> divided(std::span<const double> values, double by) {
  std::vector<double> result(values.begin(), values.end());
  if (by == 0) return result;
  for (double& value : result) value /= by;
  return result;
}

/// The weights of a window in one direction; they sum to 1.
std::vector<double> window_weights(SsimWindow::Kind kind) {
  if (kind == SsimWindow::Kind::uniform) return std::vector<double>(7, 1.0 / 7);
  constexpr int radius = 5;
  constexpr double sigma = 1.5;
  std::vector<double> weights;
  double sum = 0;
  for (int i = -radius; i <= radius; ++i) {
    weights.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    sum += weights.back();
  }
  return divided(weights, sum);
}

/// A map with its size.
struct Plane {
  std::int64_t height = 0, width = 0;
  std::vector<double> values;
};

/// The mean of FIRST · SECOND under WEIGHTS across and down, where the window lies inside.
Plane windowed(std::span<const double> first, std::span<const double> second, std::int64_t height, std::int64_t width,
               const std::vector<double>& weights) {
  const auto length = static_cast<std::int64_t>(weights.size());
  const std::int64_t down = height == 1 ? 1 : length;
  Plane across{height, width - length + 1, {}};
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < across.width; ++x) {
      double sum = 0;
      for (std::int64_t i = 0; i < length; ++i) {
        const auto at = static_cast<std::size_t>(y * width + x + i);
        sum += weights[static_cast<std::size_t>(i)] * first[at] * second[at];
      }
      across.values.push_back(sum);
    }
  }
  if (down == 1) return across;
  Plane result{height - length + 1, across.width, {}};
  for (std::int64_t y = 0; y < result.height; ++y) {
    for (std::int64_t x = 0; x < result.width; ++x) {
      double sum = 0;
      for (std::int64_t i = 0; i < length; ++i) {
        sum +=
            weights[static_cast<std::size_t>(i)] * across.values[static_cast<std::size_t>((y + i) * across.width + x)];
      }
      result.values.push_back(sum);
    }
  }
  return result;
}

}  // namespace

std::optional<double> pearson(std::span<const double> first, std::span<const double> second) {
  assert(first.size() == second.size() && !first.empty());
  const double first_mean = mean(first), second_mean = mean(second);
  double both = 0, first_squares = 0, second_squares = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const double a = first[i] - first_mean, b = second[i] - second_mean;
    both += a * b;
    first_squares += a * a;
    second_squares += b * b;
  }
  if (first_squares == 0 || second_squares == 0) return std::nullopt;
  return std::clamp(both / std::sqrt(first_squares * second_squares), -1.0, 1.0);
}

std::optional<double> spearman(std::span<const double> first, std::span<const double> second) {
  return pearson(average_ranks(first), average_ranks(second));
}

std::vector<double> absolute(std::span<const double> values) {
  std::vector<double> result;
  for (const double value : values) result.push_back(std::abs(value));
  return result;
}

std::vector<double> min_max(std::span<const double> values) {
  if (values.empty()) return {};
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  std::vector<double> result;
  for (const double value : values) result.push_back(value - *least);
  return divided(result, *most - *least);
}

std::vector<double> over_largest(std::span<const double> values) {
  const std::vector<double> magnitudes = absolute(values);
  return magnitudes.empty() ? magnitudes : divided(magnitudes, *std::max_element(magnitudes.begin(), magnitudes.end()));
}

double second_moment(std::span<const double> values) {
  assert(!values.empty());
  double squares = 0;
  for (const double value : values) squares += value * value;
  return std::sqrt(squares / static_cast<double>(values.size()));
}

std::vector<double> over_second_moment(std::span<const double> values) {
  return divided(values, second_moment(values));
}

double mean_absolute_difference(std::span<const double> first, std::span<const double> second) {
  assert(first.size() == second.size() && !first.empty());
  double sum = 0;
  for (std::size_t i = 0; i < first.size(); ++i) sum += std::abs(first[i] - second[i]);
  return sum / static_cast<double>(first.size());
}

double ssim(std::span<const double> first, std::span<const double> second, std::int64_t height, std::int64_t width,
            const SsimWindow& window) {
  assert(first.size() == second.size() && static_cast<std::int64_t>(first.size()) == height * width);
  const std::vector<double> weights = window_weights(window.kind);
  const auto length = static_cast<std::int64_t>(weights.size());
  if (width < length || (height != 1 && height < length)) {
    throw Error("SSIM",
                "a map of " + std::to_string(width) + " x " + std::to_string(height) +
                    " is smaller than the window of " + std::to_string(length),
                "Enlarge the maps to the picture's size first.");
  }
  const std::vector<double> ones(first.size(), 1.0);
  const auto mean_of = [&](std::span<const double> a, std::span<const double> b) {
    return windowed(a, b, height, width, weights).values;
  };
  const std::vector<double> first_mean = mean_of(first, ones), second_mean = mean_of(second, ones);
  const std::vector<double> first_square = mean_of(first, first), second_square = mean_of(second, second);
  const std::vector<double> product = mean_of(first, second);
  const auto pixels = static_cast<double>(height == 1 ? length : length * length);
  const double correction = window.sample_covariance ? pixels / (pixels - 1) : 1;
  const double c1 = std::pow(.01 * window.data_range, 2), c2 = std::pow(.03 * window.data_range, 2);
  double sum = 0;
  for (std::size_t i = 0; i < product.size(); ++i) {
    const double a = first_mean[i], b = second_mean[i];
    const double first_variance = correction * (first_square[i] - a * a);
    const double second_variance = correction * (second_square[i] - b * b);
    const double covariance = correction * (product[i] - a * b);
    sum += (2 * a * b + c1) * (2 * covariance + c2) / ((a * a + b * b + c1) * (first_variance + second_variance + c2));
  }
  return sum / static_cast<double>(product.size());
}

std::vector<std::int64_t> histogram(std::span<const double> values, std::int64_t bins) {
  assert(bins > 0);
  if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
    throw Error("histogram", "the map holds numbers that are not finite", "Explain with another method.");
  }
  std::vector<std::int64_t> counts(static_cast<std::size_t>(bins), 0);
  if (values.empty()) return counts;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  // A constant map lies in the middle of a range of width 1, as numpy has it.
  const double low = *least == *most ? *least - 0.5 : *least, high = *least == *most ? *most + 0.5 : *most;
  const double step = (high - low) / static_cast<double>(bins);
  const auto edge = [&](std::int64_t index) { return index == bins ? high : static_cast<double>(index) * step + low; };
  for (const double value : values) {
    auto bin = static_cast<std::int64_t>((value - low) / (high - low) * static_cast<double>(bins));
    bin = std::min(bin, bins - 1);
    if (value < edge(bin)) --bin;  // the division may have rounded over an edge
    if (bin + 1 < bins && value >= edge(bin + 1)) ++bin;
    ++counts[static_cast<std::size_t>(bin)];
  }
  return counts;
}

double entropy(std::span<const std::int64_t> counts) {
  double sum = 0, result = 0;
  for (const std::int64_t count : counts) sum += static_cast<double>(count);
  for (const std::int64_t count : counts) {
    if (count > 0) result -= static_cast<double>(count) / sum * std::log(static_cast<double>(count) / sum);
  }
  return result;
}

ComplexityRise complexity_rise(std::span<const double> original, std::span<const double> randomised,
                               std::int64_t bins) {
  ComplexityRise result{entropy(histogram(original, bins)), entropy(histogram(randomised, bins)), {}};
  if (result.original != 0) result.rise = (result.randomised - result.original) / result.original;
  return result;
}

Cascade cascade(std::span<const double> similarities) {
  assert(!similarities.empty());
  std::vector<double> with_original{1.0};
  with_original.insert(with_original.end(), similarities.begin(), similarities.end());
  return {mean(similarities), mean(with_original), similarities.back()};
}

}  // namespace rex::evaluate
