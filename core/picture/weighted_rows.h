// The inner loops of the resize: sums of weighted rows of bytes in fixed point, written for vector units.
#pragma once

#include <cstdint>
#include <vector>

namespace rex {

/// Weights are integers in units of 1/2^weight_bits.
inline constexpr int weight_bits = 22;

/// out[i] = sum over t of weights[t] · in[t·stride + i], rounded and clamped to 0…255, for i in 0…count-1.
/// IN holds weights.size() rows of COUNT bytes, STRIDE bytes apart. |weights| may sum to at most 2·2^weight_bits.
void sum_weighted_rows(const uint8_t* in, int64_t stride, const std::vector<int32_t>& weights, uint8_t* out,
                       int64_t count);

/// 16 rows of WIDTH bytes as WIDTH runs of 16 bytes, one from each row; and back.
void rows_to_columns(const uint8_t* const* rows, int64_t width, uint8_t* columns);
void columns_to_rows(const uint8_t* columns, int64_t width, uint8_t* const* rows);

}  // namespace rex
