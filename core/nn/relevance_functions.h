#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

#include "core/nn/operations.h"

/// Autograd functions whose forward is the operation and whose backward is its relevance rule: backpropagating a
/// one-hot score through them propagates relevance, and needs nothing but torch::autograd::grad. Where the pass chooses
/// gradients (ForwardContext::backward), they yield those, so that one forward serves both.
namespace rex::nn::relevance {

at::Tensor linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                  const LinearRule& rule);
at::Tensor matmul(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b);
at::Tensor multiply(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b);
at::Tensor add(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b);
at::Tensor reused(const ForwardContext& context, const at::Tensor& x);
at::Tensor pixel_linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                        const at::Tensor& bias);

/// OPERATION(x), of x's shape; relevance goes back to x as it is. OPERATION is kept with the graph.
at::Tensor unchanged(const ForwardContext& context, const at::Tensor& x,
                     const std::function<at::Tensor(const at::Tensor&)>& operation);

}  // namespace rex::nn::relevance
