// Does the map's highest point, and its energy, lie on the object? Pointing game (Zhang et al. 2016, as in TorchRay).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/evaluate/mask.h"

namespace rex::evaluate {

/// How near the highest point must come, in pixels: strictly less than this.
inline constexpr double pointing_tolerance = 15;

struct PointingScore {
  std::int64_t x = 0, y = 0;       ///< the first maximum in rows from the top
  std::optional<double> distance;  ///< to the nearest pixel of the mask; none for an empty mask
  bool hit = false;                ///< distance < tolerance
  bool inside = false;             ///< on the mask itself
  std::optional<double> energy;    ///< the share of the map's positive part that lies inside; none where it is 0
  std::optional<double> rank;      ///< the share of the so many highest pixels as the mask has that lie inside it
};

/// Scores MAP, as large as MASK (the picture). Throws Error where the sizes differ or a value is not finite.
PointingScore score_pointing(std::span<const float> map, const Mask& mask, double tolerance = pointing_tolerance);

/// Hits and misses by class.
class PointingGame {
 public:
  explicit PointingGame(std::int64_t classes)
      : hits_(static_cast<std::size_t>(classes)), misses_(static_cast<std::size_t>(classes)) {}

  void add(std::int64_t class_index, bool hit);

  const std::vector<double>& hits() const { return hits_; }
  const std::vector<double>& misses() const { return misses_; }
  std::vector<double> class_accuracy() const;            ///< 0 for a class never seen
  double mean_over_classes() const;                      ///< as published: a class never seen counts 0
  std::optional<double> mean_over_classes_seen() const;  ///< ours
  std::optional<double> mean_over_cases() const;

 private:
  std::vector<double> hits_, misses_;
};

}  // namespace rex::evaluate
