// How far results that are the same in exact arithmetic may lie apart.
#pragma once

#include <ATen/core/Tensor.h>

namespace rex::test {

/// |actual − wanted| ≤ absolute + relative · |wanted|, for each entry.
struct Tolerance {
  double relative = 0;
  double absolute = 0;
};

/// Float32 through a whole small model whose sums run in another order: a batch in place of one sample, other kernels,
/// float64 in their place.
inline constexpr Tolerance another_order{1e-4, 1e-5};

/// The same operations on the same numbers, some of them in another place in memory: a few roundings of float32.
inline constexpr Tolerance few_roundings{1e-5, 1e-6};

/// Float64 through a whole small model, whose relevance rules divide by sums near zero.
inline constexpr Tolerance double_rounding{1e-7, 1e-12};

/// Whether every entry of ACTUAL is within TOLERANCE of WANTED. Not a number is never.
bool is_close(const at::Tensor& actual, const at::Tensor& wanted, const Tolerance& tolerance);

}  // namespace rex::test
