#include "core/models/regions/box_operations.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/fault.h"

namespace rex {

at::Tensor anchor_boxes(const std::vector<double>& sizes, const std::vector<double>& ratios, std::int64_t rows,
                        std::int64_t columns, double stride, double offset) {
  const auto shapes = static_cast<std::int64_t>(sizes.size() * ratios.size());
  std::vector<float> half_widths, half_heights;
  for (const double size : sizes) {
    for (const double ratio : ratios) {
      const double width = std::sqrt(size * size / ratio);
      half_widths.push_back(static_cast<float>(width / 2));
      half_heights.push_back(static_cast<float>(ratio * width / 2));
    }
  }
  at::Tensor anchors = at::empty({rows * columns * shapes, 4}, at::kFloat);
  float* out = anchors.data_ptr<float>();
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto y = static_cast<float>((offset + static_cast<double>(row)) * stride);
    for (std::int64_t column = 0; column < columns; ++column) {
      const auto x = static_cast<float>((offset + static_cast<double>(column)) * stride);
      for (std::size_t shape = 0; shape < half_widths.size(); ++shape) {
        *out++ = x - half_widths[shape];
        *out++ = y - half_heights[shape];
        *out++ = x + half_widths[shape];
        *out++ = y + half_heights[shape];
      }
    }
  }
  return anchors;
}

at::Tensor decoded_boxes(const at::Tensor& boxes, const at::Tensor& deltas, const std::array<double, 4>& weights) {
  static const double most_growth = std::log(1000.0 / 16);
  const at::Tensor corner = boxes.slice(1, 0, 2), size = boxes.slice(1, 2, 4) - corner;
  const at::Tensor centre = corner + 0.5 * size;
  const at::Tensor parts = deltas.reshape({deltas.size(0), -1, 4});  // [n, k, 4]
  const auto part = [&](std::int64_t index) {
    return parts.select(2, index) / weights[static_cast<std::size_t>(index)];
  };
  const auto of = [](const at::Tensor& both, std::int64_t axis) { return both.select(1, axis).unsqueeze(1); };
  const at::Tensor x = part(0) * of(size, 0) + of(centre, 0), y = part(1) * of(size, 1) + of(centre, 1);
  const at::Tensor half_width = part(2).clamp_max(most_growth).exp() * of(size, 0) * 0.5;
  const at::Tensor half_height = part(3).clamp_max(most_growth).exp() * of(size, 1) * 0.5;
  return at::stack({x - half_width, y - half_height, x + half_width, y + half_height}, 2).flatten(1);
}

at::Tensor clipped_boxes(const at::Tensor& boxes, std::int64_t width, std::int64_t height) {
  return at::stack({boxes.select(1, 0).clamp(0, width), boxes.select(1, 1).clamp(0, height),
                    boxes.select(1, 2).clamp(0, width), boxes.select(1, 3).clamp(0, height)},
                   1);
}

std::vector<std::int64_t> suppress(const at::Tensor& boxes, const at::Tensor& scores, double overlap,
                                   std::int64_t most) {
  require(boxes.dim() == 2 && boxes.size(1) == 4 && scores.numel() == boxes.size(0), "every box has a score");
  const at::Tensor corners = boxes.to(at::kFloat).contiguous(), ranks = scores.to(at::kFloat).contiguous();
  const float* const box = corners.data_ptr<float>();
  const float* const score = ranks.data_ptr<float>();
  std::vector<std::int64_t> order(static_cast<std::size_t>(scores.numel()));
  std::iota(order.begin(), order.end(), 0);
  const auto rank = [&](std::int64_t row) { return std::isnan(score[row]) ? -INFINITY : score[row]; };
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return rank(a) > rank(b); });

  std::vector<std::int64_t> kept;
  std::vector<float> areas;
  for (const std::int64_t row : order) {
    if (static_cast<std::int64_t>(kept.size()) >= most) break;
    const float* const mine = box + 4 * row;
    const float area = (mine[2] - mine[0]) * (mine[3] - mine[1]);
    const bool stays = std::none_of(kept.begin(), kept.end(), [&](const std::int64_t& other) {
      const float* const theirs = box + 4 * other;
      const float width = std::min(mine[2], theirs[2]) - std::max(mine[0], theirs[0]);
      const float height = std::min(mine[3], theirs[3]) - std::max(mine[1], theirs[1]);
      const float common = std::max(0.0F, width) * std::max(0.0F, height);
      const float others_area = areas[static_cast<std::size_t>(&other - kept.data())];
      return static_cast<double>(common / (others_area + area - common)) > overlap;
    });
    if (!stays) continue;
    kept.push_back(row);
    areas.push_back(area);
  }
  return kept;
}

}  // namespace rex
