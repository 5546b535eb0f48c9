#pragma once

#include <ATen/core/Tensor.h>

namespace rex {

/// E_h((a ⊙ b)⁺), eq. 5 of the ICCV 2021 paper: A and B [heads, query, key] → [query, key] float32. Reads both once and
/// makes nothing of their size. NaN counts as 0.
at::Tensor positive_head_mean(const at::Tensor& a, const at::Tensor& b);

/// E_h a: [heads, query, key] → [query, key].
at::Tensor head_mean(const at::Tensor& a);

/// (x - min)/(max - min) over all of X. A constant X gives zeros.
at::Tensor min_max(const at::Tensor& x);

}  // namespace rex
