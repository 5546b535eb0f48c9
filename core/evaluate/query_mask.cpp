#include "core/evaluate/query_mask.h"

#include <algorithm>
#include <cmath>

namespace rex::evaluate {

Mask resized_nearest(const Mask& mask, PixelSize size) {
  Mask result(size.height, size.width);
  const auto source = [](std::int64_t to, std::int64_t from_size, std::int64_t to_size) {
    // In float32, as LibTorch computes it: the rounding decides which pixel is read.
    const float scale = static_cast<float>(from_size) / static_cast<float>(to_size);
    return std::min(static_cast<std::int64_t>(std::floor(static_cast<float>(to) * scale)), from_size - 1);
  };
  for (std::int64_t y = 0; y < size.height; ++y) {
    const std::int64_t from_y = source(y, mask.height, size.height);
    for (std::int64_t x = 0; x < size.width; ++x) {
      result.inside[static_cast<std::size_t>(y * size.width + x)] = mask.at(from_y, source(x, mask.width, size.width));
    }
  }
  return result;
}

QueryMask query_mask(const FloatMap& map, PixelSize input, PixelSize original) {
  QueryMask result;
  result.features = otsu_mask(map);
  result.input.height = input.height;
  result.input.width = input.width;
  result.input.inside = enlarge_mask(result.features, input.width, input.height);
  result.original = encode(resized_nearest(result.input, original));
  return result;
}

}  // namespace rex::evaluate
