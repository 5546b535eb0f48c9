// Gated feed-forward layers, LayerScale and the mean over tokens: values, and that relevance is kept.
#include "core/nn/layers.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/nn/parameters.h"
#include "core/nn/pre_norm_block.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::nn;

namespace {

/// So wide that no sum of a linear layer has only negative terms, of which the α = 1 rule gives nothing back.
constexpr std::int64_t layer_width = 32;
/// safe_divide's 1e-9 in every denominator, over a layer or two.
constexpr double layer_stabilizer_share = 1e-4;

Linear linear(std::int64_t in, std::int64_t out) {
  Linear layer;
  layer.weight = at::randn({out, in}, at::kDouble);
  layer.bias = at::randn({out}, at::kDouble) * 0.1;
  return layer;
}

/// The relevance that reaches x, over what Y started with.
double kept(const at::Tensor& y, const at::Tensor& x) {
  const at::Tensor from = at::rand_like(y);
  return torch::autograd::grad({y}, {x}, {from}, true)[0].sum().item<double>() / from.sum().item<double>();
}

ForwardContext in(GraphMode mode) {
  ForwardContext context;
  context.mode = mode;
  return context;
}

}  // namespace

TEST_CASE("a gated layer lets through what its gate opens, from a layer of its own or from a joint one") {
  at::manual_seed(1);
  FeedForward apart{linear(4, 6), Activation::silu, linear(6, 4), linear(4, 6)};
  FeedForward joint{{}, Activation::silu, apart.down};
  joint.joint_gate = true;
  joint.up.weight = at::cat({apart.gate.weight, apart.up.weight});
  joint.up.bias = at::cat({apart.gate.bias, apart.up.bias});
  const at::Tensor x = at::randn({2, 3, 4}, at::kDouble);
  const at::Tensor expected = apart.down({}, at::silu(apart.gate({}, x)) * apart.up({}, x));
  CHECK(at::allclose(apart({}, x), expected));
  CHECK(at::allclose(joint({}, x), expected));
}

TEST_CASE("gated layers, factors of channels and means over tokens keep the relevance") {
  at::manual_seed(2);
  const ForwardContext relevance = in(GraphMode::relevance);
  const at::Tensor x = at::randn({1, 5, layer_width}, at::kDouble).requires_grad_(true);
  const FeedForward apart{linear(layer_width, 40), Activation::silu, linear(40, layer_width), linear(layer_width, 40)};
  FeedForward joint{linear(layer_width, 80), Activation::gelu, linear(40, layer_width)};
  joint.joint_gate = true;
  CHECK(kept(apart(relevance, x), x) == Approx(1).epsilon(layer_stabilizer_share));
  CHECK(kept(joint(relevance, x), x) == Approx(1).epsilon(layer_stabilizer_share));
  CHECK(kept(scale(relevance, x, at::randn({layer_width}, at::kDouble)), x) == Approx(1));
  const at::Tensor positive =
      (x.detach().abs() + 0.1).requires_grad_(true);  // a mean of only negatives has no α = 1 part
  CHECK(kept(mean_of_tokens(relevance, positive), positive) == Approx(1).epsilon(layer_stabilizer_share));
  CHECK(at::allclose(mean_of_tokens(relevance, x), x.mean(1)));
}

TEST_CASE("both sides of a product get half of its relevance, and its own gradient") {
  at::manual_seed(3);
  const at::Tensor a = at::randn({2, 3}, at::kDouble).requires_grad_(true);
  const at::Tensor b = at::randn({2, 3}, at::kDouble).requires_grad_(true);
  const at::Tensor from = at::randn({2, 3}, at::kDouble);
  ForwardContext context = in(GraphMode::relevance);
  const auto backward = std::make_shared<Backward>(Backward::relevance);
  context.backward = backward;
  const at::Tensor y = multiply(context, a, b);
  const auto relevance = torch::autograd::grad({y}, {a, b}, {from}, true);
  CHECK(at::allclose(relevance[0], from / 2));
  CHECK(at::allclose(relevance[1], from / 2));
  *backward = Backward::gradient;
  const auto gradient = torch::autograd::grad({y}, {a, b}, {from}, true);
  CHECK(at::allclose(gradient[0], from * b));
  CHECK(at::allclose(gradient[1], from * a));
}

TEST_CASE("a layer with LayerScale, a gate and rotary positions keeps the relevance") {
  at::manual_seed(4);
  const auto norm = [] {
    LayerNorm layer;
    layer.weight = at::rand({layer_width}, at::kDouble) + 0.5;
    layer.bias = at::zeros({layer_width}, at::kDouble);
    layer.epsilon = 1e-6;
    return layer;
  };
  PreNormBlock block;
  block.norm_before_attention = norm();
  block.attention = {linear(layer_width, layer_width), linear(layer_width, layer_width),
                     linear(layer_width, layer_width), linear(layer_width, layer_width), 2};
  block.attention_scale = at::randn({layer_width}, at::kDouble);
  block.norm_before_feed_forward = norm();
  block.feed_forward = {linear(layer_width, 40), Activation::silu, linear(40, layer_width), linear(layer_width, 40)};
  block.feed_forward_scale = at::randn({layer_width}, at::kDouble);
  const RotaryTable rotary = rotary_table(at::randn({5, 8}, at::kDouble));
  const at::Tensor x = at::randn({1, 5, layer_width}, at::kDouble).requires_grad_(true);
  const ForwardContext relevance = in(GraphMode::relevance);
  CHECK(kept(block(relevance, x, {}, {"encoder.self", 0, 0, 0}, &rotary), x) ==
        Approx(1).epsilon(layer_stabilizer_share));
  CHECK(kept(block.read(relevance, x, {}, {"encoder.self", 0, 0, 0}, 1, &rotary), x) ==
        Approx(1).epsilon(layer_stabilizer_share));
  const at::Tensor whole = block({}, x, {}, {"encoder.self", 0, 0, 0}, &rotary);
  CHECK(at::allclose(block.read({}, x, {}, {"encoder.self", 0, 0, 0}, 1, &rotary), whole.select(1, 1)));
  CHECK_FALSE(at::allclose(block({}, x, {}, {"encoder.self", 0, 0, 0}), whole));
}
