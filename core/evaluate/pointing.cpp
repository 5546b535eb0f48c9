#include "core/evaluate/pointing.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "core/base/error.h"
#include "core/evaluate/curve.h"
#include "core/evaluate/order.h"

namespace rex::evaluate {

PointingScore score_pointing(std::span<const float> map, const Mask& mask, double tolerance) {
  if (map.empty() || map.size() != mask.inside.size()) {
    throw Error("pointing game",
                "the map has " + std::to_string(map.size()) + " pixels, the mask " + std::to_string(mask.inside.size()),
                "Bring both to the picture's size.");
  }
  PointingScore score;
  const std::vector<std::int64_t> ranked = order(map, First::most_relevant);
  score.x = ranked.front() % mask.width;
  score.y = ranked.front() / mask.width;
  score.inside = mask.at(score.y, score.x) != 0;

  std::int64_t nearest = std::numeric_limits<std::int64_t>::max();  // squared distance
  double energy = 0, energy_inside = 0;
  for (std::int64_t y = 0; y < mask.height; ++y) {
    for (std::int64_t x = 0; x < mask.width; ++x) {
      const double positive = std::max(map[static_cast<std::size_t>(y * mask.width + x)], 0.0F);
      energy += positive;
      if (mask.at(y, x) == 0) continue;
      energy_inside += positive;
      nearest = std::min(nearest, (x - score.x) * (x - score.x) + (y - score.y) * (y - score.y));
    }
  }
  if (energy > 0) score.energy = energy_inside / energy;
  const std::int64_t area = mask.area();
  if (area == 0) return score;
  score.distance = std::sqrt(static_cast<double>(nearest));
  score.hit = static_cast<double>(nearest) < tolerance * tolerance;
  std::int64_t found = 0;
  for (std::int64_t position = 0; position < area; ++position) {
    found += mask.inside[static_cast<std::size_t>(ranked[static_cast<std::size_t>(position)])];
  }
  score.rank = static_cast<double>(found) / static_cast<double>(area);
  return score;
}

void PointingGame::add(std::int64_t class_index, bool hit) {
  assert(class_index >= 0 && static_cast<std::size_t>(class_index) < hits_.size());
  (hit ? hits_ : misses_)[static_cast<std::size_t>(class_index)] += 1;
}

std::vector<double> PointingGame::class_accuracy() const {
  std::vector<double> accuracy(hits_.size());
  for (std::size_t i = 0; i < hits_.size(); ++i) accuracy[i] = hits_[i] / std::max(hits_[i] + misses_[i], 1.0);
  return accuracy;
}

double PointingGame::mean_over_classes() const { return hits_.empty() ? 0 : mean(class_accuracy()); }

std::optional<double> PointingGame::mean_over_classes_seen() const {
  std::vector<double> seen;
  const std::vector<double> accuracy = class_accuracy();
  for (std::size_t i = 0; i < accuracy.size(); ++i) {
    if (hits_[i] + misses_[i] > 0) seen.push_back(accuracy[i]);
  }
  if (seen.empty()) return std::nullopt;
  return mean(seen);
}

std::optional<double> PointingGame::mean_over_cases() const {
  const double hits = std::accumulate(hits_.begin(), hits_.end(), 0.0);
  const double all = std::accumulate(misses_.begin(), misses_.end(), hits);
  if (all == 0) return std::nullopt;
  return hits / all;
}

}  // namespace rex::evaluate
