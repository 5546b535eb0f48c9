#include "core/nn/operations.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::nn;

namespace {

/// safe_divide's 1e-9 keeps relevances from being exact where a denominator is small.
constexpr double operation_stabilizer_share = 1e-5;
/// How well the tanh formula approximates GELU (Hendrycks and Gimpel 2016).
constexpr double tanh_relative = 1e-2, tanh_absolute = 1e-3;

ForwardContext context_of(GraphMode mode, RuleSet rules = RuleSet::standard) {
  ForwardContext context;
  context.mode = mode;
  context.rules = rules;
  return context;
}

at::Tensor leaf(std::vector<std::int64_t> shape) {
  return at::randn(shape, at::TensorOptions().dtype(at::kDouble)).requires_grad_(true);
}

at::Tensor back(const at::Tensor& y, const at::Tensor& x, const at::Tensor& from) {
  return torch::autograd::grad({y}, {x}, {from}, true)[0];
}

}  // namespace

TEST_CASE("relevance mode computes the same values and another backward") {
  const at::Tensor x = leaf({2, 3, 8}), other = leaf({2, 3, 8});
  const at::Tensor weight = at::randn({5, 8}, at::kDouble), bias = at::randn({5}, at::kDouble);
  const at::Tensor scale_weight = at::rand({8}, at::kDouble), scale_bias = at::rand({8}, at::kDouble);
  const ForwardContext plain = context_of(GraphMode::gradient), relevance = context_of(GraphMode::relevance);

  using Operation = std::function<at::Tensor(const ForwardContext&)>;
  const std::vector<Operation> changing = {
      [&](const ForwardContext& context) { return linear(context, x, weight, bias); },
      [&](const ForwardContext& context) { return linear(context, x, weight, {}); },
      [&](const ForwardContext& context) { return matmul(context, x, other.transpose(1, 2)); },
      [&](const ForwardContext& context) { return add(context, x, other); },
      [&](const ForwardContext& context) { return select_token(context, x, 1); },
      [&](const ForwardContext& context) {
        return select_token(context, x, at::tensor({2, 0}, at::kLong));
      },
      [&](const ForwardContext& context) { return pixel_linear(context, x, weight, bias); },
  };
  for (const Operation& operation : changing) CHECK(at::allclose(operation(plain), operation(relevance)));

  const std::vector<Operation> passing = {
      [&](const ForwardContext& context) { return softmax(context, x); },
      [&](const ForwardContext& context) { return scale(context, x, 0.25); },
      [&](const ForwardContext& context) { return scale(context, x, at::full({}, 3.0, at::kDouble)); },
      [&](const ForwardContext& context) { return unit_length(context, x); },
      [&](const ForwardContext& context) { return layer_norm(context, x, scale_weight, scale_bias, 1e-5); },
      [&](const ForwardContext& context) { return add_constant(context, x, scale_bias); },
      [&](const ForwardContext& context) { return activate(context, x, Activation::gelu); },
      [&](const ForwardContext& context) { return activate(context, x, Activation::quick_gelu); },
  };
  const at::Tensor from = at::randn({2, 3, 8}, at::kDouble);
  for (const Operation& operation : passing) {
    const at::Tensor y = operation(relevance);
    CHECK(at::allclose(operation(plain), y));
    CHECK(back(y, x, from).equal(from));
  }
}

TEST_CASE("a reused tensor collects what its uses give") {
  const at::Tensor x = leaf({2, 4});
  const ForwardContext context = context_of(GraphMode::relevance);
  const at::Tensor several = reused(context, x);
  const at::Tensor y = scale(context, several, 2.0) + scale(context, several, 3.0);
  const at::Tensor from = at::randn({2, 4}, at::kDouble);
  CHECK(at::allclose(back(y, x, from), 2 * from, operation_stabilizer_share));
}

TEST_CASE("token selection gives everything to that token") {
  const at::Tensor x = leaf({2, 3, 4});
  const ForwardContext context = context_of(GraphMode::relevance);
  const at::Tensor from = at::randn({2, 4}, at::kDouble);
  const at::Tensor one = back(select_token(context, x, 1), x, from);
  CHECK(at::allclose(one.select(1, 1), from, operation_stabilizer_share));
  CHECK(one.select(1, 0).abs().max().item<double>() == 0);
  const at::Tensor each = back(select_token(context, x, at::tensor({2, 0}, at::kLong)), x, from);
  CHECK(at::allclose(each[0][2], from[0], operation_stabilizer_share));
  CHECK(at::allclose(each[1][0], from[1], operation_stabilizer_share));
}

TEST_CASE("nothing is kept where no relevance comes back") {
  const at::Tensor x = at::randn({2, 3, 8}), weight = at::randn({5, 8});
  const ForwardContext context = context_of(GraphMode::relevance);
  CHECK_FALSE(linear(context, x, weight, {}).requires_grad());
  CHECK_FALSE(add(context, x, x).requires_grad());
  CHECK_FALSE(softmax(context, x).requires_grad());
}

TEST_CASE("activation functions are found by Hugging Face's names") {
  CHECK(activation_from_name("gelu_new", "hidden_act") == Activation::gelu_tanh);
  CHECK_THROWS_AS(activation_from_name("gelu_newest", "config.json: hidden_act"), Error);
  const at::Tensor x = at::linspace(-3, 3, 7);
  const ForwardContext context;
  CHECK(at::allclose(activate(context, x, Activation::quick_gelu), x * at::sigmoid(1.702 * x)));
  CHECK(at::allclose(activate(context, x, Activation::silu), x * at::sigmoid(x)));
  CHECK(at::allclose(activate(context, x, Activation::gelu_tanh), activate(context, x, Activation::gelu), tanh_relative,
                     tanh_absolute));
}

TEST_CASE("one graph yields relevance or gradients, as its pass chooses") {
  const at::Tensor x = leaf({2, 3, 8}), weight = at::randn({8, 8}, at::kDouble), bias = at::randn({8}, at::kDouble);
  const at::Tensor ones = at::ones({8}, at::kDouble), from = at::randn({2, 8}, at::kDouble);
  const auto network = [&](const ForwardContext& context) {
    const at::Tensor input = reused(context, x);
    const at::Tensor scores = matmul(context, scale(context, input, 0.5), input.transpose(1, 2));
    const at::Tensor mixed = matmul(context, softmax(context, scores), linear(context, input, weight, bias));
    const at::Tensor y = layer_norm(context, add(context, mixed, input), ones, bias, 1e-5);
    return unit_length(context, select_token(context, activate(context, y, Activation::gelu), 1));
  };
  ForwardContext context = context_of(GraphMode::relevance);
  const auto choice = std::make_shared<Backward>(Backward::gradient);
  context.backward = choice;
  const at::Tensor both = network(context), gradient = network(context_of(GraphMode::gradient)),
                   relevance = network(context_of(GraphMode::relevance));
  CHECK(at::allclose(back(both, x, from), back(gradient, x, from)));
  *choice = Backward::relevance;
  CHECK(back(both, x, from).equal(back(relevance, x, from)));
}
