#include "core/nn/attention_pooling.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/nn/parameters.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::nn;

namespace {

// Wide enough that no sum of a linear layer has only negative terms, of which the α = 1 rule gives nothing back.
constexpr std::int64_t pooling_hidden = 64, heads = 2;
/// safe_divide's 1e-9 in every denominator, over the layer.
constexpr double pooling_stabilizer_share = 1e-4;

AttentionPooling pooling() {
  ParameterSource source = ParameterSource::random(5);
  const auto linear = [&](const char* name, std::int64_t in, std::int64_t out) {
    Linear layer(source, name, in, out);
    layer.weight = at::randn({out, in}, at::kDouble);
    layer.bias = at::randn({out}, at::kDouble) * 0.1;
    return layer;
  };
  AttentionPooling layer;
  layer.probe = at::randn({1, 1, pooling_hidden}, at::kDouble);
  layer.attention = {linear("q", pooling_hidden, pooling_hidden), linear("k", pooling_hidden, pooling_hidden),
                     linear("v", pooling_hidden, pooling_hidden), linear("o", pooling_hidden, pooling_hidden), heads};
  layer.norm.weight = at::ones({pooling_hidden}, at::kDouble);
  layer.norm.bias = at::zeros({pooling_hidden}, at::kDouble);
  layer.norm.epsilon = 1e-6;
  layer.feed_forward = {linear("up", pooling_hidden, 48), Activation::gelu, linear("down", 48, pooling_hidden)};
  return layer;
}

}  // namespace

TEST_CASE("attention pooling is attention whose only query is the probe") {
  at::manual_seed(1);
  const AttentionPooling layer = pooling();
  const at::Tensor x = at::randn({2, 5, pooling_hidden}, at::kDouble);
  AttentionTrace trace;
  ForwardContext context;
  context.trace = &trace;
  const at::Tensor pooled = layer(context, x, {}, {"vision.pool", 0, 1, 0});
  REQUIRE(trace.maps.size() == 1);
  CHECK(trace.maps[0].weights.sizes() == at::IntArrayRef({2, heads, 1, 5}));
  const at::Tensor attended =
      layer.attention({}, layer.probe.expand({2, -1, -1}), x, x, {}, {"twin", 0, 0, 0}).squeeze(1);
  const at::Tensor twin = attended + layer.feed_forward({}, layer.norm({}, attended));
  CHECK(at::allclose(pooled, twin));
}

TEST_CASE("attention pooling keeps the relevance, as the probe is no input") {
  at::manual_seed(2);
  const AttentionPooling layer = pooling();
  const at::Tensor x = at::randn({1, 5, pooling_hidden}, at::kDouble).requires_grad_(true);
  ForwardContext context;
  context.mode = GraphMode::relevance;
  const at::Tensor pooled = layer(context, x, {}, {"vision.pool", 0, 1, 0});
  const at::Tensor from = at::rand_like(pooled);
  const double total = torch::autograd::grad({pooled}, {x}, {from})[0].sum().item<double>();
  CHECK(total == Approx(from.sum().item<double>()).epsilon(pooling_stabilizer_share));
}

TEST_CASE("masked tokens are not pooled") {
  at::manual_seed(3);
  const AttentionPooling layer = pooling();
  const at::Tensor x = at::randn({1, 5, pooling_hidden}, at::kDouble);
  const at::Tensor real = at::tensor({1, 1, 1, 0, 0}, at::kLong).unsqueeze(0);
  const at::Tensor masked = layer({}, x, padding_mask(real, x), {"vision.pool", 0, 1, 0});
  CHECK(at::allclose(masked, layer({}, x.narrow(1, 0, 3), {}, {"vision.pool", 0, 1, 0})));
}
