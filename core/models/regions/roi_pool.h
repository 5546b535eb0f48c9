#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace rex {

/// The largest value of each channel in each of SIDE × SIDE bins of each box (Fast R-CNN, Girshick 2015, arXiv
/// 1504.08083, section 2.1): MAP [rows, columns, channels] float32 and BOXES [n, 4] in pixels, each cell SCALE⁻¹ pixels
/// wide, give [n, side, side, channels]. As torchvision: corners are rounded half away from zero, both belong to the
/// box, bins overlap where they do not divide it, and a bin outside the map is 0.
at::Tensor roi_pool(const at::Tensor& map, const at::Tensor& boxes, std::int64_t side, double scale);

}  // namespace rex
