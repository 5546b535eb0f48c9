#include "core/nn/operations.h"

#include <ATen/ATen.h>

#include <map>
#include <vector>

#include "core/base/error.h"
#include "core/nn/arithmetic.h"
#include "core/nn/relevance_functions.h"

namespace rex::nn {
namespace {

/// Whether relevance will come back through x.
bool carries_relevance(const ForwardContext& context, const at::Tensor& x) {
  return context.relevance() && x.requires_grad();
}

at::Tensor activate(const at::Tensor& x, Activation activation) {
  switch (activation) {
    case Activation::gelu:
      return at::gelu(x);
    case Activation::gelu_tanh:
      return at::gelu(x, "tanh");
    case Activation::quick_gelu:
      return x * at::sigmoid(x * 1.702);
    case Activation::relu:
      return at::relu(x);
    case Activation::tanh:
      return at::tanh(x);
    case Activation::silu:
      return at::silu(x);
  }
  return x;
}

}  // namespace

at::Tensor unchanged(const ForwardContext& context, const at::Tensor& x,
                     const std::function<at::Tensor(const at::Tensor&)>& operation) {
  return carries_relevance(context, x) ? relevance::unchanged(context, x, operation) : operation(x);
}

at::Tensor linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                  const LinearRule& rule) {
  if (carries_relevance(context, x)) return relevance::linear(context, x, weight, bias, rule);
  // One addmm over all rows: ATen's linear takes the slower matmul and a separate addition where x is 3-dimensional
  // and not contiguous.
  const at::Tensor rows = x.reshape({-1, x.size(-1)});
  const at::Tensor result = product(rows, weight, bias, context.skip_zero_rows);
  std::vector<std::int64_t> shape = x.sizes().vec();
  shape.back() = weight.size(0);
  return result.view(shape);
}

at::Tensor matmul(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b) {
  if (carries_relevance(context, a) || carries_relevance(context, b)) return relevance::matmul(context, a, b);
  return at::matmul(a, b);
}

at::Tensor multiply(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b) {
  if (carries_relevance(context, a) || carries_relevance(context, b)) return relevance::multiply(context, a, b);
  return a * b;
}

at::Tensor add(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b) {
  if (carries_relevance(context, a) || carries_relevance(context, b)) return relevance::add(context, a, b);
  return a + b;
}

at::Tensor add_constant(const ForwardContext& context, const at::Tensor& x, const at::Tensor& constant) {
  return unchanged(context, x, [constant](const at::Tensor& value) { return value + constant; });
}

at::Tensor reused(const ForwardContext& context, const at::Tensor& x) {
  return carries_relevance(context, x) ? relevance::reused(context, x) : x;
}

at::Tensor select_token(const ForwardContext& context, const at::Tensor& x, const TokenChoice& token) {
  if (!token.each.defined()) return reused(context, x.select(1, token.same));
  const at::Tensor rows = token.each.view({-1, 1, 1}).expand({-1, 1, x.size(2)});
  return reused(context, x.gather(1, rows).squeeze(1));
}

at::Tensor mean_of_tokens(const ForwardContext& context, const at::Tensor& x) {
  if (!carries_relevance(context, x)) return x.mean(1);
  const double share = 1 / static_cast<double>(x.size(1));
  return linear(context, x.transpose(1, 2), at::full({1, x.size(1)}, share, x.options()), {}).squeeze(2);
}

at::Tensor pixel_linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                        const at::Tensor& bias) {
  return carries_relevance(context, x) ? relevance::pixel_linear(context, x, weight, bias)
                                       : linear(context, x, weight, bias);
}

at::Tensor softmax(const ForwardContext& context, const at::Tensor& x) {
  return unchanged(context, x, [](const at::Tensor& value) { return at::softmax(value, -1); });
}

at::Tensor scale(const ForwardContext& context, const at::Tensor& x, double factor) {
  return unchanged(context, x, [factor](const at::Tensor& value) { return value * factor; });
}

at::Tensor scale(const ForwardContext& context, const at::Tensor& x, const at::Tensor& factor) {
  return unchanged(context, x, [factor](const at::Tensor& value) { return value * factor; });
}

at::Tensor unit_length(const ForwardContext& context, const at::Tensor& x) {
  return unchanged(context, x, [](const at::Tensor& value) { return value / value.norm(2, -1, true); });
}

at::Tensor layer_norm(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                      const at::Tensor& bias, double epsilon) {
  return unchanged(context, x, [weight, bias, epsilon](const at::Tensor& value) {
    return at::layer_norm(value, {value.size(-1)}, weight, bias, epsilon);
  });
}

at::Tensor activate(const ForwardContext& context, const at::Tensor& x, Activation activation) {
  return unchanged(context, x, [activation](const at::Tensor& value) { return activate(value, activation); });
}

Activation activation_from_name(const std::string& name, const std::string& field) {
  static const std::map<std::string, Activation> known = {
      {"gelu", Activation::gelu},
      {"gelu_python", Activation::gelu},
      {"gelu_new", Activation::gelu_tanh},
      {"gelu_fast", Activation::gelu_tanh},
      {"gelu_accurate", Activation::gelu_tanh},
      {"gelu_pytorch_tanh", Activation::gelu_tanh},
      {"quick_gelu", Activation::quick_gelu},
      {"relu", Activation::relu},
      {"tanh", Activation::tanh},
      {"silu", Activation::silu},
      {"swish", Activation::silu},
  };
  const auto found = known.find(name);
  if (found == known.end()) {
    throw Error(field, "the activation \"" + name + "\" is not known",
                "Known are gelu, gelu_new, gelu_pytorch_tanh, quick_gelu, relu, tanh and silu.");
  }
  return found->second;
}

}  // namespace rex::nn
