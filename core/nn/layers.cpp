#include "core/nn/layers.h"

#include <ATen/ATen.h>

#include "core/nn/parameters.h"

namespace rex::nn {

Linear::Linear(ParameterSource& source, const std::string& name, std::int64_t in, std::int64_t out, bool with_bias,
               const LinearRule& rule)
    : weight(source.take(name + ".weight", {out, in})), rule(rule) {
  if (with_bias) bias = source.take(name + ".bias", {out});
}

LayerNorm::LayerNorm(ParameterSource& source, const std::string& name, std::int64_t size, double epsilon,
                     bool with_bias)
    : weight(source.take(name + ".weight", {size})), epsilon(epsilon) {
  if (with_bias) bias = source.take(name + ".bias", {size});
}

at::Tensor FeedForward::operator()(const ForwardContext& context, const at::Tensor& x) const {
  if (gate.weight.defined()) {
    const at::Tensor read = reused(context, x);
    return down(context, multiply(context, activate(context, gate(context, read), activation), up(context, read)));
  }
  at::Tensor inner = up(context, x);
  if (!joint_gate) return down(context, activate(context, inner, activation));
  const std::int64_t half = inner.size(-1) / 2;
  const at::Tensor opened = activate(context, inner.narrow(-1, 0, half), activation);
  return down(context, multiply(context, opened, inner.narrow(-1, half, half)));
}

}  // namespace rex::nn
