#include "core/base/float_values.h"

#include <ATen/ATen.h>

namespace rex {

std::vector<float> float_values(const at::Tensor& tensor) {
  if (!tensor.defined()) return {};
  const at::Tensor flat = tensor.detach().to(at::kCPU, at::kFloat).contiguous().flatten();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

}  // namespace rex
