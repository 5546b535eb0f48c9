#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/nn/operations.h"

namespace rex {
class ParameterSource;
}

/// The smallest layers: parameters and the operation that they belong to.
namespace rex::nn {

/// x Wᵀ + b.
struct Linear {
  at::Tensor weight;  ///< [out, in]
  at::Tensor bias;    ///< [out], or undefined
  LinearRule rule;

  Linear() = default;
  /// Takes NAME.weight and, WITH_BIAS, NAME.bias.
  Linear(ParameterSource& source, const std::string& name, std::int64_t in, std::int64_t out, bool with_bias = true,
         const LinearRule& rule = {});

  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x) const {
    return linear(context, x, weight, bias, rule);
  }
};

/// Normalises the last dimension.
struct LayerNorm {
  at::Tensor weight;  ///< [size]
  at::Tensor bias;    ///< [size]
  double epsilon = 0;

  LayerNorm() = default;
  /// Takes NAME.weight and NAME.bias.
  LayerNorm(ParameterSource& source, const std::string& name, std::int64_t size, double epsilon);

  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x) const {
    return layer_norm(context, x, weight, bias, epsilon);
  }
};

/// Two linear layers with an activation between them, or with a gate (Shazeer 2020, arXiv 2002.05202): activation(gate)
/// ⊙ up.
struct FeedForward {
  Linear up;
  Activation activation = Activation::gelu;
  Linear down;
  Linear gate = {};         ///< weight undefined: no layer of its own
  bool joint_gate = false;  ///< the first half of what UP gives is the gate, the second what it lets through

  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x) const;
};

}  // namespace rex::nn
