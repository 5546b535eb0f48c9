// Segmentation by a relevance map, as ImageNet-Segmentation is evaluated in CVPR 2021 (Chefer et al., section 4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace rex::evaluate {

/// The label of a pixel that no number counts.
inline constexpr std::int64_t ignored_label = -1;

/// Counts of one picture, or of all pictures added up; index 0 is background, 1 foreground.
struct SegmentationCounts {
  std::int64_t correct = 0;   ///< pixels
  std::int64_t labelled = 0;  ///< pixels whose label is not ignored
  std::array<std::int64_t, 2> intersection{};
  std::array<std::int64_t, 2> united{};

  SegmentationCounts& operator+=(const SegmentationCounts& other);
  bool operator==(const SegmentationCounts&) const = default;

  double pixel_accuracy() const;                     ///< 0…1; 0 without labelled pixels
  std::array<std::optional<double>, 2> iou() const;  ///< none where the union is empty
  /// The mean of both classes' IoU. An empty class counts 0, as in the reference, which divides by its union plus an
  /// epsilon.
  double mean_iou() const;
};

/// What one picture gives.
struct SegmentationScore {
  SegmentationCounts counts;
  std::optional<double> threshold;  ///< the mean of the scaled map; none for a constant map
  double average_precision = 0;  ///< over [1 − m; m] against [background; foreground]: its mean over pictures is mAP
  double foreground_precision = 0;  ///< average precision of m against the label alone (not published)
};

/// Scores MAP against LABELS (0 background, 1 foreground, −1 ignored) of the same size: m = min–max of MAP in float32,
/// foreground where m > its mean. A constant map has no m: all pixels are background and every score is 0, the numbers
/// that the reference's 0/0 leads to. Throws Error for another label, sizes that differ, or a value that is not finite.
SegmentationScore score_segmentation(std::span<const float> map, std::span<const std::int64_t> labels);

}  // namespace rex::evaluate
