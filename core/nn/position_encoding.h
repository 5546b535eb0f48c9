// Where an image token lies in the feature map, as DETR tells its attention layers.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace rex::nn {

/// Sine and cosine waves of the position among the real pixels, scaled to one turn over the picture (DETR, arXiv
/// 2005.12872, appendix A.4; temperature 10000). MASK [batch, rows, columns], nonzero where there is picture; SIZE
/// divisible by 4. Returns [batch, rows · columns, size] float32: the first half tells the row, the second the column.
at::Tensor sine_positions(const at::Tensor& mask, std::int64_t size);

/// Learned positions: ROW_TABLE and COLUMN_TABLE [positions, size / 2]. Returns [1, rows · columns, size]: the first
/// half tells the column, the second the row. Throws Error where the map has more rows or columns than the tables.
at::Tensor learned_positions(const at::Tensor& row_table, const at::Tensor& column_table, std::int64_t rows,
                             std::int64_t columns);

}  // namespace rex::nn
