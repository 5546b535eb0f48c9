#include "core/evaluate/segmentation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/evaluate/ranked_labels.h"

namespace rex::evaluate {

namespace {

/// MAP from 0 to 1; empty for a constant map.
std::vector<float> scaled(std::span<const float> map) {
  const auto [least, most] = std::minmax_element(map.begin(), map.end());
  const float low = *least, range = *most - *least;
  if (!(range > 0)) return {};
  std::vector<float> values(map.size());
  std::transform(map.begin(), map.end(), values.begin(), [&](float value) { return (value - low) / range; });
  return values;
}

void check(std::span<const float> map, std::span<const std::int64_t> labels) {
  if (map.empty() || map.size() != labels.size()) {
    throw Error("segmentation",
                "the map has " + std::to_string(map.size()) + " pixels, the labels " + std::to_string(labels.size()),
                "Bring both to the same size.");
  }
  if (!std::all_of(map.begin(), map.end(), [](float value) { return std::isfinite(value); })) {
    throw Error("segmentation", "the map holds numbers that are not finite", "Explain with another method.");
  }
  for (const std::int64_t label : labels) {
    if (label >= ignored_label && label <= 1) continue;
    throw Error("segmentation", "the label " + std::to_string(label) + " is none of 0, 1 and -1 (ignored)",
                "Make the classes of the data set foreground or background first.");
  }
}

}  // namespace

SegmentationCounts& SegmentationCounts::operator+=(const SegmentationCounts& other) {
  correct += other.correct;
  labelled += other.labelled;
  for (std::size_t i = 0; i < 2; ++i) {
    intersection[i] += other.intersection[i];
    united[i] += other.united[i];
  }
  return *this;
}

double SegmentationCounts::pixel_accuracy() const {
  return labelled == 0 ? 0 : static_cast<double>(correct) / static_cast<double>(labelled);
}

std::array<std::optional<double>, 2> SegmentationCounts::iou() const {
  std::array<std::optional<double>, 2> result;
  for (std::size_t i = 0; i < 2; ++i) {
    if (united[i] > 0) result[i] = static_cast<double>(intersection[i]) / static_cast<double>(united[i]);
  }
  return result;
}

double SegmentationCounts::mean_iou() const {
  const auto both = iou();
  return (both[0].value_or(0) + both[1].value_or(0)) / 2;
}

SegmentationScore score_segmentation(std::span<const float> map, std::span<const std::int64_t> labels) {
  check(map, labels);
  const std::vector<float> values = scaled(map);
  SegmentationScore result;
  if (!values.empty()) {
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    result.threshold = static_cast<float>(sum / static_cast<double>(values.size()));
  }
  std::vector<double> background, foreground;  // scores of the labelled pixels
  std::vector<std::uint8_t> is_background, is_foreground;
  SegmentationCounts& counts = result.counts;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == ignored_label) continue;
    const bool predicted = result.threshold && values[i] > static_cast<float>(*result.threshold);
    const bool label = labels[i] == 1;
    ++counts.labelled;
    ++counts.united[label ? 1 : 0];
    if (predicted == label) {
      ++counts.correct;
      ++counts.intersection[label ? 1 : 0];
    } else {
      ++counts.united[predicted ? 1 : 0];
    }
    foreground.push_back(values.empty() ? 0 : values[i]);
    background.push_back(values.empty() ? 0 : 1.0F - values[i]);
    is_foreground.push_back(label ? 1 : 0);
    is_background.push_back(label ? 0 : 1);
  }
  result.foreground_precision = RankedLabels(foreground, is_foreground).average_precision();
  background.insert(background.end(), foreground.begin(), foreground.end());
  is_background.insert(is_background.end(), is_foreground.begin(), is_foreground.end());
  result.average_precision = RankedLabels(background, is_background).average_precision();
  return result;
}

}  // namespace rex::evaluate
