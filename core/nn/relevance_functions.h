#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

#include "core/nn/operations.h"

/// Autograd functions whose forward is the operation and whose backward is its relevance rule: backpropagating a
/// one-hot score through them propagates relevance, and needs nothing but torch::autograd::grad.
namespace rex::nn::relevance {

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const LinearRule& rule,
                  RuleSet rules);
at::Tensor matmul(const at::Tensor& a, const at::Tensor& b);
at::Tensor add(const at::Tensor& a, const at::Tensor& b, RuleSet rules);
at::Tensor reused(const at::Tensor& x);
at::Tensor pixel_linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

/// OPERATION(x), of x's shape; relevance goes back to x as it is.
at::Tensor unchanged(const at::Tensor& x, const std::function<at::Tensor(const at::Tensor&)>& operation);

}  // namespace rex::nn::relevance
