#include "core/models/regions/roi_pool.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/fault.h"

namespace rex {
namespace {

/// Where bin BIN of SIDE over CELLS cells from START lies in a map of EXTENT cells: first and behind the last.
std::pair<std::int64_t, std::int64_t> bin_range(std::int64_t bin, std::int64_t side, std::int64_t start,
                                                std::int64_t cells, std::int64_t extent) {
  const float size = static_cast<float>(cells) / static_cast<float>(side);
  const auto first = static_cast<std::int64_t>(std::floor(static_cast<float>(bin) * size)) + start;
  const auto end = static_cast<std::int64_t>(std::ceil(static_cast<float>(bin + 1) * size)) + start;
  return {std::clamp<std::int64_t>(first, 0, extent), std::clamp<std::int64_t>(end, 0, extent)};
}

void take_larger(float* into, const float* values, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) into[i] = std::max(into[i], values[i]);
}

}  // namespace

at::Tensor roi_pool(const at::Tensor& map, const at::Tensor& boxes, std::int64_t side, double scale) {
  require(map.dim() == 3 && map.is_contiguous() && map.scalar_type() == at::kFloat,
          "the map is [rows, columns, channels]");
  const std::int64_t rows = map.size(0), columns = map.size(1), channels = map.size(2);
  const at::Tensor corners = boxes.to(at::kFloat).contiguous();
  at::Tensor pooled = at::empty({boxes.size(0), side, side, channels}, at::kFloat);
  const float* const values = map.data_ptr<float>();
  const auto cell = [&](float pixel) {
    return static_cast<std::int64_t>(std::round(pixel * static_cast<float>(scale)));
  };
  at::parallel_for(0, boxes.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float> row_maxima(static_cast<std::size_t>(side * channels));
    for (std::int64_t index = begin; index < end; ++index) {
      const float* const box = corners.data_ptr<float>() + 4 * index;
      const std::int64_t left = cell(box[0]), top = cell(box[1]);
      const std::int64_t width = std::max<std::int64_t>(cell(box[2]) - left + 1, 1);
      const std::int64_t height = std::max<std::int64_t>(cell(box[3]) - top + 1, 1);
      float* const out = pooled.data_ptr<float>() + index * side * side * channels;
      std::fill(out, out + side * side * channels, 0.0F);
      const std::int64_t first_row = bin_range(0, side, top, height, rows).first;
      const std::int64_t end_row = bin_range(side - 1, side, top, height, rows).second;
      std::vector<bool> begun(static_cast<std::size_t>(side), false);
      for (std::int64_t y = first_row; y < end_row; ++y) {  // each row once, however many bins it belongs to
        for (std::int64_t bin = 0; bin < side; ++bin) {
          const auto [first, last] = bin_range(bin, side, left, width, columns);
          float* const maxima = row_maxima.data() + bin * channels;
          if (first >= last) continue;
          std::copy_n(values + (y * columns + first) * channels, channels, maxima);
          for (std::int64_t x = first + 1; x < last; ++x)
            take_larger(maxima, values + (y * columns + x) * channels, channels);
        }
        for (std::int64_t bin_row = 0; bin_row < side; ++bin_row) {
          const auto [first, last] = bin_range(bin_row, side, top, height, rows);
          if (y < first || y >= last) continue;
          const bool is_first = !begun[static_cast<std::size_t>(bin_row)];
          begun[static_cast<std::size_t>(bin_row)] = true;
          for (std::int64_t bin = 0; bin < side; ++bin) {
            const auto [first_column, end_column] = bin_range(bin, side, left, width, columns);
            if (first_column >= end_column) continue;
            float* const target = out + (bin_row * side + bin) * channels;
            const float* const maxima = row_maxima.data() + bin * channels;
            if (is_first) {
              std::copy_n(maxima, channels, target);
            } else {
              take_larger(target, maxima, channels);
            }
          }
        }
      }
    }
  });
  return pooled;
}

}  // namespace rex
