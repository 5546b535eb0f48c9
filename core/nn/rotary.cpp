#include "core/nn/rotary.h"

#include <ATen/ATen.h>

#include "core/nn/operations.h"

namespace rex::nn {

RotaryTable rotary_table(const at::Tensor& angles) {
  const at::Tensor both_halves = at::cat({angles, angles}, 1);
  return {both_halves.cos(), both_halves.sin()};
}

at::Tensor rotate(const ForwardContext& context, const at::Tensor& x, const RotaryTable& table) {
  const at::Tensor cosine = table.cosine.to(x.scalar_type()), sine = table.sine.to(x.scalar_type());
  return unchanged(context, x, [cosine, sine](const at::Tensor& value) {
    const std::int64_t half = value.size(-1) / 2;
    const at::Tensor turned = at::cat({-value.narrow(-1, half, half), value.narrow(-1, 0, half)}, -1);
    return value * cosine + turned * sine;
  });
}

}  // namespace rex::nn
