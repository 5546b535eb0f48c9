#include "core/evaluate/ranked_labels.h"

#include <cassert>

#include "core/evaluate/order.h"

namespace rex::evaluate {

RankedLabels::RankedLabels(std::span<const double> scores, std::span<const std::uint8_t> labels) {
  assert(scores.size() == labels.size());
  const std::vector<std::int64_t> ranked = order(scores, First::most_relevant);
  Point point;
  for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
    const auto index = static_cast<std::size_t>(ranked[rank]);
    (labels[index] != 0 ? point.true_positives : point.false_positives) += 1;
    const bool last_of_its_score =
        rank + 1 == ranked.size() || scores[static_cast<std::size_t>(ranked[rank + 1])] != scores[index];
    if (last_of_its_score) points_.push_back(point);
  }
}

double RankedLabels::average_precision() const {
  if (points_.empty() || points_.back().true_positives == 0) return 0;
  double sum = 0, before = 0;
  for (const Point& point : points_) {
    sum += (point.true_positives - before) * point.true_positives / (point.true_positives + point.false_positives);
    before = point.true_positives;
  }
  return sum / points_.back().true_positives;
}

double RankedLabels::precision_recall_area() const {
  double area = 0, recall = 0, precision = 1;
  for (const Point& point : points_) {
    const double positives = points_.back().true_positives;
    const double next_recall = positives > 0 ? point.true_positives / positives : 1;
    const double next_precision = point.true_positives / (point.true_positives + point.false_positives);
    area += (next_recall - recall) * (next_precision + precision) / 2;
    recall = next_recall;
    precision = next_precision;
  }
  return area;
}

std::optional<double> RankedLabels::roc_area() const {
  if (points_.empty() || points_.back().true_positives == 0 || points_.back().false_positives == 0) return std::nullopt;
  double area = 0;
  Point before;
  for (const Point& point : points_) {
    area += (point.false_positives - before.false_positives) * (point.true_positives + before.true_positives) / 2;
    before = point;
  }
  return area / (points_.back().true_positives * points_.back().false_positives);
}

}  // namespace rex::evaluate
