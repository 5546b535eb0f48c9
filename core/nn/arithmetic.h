// In which numbers linear layers and convolutions multiply. A weight's own type says it: where it is bfloat16, what it
// meets is rounded to bfloat16, products are summed up in float32 inside the kernel, and the result, which LibTorch
// gives rounded to bfloat16, goes on in float32. Everything else is computed in float32 whatever the weights are.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace rex::nn {

enum class Arithmetic { float32, bfloat16 };

/// "float32", "bfloat16".
const char* name(Arithmetic arithmetic);

/// The other way. Throws Error for another name.
Arithmetic arithmetic_from_name(const std::string& name);

/// Why products in bfloat16 would be emulated, slower than float32, on a processor with FLAGS (as /proc/cpuinfo has
/// them, between spaces) and a LibTorch with oneDNN or without; empty where they would not.
std::string bfloat16_problem(const std::string& flags, bool has_onednn);

/// Throws Error with the reason where this machine has no instructions for ARITHMETIC.
void require_arithmetic(Arithmetic arithmetic);

/// rows [n, in] · weightᵀ + bias. WEIGHT [out, in], float32, float64 or bfloat16; BIAS [out], or undefined. Where ROWS
/// carry a graph and the layer does not, a backward multiplies only rows of the gradient that are not zero: of captions
/// that are not explained, and of tokens that the score does not read, there are none. SKIP_ZERO_ROWS false: all rows.
at::Tensor product(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias,
                   bool skip_zero_rows = true);

/// gradient [..., out] · weight → [..., in]: what product() hands back.
at::Tensor product_backward(const at::Tensor& gradient, const at::Tensor& weight, bool skip_zero_rows = true);

/// How a convolution steps over its map; the same in both directions.
struct ConvolutionSteps {
  std::int64_t stride = 1, padding = 0, dilation = 1, groups = 1;
};

/// The convolution of MAP [batch, in, rows, columns] with WEIGHT [out, in / groups, kernel, kernel] and BIAS [out].
at::Tensor convolution(const at::Tensor& map, const at::Tensor& weight, const at::Tensor& bias,
                       const ConvolutionSteps& steps);

}  // namespace rex::nn
