#include "app/zoo/train/detection_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <vector>

#include "app/zoo/train/assignment.h"

namespace rex::zoo {
namespace {

struct Corners {
  at::Tensor left, top, right, bottom;
  at::Tensor area() const { return (right - left) * (bottom - top); }
};

Corners corners(const at::Tensor& box) {
  const auto part = box.unbind(-1);
  return {part[0] - part[2] / 2, part[1] - part[3] / 2, part[0] + part[2] / 2, part[1] + part[3] / 2};
}

struct Overlap {
  at::Tensor intersection, together;
};

Overlap overlap(const Corners& a, const Corners& b) {
  const at::Tensor width = (at::min(a.right, b.right) - at::max(a.left, b.left)).clamp_min(0);
  const at::Tensor height = (at::min(a.bottom, b.bottom) - at::max(a.top, b.top)).clamp_min(0);
  const at::Tensor intersection = width * height;
  return {intersection, a.area() + b.area() - intersection};
}

}  // namespace

at::Tensor box_iou(const at::Tensor& a, const at::Tensor& b) {
  const Overlap both = overlap(corners(a), corners(b));
  return both.intersection / both.together.clamp_min(1e-9);
}

at::Tensor box_giou(const at::Tensor& a, const at::Tensor& b) {
  const Corners first = corners(a), second = corners(b);
  const Overlap both = overlap(first, second);
  const at::Tensor hull = (at::max(first.right, second.right) - at::min(first.left, second.left)) *
                          (at::max(first.bottom, second.bottom) - at::min(first.top, second.top));
  return both.intersection / both.together.clamp_min(1e-9) - (hull - both.together) / hull.clamp_min(1e-9);
}

ObjectMatches match_objects(const at::Tensor& logits, const at::Tensor& boxes, const at::Tensor& classes,
                            const at::Tensor& target_boxes) {
  const at::NoGradGuard guard;
  const std::int64_t batch = logits.size(0), queries = logits.size(1), most = classes.size(1);
  // [batch, objects, queries]
  const at::Tensor probability =
      logits.softmax(-1).gather(2, classes.clamp_min(0).unsqueeze(1).expand({batch, queries, most})).transpose(1, 2);
  const at::Tensor predicted = boxes.unsqueeze(1).expand({batch, most, queries, 4});
  const at::Tensor wanted = target_boxes.unsqueeze(2).expand({batch, most, queries, 4});
  const at::Tensor cost =
      (5 * (predicted - wanted).abs().sum(-1) - probability - 2 * box_giou(predicted, wanted)).to(at::kDouble);
  const auto costs = cost.accessor<double, 3>();
  const auto kinds = classes.accessor<std::int64_t, 2>();
  std::vector<std::int64_t> matched_queries, matched_objects;
  for (std::int64_t sample = 0; sample < batch; ++sample) {
    std::vector<std::vector<double>> table;
    for (std::int64_t object = 0; object < most && kinds[sample][object] >= 0; ++object) {
      table.emplace_back();
      for (std::int64_t query = 0; query < queries; ++query) table.back().push_back(costs[sample][object][query]);
    }
    const std::vector<int> chosen = cheapest_assignment(table);
    for (std::size_t object = 0; object < chosen.size(); ++object) {
      matched_queries.push_back(sample * queries + chosen[object]);
      matched_objects.push_back(sample * most + static_cast<std::int64_t>(object));
    }
  }
  return {at::tensor(matched_queries, at::kLong), at::tensor(matched_objects, at::kLong)};
}

at::Tensor detection_loss(const at::Tensor& logits, const at::Tensor& boxes, const at::Tensor& classes,
                          const at::Tensor& target_boxes, double no_object_weight) {
  const std::int64_t no_object = logits.size(2) - 1;
  const ObjectMatches matches = match_objects(logits, boxes, classes, target_boxes);
  at::Tensor labels = at::full({logits.size(0) * logits.size(1)}, no_object, at::kLong);
  labels.index_copy_(0, matches.queries, classes.flatten().index_select(0, matches.objects));
  at::Tensor weight = at::ones({no_object + 1});
  weight[no_object] = no_object_weight;
  at::Tensor loss = at::cross_entropy_loss(logits.flatten(0, 1), labels, weight);
  if (matches.queries.numel() == 0) return loss;
  const at::Tensor predicted = boxes.flatten(0, 1).index_select(0, matches.queries);
  const at::Tensor wanted = target_boxes.flatten(0, 1).index_select(0, matches.objects);
  return loss + 5 * (predicted - wanted).abs().sum(-1).mean() + 2 * (1 - box_giou(predicted, wanted)).mean();
}

}  // namespace rex::zoo
