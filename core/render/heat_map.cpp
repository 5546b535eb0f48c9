#include "core/render/heat_map.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/error.h"
#include "core/base/float_values.h"

namespace rex {

namespace {

std::vector<float> finite_values(const at::Tensor& tensor) {
  std::vector<float> values = float_values(tensor);
  for (float& value : values) {
    if (!std::isfinite(value)) value = 0;
  }
  return values;
}

}  // namespace

HeatMap heat_map(const at::Tensor& values, std::int64_t rows, std::int64_t columns, const PictureGeometry& geometry) {
  if (!values.defined() || rows < 1 || columns < 1 || values.numel() / rows != columns || values.numel() % rows != 0) {
    throw Error("heat map", "there are " + std::to_string(values.defined() ? values.numel() : 0) +
                                " values for a grid of " + std::to_string(rows) + " × " + std::to_string(columns));
  }
  HeatMap map;
  map.grid.height = rows;
  map.grid.width = columns;
  map.grid.values = finite_values(values);
  map.area = {geometry.x, geometry.y, geometry.x + geometry.width, geometry.y + geometry.height};
  return map;
}

HeatMap heat_map(const at::Tensor& values, const std::vector<Box>& boxes) {
  const std::int64_t count = values.defined() ? values.numel() : 0;
  if (count != static_cast<std::int64_t>(boxes.size())) {
    throw Error("heat map",
                "there are " + std::to_string(count) + " values for " + std::to_string(boxes.size()) + " regions");
  }
  HeatMap map;
  map.boxes = boxes;
  if (count > 0) map.box_values = finite_values(values);
  return map;
}

float Scale::share(float value) const {
  if (std::isnan(value)) return value;
  if (high <= low) return scaling == Scaling::symmetric ? 0.5F : 0.0F;
  return bent(std::clamp((value - low) / (high - low), 0.0F, 1.0F));
}

float Scale::bent(float share) const {
  if (gamma == 1.0F) return share;
  if (scaling != Scaling::symmetric) return std::pow(share, gamma);
  const float away = 2 * share - 1;
  return (1 + std::copysign(std::pow(std::abs(away), gamma), away)) / 2;
}

Scale scale_of(const std::vector<float>& values, Scaling scaling) {
  if (values.empty()) return {scaling, 0, 0};
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  switch (scaling) {
    case Scaling::zero_to_max:
      return {scaling, 0, std::max(0.0F, *most)};
    case Scaling::min_to_max:
      return {scaling, *least, *most};
    case Scaling::share_of_sum: {
      double sum = 0;
      for (const float value : values) sum += std::max(0.0F, value);
      return {scaling, 0, static_cast<float>(sum)};
    }
    case Scaling::symmetric:
      break;
  }
  const float magnitude = std::max(std::abs(*least), std::abs(*most));
  return {scaling, -magnitude, magnitude};
}

Scale shared_scale(const std::vector<Scale>& scales) {
  if (scales.empty()) return {};
  Scale shared = scales.front();
  for (const Scale& scale : scales) {
    shared.low = std::min(shared.low, scale.low);
    shared.high = std::max(shared.high, scale.high);
  }
  return shared;
}

float least_shown(const std::vector<float>& values, const Scale& scale, const Threshold& threshold) {
  const bool by_magnitude = scale.scaling == Scaling::symmetric;
  if (threshold.kind == Threshold::Kind::share) {
    return std::lerp(by_magnitude ? 0.0F : scale.low, scale.high, static_cast<float>(threshold.amount));
  }
  if (threshold.kind == Threshold::Kind::top && !values.empty()) {
    const double wanted = std::clamp(threshold.amount, 0.0, 100.0) / 100 * static_cast<double>(values.size());
    const auto kept = std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(wanted)), 1, values.size());
    std::vector<float> sorted = values;
    if (by_magnitude) std::transform(sorted.begin(), sorted.end(), sorted.begin(), [](float v) { return std::abs(v); });
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(kept) - 1;
    std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
    return *last;
  }
  return -std::numeric_limits<float>::infinity();
}

Viewport Viewport::whole(std::int64_t picture_width, std::int64_t picture_height) {
  return {
      {0, 0, static_cast<double>(picture_width), static_cast<double>(picture_height)}, picture_width, picture_height};
}

HeatSampler::HeatSampler(const HeatMap& heat, const Viewport& viewport, Interpolation interpolation)
    : heat_(heat),
      viewport_(viewport),
      interpolation_(interpolation),
      row_(static_cast<std::size_t>(viewport.width), std::numeric_limits<float>::quiet_NaN()) {
  if (heat.grid.values.empty()) {
    boxes_by_value_.resize(heat.boxes.size());
    std::iota(boxes_by_value_.begin(), boxes_by_value_.end(), std::size_t{0});
    std::stable_sort(boxes_by_value_.begin(), boxes_by_value_.end(),
                     [&](std::size_t a, std::size_t b) { return heat.box_values[a] < heat.box_values[b]; });
    return;
  }
  left_cells_.resize(row_.size());
  right_shares_.resize(row_.size());
  const auto cells = static_cast<double>(heat.grid.width);
  for (std::size_t column = 0; column < row_.size(); ++column) {
    const double x = viewport.x(static_cast<std::int64_t>(column));
    if (x < heat.area.left || x >= heat.area.right) {
      left_cells_[column] = -1;
      continue;
    }
    const double cell = (x - heat.area.left) / (heat.area.right - heat.area.left) * cells;
    if (interpolation == Interpolation::exact) {
      left_cells_[column] = std::min(static_cast<std::int64_t>(cell), heat.grid.width - 1);
    } else {
      const double between_centres = std::clamp(cell - 0.5, 0.0, cells - 1);
      left_cells_[column] = static_cast<std::int64_t>(between_centres);
      right_shares_[column] = static_cast<float>(between_centres - std::floor(between_centres));
    }
  }
}

const float* HeatSampler::row(std::int64_t y) { return heat_.grid.values.empty() ? box_row(y) : grid_row(y); }

/// Grid row ROW interpolated along x to the drawing's width; two rows are kept, which serves walking downwards.
const std::vector<float>& HeatSampler::stretched(std::int64_t row) {
  const int slot = static_cast<int>(row % 2);
  if (stretched_rows_[slot] != row) {
    stretched_rows_[slot] = row;
    stretched_[slot].resize(row_.size());
    const float* cells = heat_.grid.row(row);
    const std::int64_t last = heat_.grid.width - 1;
    for (std::size_t column = 0; column < row_.size(); ++column) {
      const std::int64_t left = left_cells_[column];
      stretched_[slot][column] =
          left < 0 ? std::numeric_limits<float>::quiet_NaN()
                   : cells[left] + right_shares_[column] * (cells[std::min(left + 1, last)] - cells[left]);
    }
  }
  return stretched_[slot];
}

const float* HeatSampler::grid_row(std::int64_t y) {
  const double height = heat_.area.bottom - heat_.area.top;
  const double picture_y = viewport_.y(y);
  if (picture_y < heat_.area.top || picture_y >= heat_.area.bottom) {
    std::fill(row_.begin(), row_.end(), std::numeric_limits<float>::quiet_NaN());
    return row_.data();
  }
  const auto rows = static_cast<double>(heat_.grid.height);
  const double cell = (picture_y - heat_.area.top) / height * rows;
  if (interpolation_ == Interpolation::exact) {
    return stretched(std::min(static_cast<std::int64_t>(cell), heat_.grid.height - 1)).data();
  }
  const double between_centres = std::clamp(cell - 0.5, 0.0, rows - 1);
  const auto above_row = static_cast<std::int64_t>(between_centres);
  const auto below_share = static_cast<float>(between_centres - std::floor(between_centres));
  const std::vector<float>& above = stretched(above_row);
  if (below_share == 0) return above.data();
  const std::vector<float>& below = stretched(above_row + 1);
  for (std::size_t column = 0; column < row_.size(); ++column) {
    row_[column] = above[column] + below_share * (below[column] - above[column]);
  }
  return row_.data();
}

const float* HeatSampler::box_row(std::int64_t y) {
  const double picture_y = viewport_.y(y);
  std::vector<bool> active(heat_.boxes.size());
  for (std::size_t box = 0; box < heat_.boxes.size(); ++box) {
    active[box] = picture_y >= heat_.boxes[box].top && picture_y < heat_.boxes[box].bottom;
  }
  if (active == active_boxes_) return row_.data();  // rows change only where a box begins or ends
  active_boxes_ = active;
  std::fill(row_.begin(), row_.end(), std::numeric_limits<float>::quiet_NaN());
  const double step = (viewport_.view.right - viewport_.view.left) / static_cast<double>(viewport_.width);
  for (const std::size_t box : boxes_by_value_) {  // from the smallest: the largest stays on top
    if (!active[box]) continue;
    const auto column = [&](double x) {
      const double edge = std::ceil((x - viewport_.view.left) / step - 0.5);
      return static_cast<std::ptrdiff_t>(std::clamp(edge, 0.0, static_cast<double>(viewport_.width)));
    };
    const std::ptrdiff_t first = column(heat_.boxes[box].left), end = column(heat_.boxes[box].right);
    if (first < end) std::fill(row_.begin() + first, row_.begin() + end, heat_.box_values[box]);
  }
  return row_.data();
}

FloatMap sample(const HeatMap& heat, const Viewport& viewport, Interpolation interpolation) {
  FloatMap drawing(viewport.width, viewport.height);
  HeatSampler sampler(heat, viewport, interpolation);
  for (std::int64_t y = 0; y < viewport.height; ++y) {
    const float* row = sampler.row(y);
    std::copy(row, row + viewport.width, drawing.row(y));
  }
  return drawing;
}

}  // namespace rex
