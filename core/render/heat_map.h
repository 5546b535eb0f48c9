// Relevancies as a heat map over a picture: where they lie, how they are scaled, what is shown of them.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/base/box.h"
#include "core/picture/preprocessor.h"

namespace rex {

/// Numbers on the pixels of a rectangle, or on the cells of a patch grid.
struct FloatMap {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::vector<float> values;  ///< [height, width], rows from the top

  FloatMap() = default;
  FloatMap(std::int64_t map_width, std::int64_t map_height)
      : width(map_width), height(map_height), values(static_cast<std::size_t>(map_width * map_height)) {}
  float* row(std::int64_t y) { return values.data() + y * width; }
  const float* row(std::int64_t y) const { return values.data() + y * width; }
};

/// Relevancies and where they lie in the picture: on a grid that fills AREA (patches, a feature map, pixels), or on
/// BOXES (regions). Independent of the size at which they are drawn.
struct HeatMap {
  FloatMap grid;                  ///< of the relevancies as they are, unscaled; empty for regions
  Box area;                       ///< of the grid, in pixels of the picture; may leave it
  std::vector<Box> boxes;         ///< in pixels of the picture; where boxes overlap, the larger value is shown
  std::vector<float> box_values;  ///< beside boxes

  bool empty() const { return grid.values.empty() && box_values.empty(); }
  /// The grid's or the boxes' values.
  const std::vector<float>& values() const { return grid.values.empty() ? box_values : grid.values; }
};

/// A heat map of VALUES [ROWS · COLUMNS] (row-major) or [ROWS, COLUMNS] over the rectangle that a model's pixels cover.
/// Throws Error where the number of values does not fit. Values that are not finite become 0.
HeatMap heat_map(const at::Tensor& values, std::int64_t rows, std::int64_t columns, const PictureGeometry& geometry);

/// A heat map of VALUES [regions] over their boxes. Throws Error where their numbers differ.
HeatMap heat_map(const at::Tensor& values, const std::vector<Box>& boxes);

/// How values become shares 0…1 of a colour map.
enum class Scaling {
  zero_to_max,   ///< 0 is 0, the largest value 1; negative values are 0
  min_to_max,    ///< the smallest value is 0, the largest 1, as most papers draw
  share_of_sum,  ///< of the sum of all positive values: 1 where one value is all there is
  symmetric      ///< for signed values: zero in the middle, the largest magnitude at the end
};

/// The values at share 0 and share 1, and how shares between are bent. Where the ends are equal, every share is 0
/// (symmetric: 0.5).
struct Scale {
  Scaling scaling = Scaling::zero_to_max;
  float low = 0;
  float high = 0;
  float gamma = 1;  ///< the exponent of a share: below 1 what is weak is drawn stronger

  bool operator==(const Scale&) const = default;
  /// 0…1; NaN stays NaN ("nothing here").
  float share(float value) const;
  /// The share 0…1 that the colour map is asked for at SHARE of the way between the ends; symmetric scales are bent on
  /// both sides of their middle.
  float bent(float share) const;
};

/// The scale of VALUES of their own.
Scale scale_of(const std::vector<float>& values, Scaling scaling);

/// One scale for several maps: from the smallest low to the largest high.
Scale shared_scale(const std::vector<Scale>& scales);

/// What is left out of the drawing because it matters too little.
struct Threshold {
  enum class Kind { none, share, top } kind = Kind::none;
  double amount = 0;  ///< share: 0…1 of the scale; top: percent of the cells or regions that stay

  bool operator==(const Threshold&) const = default;
};

/// The smallest value of VALUES that is shown (the smallest magnitude where SCALE is symmetric); minus infinity without
/// a threshold. `top` keeps at least one cell.
float least_shown(const std::vector<float>& values, const Scale& scale, const Threshold& threshold);

enum class Interpolation {
  smooth,  ///< bilinear between the cells' centres (align_corners = false), as the papers draw
  exact    ///< every cell one flat patch
};

/// A rectangle of the picture and the number of pixels at which it is drawn.
struct Viewport {
  Box view;                ///< in pixels of the picture
  std::int64_t width = 0;  ///< in pixels of the drawing
  std::int64_t height = 0;

  /// The whole picture, pixel for pixel.
  static Viewport whole(std::int64_t picture_width, std::int64_t picture_height);
  /// The picture's coordinate of the centre of a column or row of the drawing.
  double x(std::int64_t column) const {
    return view.left + (static_cast<double>(column) + 0.5) * (view.right - view.left) / static_cast<double>(width);
  }
  double y(std::int64_t row) const {
    return view.top + (static_cast<double>(row) + 0.5) * (view.bottom - view.top) / static_cast<double>(height);
  }
};

/// Draws the values of a heat map row by row at any resolution; NaN outside its area or boxes.
class HeatSampler {
 public:
  /// Keeps a reference to HEAT.
  HeatSampler(const HeatMap& heat, const Viewport& viewport, Interpolation interpolation);

  /// Row Y of the drawing, [viewport.width]; valid until the next call. Fast when called from the top to the bottom.
  const float* row(std::int64_t y);

 private:
  const float* grid_row(std::int64_t y);
  const float* box_row(std::int64_t y);
  const std::vector<float>& stretched(std::int64_t grid_row);

  const HeatMap& heat_;
  Viewport viewport_;
  Interpolation interpolation_;
  std::vector<std::int64_t> left_cells_;  // [width] cell left of each column; -1 outside the area
  std::vector<float> right_shares_;       // [width] weight of the cell to the right of that
  std::vector<float> stretched_[2];       // two grid rows at the drawing's width
  std::int64_t stretched_rows_[2] = {-1, -1};
  std::vector<std::size_t> boxes_by_value_;
  std::vector<bool> active_boxes_;
  std::vector<float> row_;
};

/// The whole drawing at once.
FloatMap sample(const HeatMap& heat, const Viewport& viewport, Interpolation interpolation);

}  // namespace rex
