#include "core/picture/weighted_rows.h"

#include <algorithm>
#include <cstring>

namespace rex {
namespace {

constexpr int64_t lanes = 8;
using Bytes = uint8_t __attribute__((vector_size(lanes)));
using Integers = int32_t __attribute__((vector_size(lanes * 4)));

[[gnu::always_inline]] inline void add_row(Integers& sum, const uint8_t* in, int32_t weight) {
  Bytes bytes;
  std::memcpy(&bytes, in, sizeof bytes);
  sum += __builtin_convertvector(bytes, Integers) * weight;
}

[[gnu::always_inline]] inline void store(Integers sum, uint8_t* out) {
  sum >>= weight_bits;
  sum = sum < 0 ? Integers{} : sum;
  sum = sum > 255 ? Integers{} + 255 : sum;
  const Bytes bytes = __builtin_convertvector(sum, Bytes);
  std::memcpy(out, &bytes, sizeof bytes);
}

/// Six vectors of sums stay in registers while the rows go by.
[[gnu::always_inline]] inline void sum_rows(const uint8_t* in, int64_t stride, const int32_t* weights, int64_t rows,
                                            uint8_t* out, int64_t count) {
  constexpr int32_t half = 1 << (weight_bits - 1);
  int64_t i = 0;
  for (; i + 6 * lanes <= count; i += 6 * lanes) {
    Integers a = Integers{} + half, b = a, c = a, d = a, e = a, f = a;
    const uint8_t* row = in + i;
    for (int64_t t = 0; t < rows; ++t, row += stride) {
      add_row(a, row, weights[t]);
      add_row(b, row + lanes, weights[t]);
      add_row(c, row + 2 * lanes, weights[t]);
      add_row(d, row + 3 * lanes, weights[t]);
      add_row(e, row + 4 * lanes, weights[t]);
      add_row(f, row + 5 * lanes, weights[t]);
    }
    store(a, out + i);
    store(b, out + i + lanes);
    store(c, out + i + 2 * lanes);
    store(d, out + i + 3 * lanes);
    store(e, out + i + 4 * lanes);
    store(f, out + i + 5 * lanes);
  }
  for (; i + lanes <= count; i += lanes) {
    Integers sum = Integers{} + half;
    for (int64_t t = 0; t < rows; ++t) add_row(sum, in + i + t * stride, weights[t]);
    store(sum, out + i);
  }
  for (; i < count; ++i) {
    int32_t sum = half;
    for (int64_t t = 0; t < rows; ++t) sum += in[i + t * stride] * weights[t];
    out[i] = static_cast<uint8_t>(std::clamp(sum >> weight_bits, 0, 255));
  }
}

#ifdef __x86_64__
// The build's baseline knows no 32-bit vector product; nearly every machine does.
[[gnu::target("avx2")]] void sum_rows_avx2(const uint8_t* in, int64_t stride, const int32_t* weights, int64_t rows,
                                           uint8_t* out, int64_t count) {
  sum_rows(in, stride, weights, rows, out, count);
}
#endif

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
  for (int64_t x = 0; x < width; ++x)
    for (int64_t r = 0; r < 16; ++r) columns[x * 16 + r] = rows[r][x];
}

void columns_to_rows(const uint8_t* columns, int64_t width, uint8_t* const* rows) {
  for (int64_t r = 0; r < 16; ++r)
    for (int64_t x = 0; x < width; ++x) rows[r][x] = columns[x * 16 + r];
}

}  // namespace rex
