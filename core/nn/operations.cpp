#include "core/nn/operations.h"

#include <ATen/ATen.h>

#include <map>
#include <vector>

#include "core/base/error.h"

namespace rex::nn {

at::Tensor linear(const ForwardContext&, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                  const LinearRule&) {
  // One addmm over all rows: ATen's linear takes the slower matmul and a separate addition where x is 3-dimensional
  // and not contiguous.
  const at::Tensor rows = x.reshape({-1, x.size(-1)});
  const at::Tensor result = bias.defined() ? at::addmm(bias, rows, weight.t()) : at::mm(rows, weight.t());
  std::vector<std::int64_t> shape = x.sizes().vec();
  shape.back() = weight.size(0);
  return result.view(shape);
}

at::Tensor matmul(const ForwardContext&, const at::Tensor& a, const at::Tensor& b) { return at::matmul(a, b); }

at::Tensor add(const ForwardContext&, const at::Tensor& a, const at::Tensor& b) { return a + b; }

at::Tensor add_constant(const ForwardContext&, const at::Tensor& x, const at::Tensor& constant) { return x + constant; }

at::Tensor reused(const ForwardContext&, const at::Tensor& x) { return x; }

at::Tensor select_token(const ForwardContext&, const at::Tensor& x, std::int64_t token) { return x.select(1, token); }

at::Tensor select_token(const ForwardContext&, const at::Tensor& x, const at::Tensor& tokens) {
  return x.gather(1, tokens.view({-1, 1, 1}).expand({-1, 1, x.size(2)})).squeeze(1);
}

at::Tensor pixel_linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                        const at::Tensor& bias) {
  return linear(context, x, weight, bias);
}

at::Tensor softmax(const ForwardContext&, const at::Tensor& x) { return at::softmax(x, -1); }

at::Tensor scale(const ForwardContext&, const at::Tensor& x, double factor) { return x * factor; }

at::Tensor scale(const ForwardContext&, const at::Tensor& x, const at::Tensor& factor) { return x * factor; }

at::Tensor unit_length(const ForwardContext&, const at::Tensor& x) { return x / x.norm(2, -1, true); }

at::Tensor layer_norm(const ForwardContext&, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                      double epsilon) {
  return at::layer_norm(x, {x.size(-1)}, weight, bias, epsilon);
}

at::Tensor activate(const ForwardContext&, const at::Tensor& x, Activation activation) {
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

Activation activation_from_name(const std::string& name, const std::string& field) {
  static const std::map<std::string, Activation> known = {
      {"gelu", Activation::gelu},
      {"gelu_new", Activation::gelu_tanh},
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
