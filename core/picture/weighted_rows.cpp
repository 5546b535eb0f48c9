#include "core/picture/weighted_rows.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace rex {
namespace {

constexpr int64_t chunk = 48;  // sums at a time: they stay in the first cache or in registers while the rows go by

/// The loops have fixed lengths and no aliases, so that the compiler turns each into a few vector instructions.
[[gnu::always_inline]] inline void sum_chunk(const uint8_t* __restrict in, int64_t stride,
                                             const int32_t* __restrict weights, int64_t rows, uint8_t* __restrict out) {
  int32_t sums[chunk];
  for (int64_t i = 0; i < chunk; ++i) sums[i] = 1 << (weight_bits - 1);
  int64_t t = 0;
  for (; t + 4 <= rows; t += 4, in += 4 * stride, weights += 4)
    for (int64_t i = 0; i < chunk; ++i)
      sums[i] += in[i] * weights[0] + in[i + stride] * weights[1] + in[i + 2 * stride] * weights[2] +
                 in[i + 3 * stride] * weights[3];
  for (; t < rows; ++t, in += stride, ++weights)
    for (int64_t i = 0; i < chunk; ++i) sums[i] += in[i] * weights[0];
  for (int64_t i = 0; i < chunk; ++i) out[i] = static_cast<uint8_t>(std::clamp(sums[i] >> weight_bits, 0, 255));
}

[[gnu::always_inline]] inline void sum_rows(const uint8_t* in, int64_t stride, const int32_t* weights, int64_t rows,
                                            uint8_t* out, int64_t count) {
  int64_t i = 0;
  for (; i + chunk <= count; i += chunk) sum_chunk(in + i, stride, weights, rows, out + i);
  for (; i < count; ++i) {
    int32_t sum = 1 << (weight_bits - 1);
    for (int64_t t = 0; t < rows; ++t) sum += in[i + t * stride] * weights[t];
    out[i] = static_cast<uint8_t>(std::clamp(sum >> weight_bits, 0, 255));
  }
}

#ifdef __x86_64__
// The build's baseline knows no vector product of 32-bit integers; nearly every machine does.
[[gnu::target("avx2")]] void sum_rows_avx2(const uint8_t* in, int64_t stride, const int32_t* weights, int64_t rows,
                                           uint8_t* out, int64_t count) {
  sum_rows(in, stride, weights, rows, out, count);
}
#endif

struct alignas(16) Sixteen {
  uint8_t values __attribute__((vector_size(16)));
};
using Block = std::array<Sixteen, 16>;

/// 16 × 16 bytes. Interleaving the upper with the lower half rotates the bits of a byte's address by one; doing it four
/// times swaps row and column.
void transpose(Block& block) {
  for (int round = 0; round < 4; ++round) {
    const Block from = block;
    for (size_t i = 0; i < 8; ++i) {
      block[2 * i].values = __builtin_shufflevector(from[i].values, from[i + 8].values,  //
                                                    0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      block[2 * i + 1].values = __builtin_shufflevector(from[i].values, from[i + 8].values,  //
                                                        8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
  }
}

}  // namespace

void sum_weighted_rows(const uint8_t* in, int64_t stride, const std::vector<int32_t>& weights, uint8_t* out,
                       int64_t count) {
  const auto rows = static_cast<int64_t>(weights.size());
#ifdef __x86_64__
  static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  if (avx2) return sum_rows_avx2(in, stride, weights.data(), rows, out, count);
#endif
  sum_rows(in, stride, weights.data(), rows, out, count);
}

void rows_to_columns(const uint8_t* const* rows, int64_t width, uint8_t* columns) {
  Block block;
  int64_t x = 0;
  for (; x + 16 <= width; x += 16) {
    for (size_t r = 0; r < 16; ++r) std::memcpy(&block[r], rows[r] + x, 16);
    transpose(block);
    std::memcpy(columns + x * 16, block.data(), sizeof block);
  }
  for (; x < width; ++x)
    for (int64_t r = 0; r < 16; ++r) columns[x * 16 + r] = rows[r][x];
}

void columns_to_rows(const uint8_t* columns, int64_t width, uint8_t* const* rows) {
  Block block;
  int64_t x = 0;
  for (; x + 16 <= width; x += 16) {
    std::memcpy(block.data(), columns + x * 16, sizeof block);
    transpose(block);
    for (size_t r = 0; r < 16; ++r) std::memcpy(rows[r] + x, &block[r], 16);
  }
  for (; x < width; ++x)
    for (int64_t r = 0; r < 16; ++r) rows[r][x] = columns[x * 16 + r];
}

}  // namespace rex
