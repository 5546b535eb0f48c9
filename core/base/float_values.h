#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace rex {

/// The numbers of TENSOR, of any shape and type, in order; none where it is undefined.
std::vector<float> float_values(const at::Tensor& tensor);

}  // namespace rex
