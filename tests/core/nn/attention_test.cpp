// Query, key and value in one layer, and norms that lack a bias or are not there.
#include "core/nn/attention.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/nn/parameters.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::nn;

namespace {

/// Of float64 sums in another order, and of the stabilizer in every division.
constexpr double attention_rounding = 1e-5;

Linear layer(const at::Tensor& weight, const at::Tensor& bias) {
  Linear linear;
  linear.weight = weight;
  linear.bias = bias;
  return linear;
}

}  // namespace

TEST_CASE("one layer for query, key and value gives what three give, and hands on the same relevance") {
  at::manual_seed(3);  // wide enough that every output has a positive part: where none has, relevance ends
  constexpr std::int64_t hidden = 48;
  const auto options = at::TensorOptions().dtype(at::kDouble);
  const at::Tensor weight = at::randn({3 * hidden, hidden}, options), bias = at::randn({3 * hidden}, options);
  Attention joint, apart;
  joint.heads = apart.heads = 2;
  joint.joint = layer(weight, bias);
  joint.output = apart.output = layer(at::randn({hidden, hidden}, options), {});
  const auto part = [&](std::int64_t index) {
    return layer(weight.narrow(0, index * hidden, hidden), bias.narrow(0, index * hidden, hidden));
  };
  apart.query = part(0);
  apart.key = part(1);
  apart.value = part(2);
  for (const GraphMode mode : {GraphMode::gradient, GraphMode::relevance}) {
    ForwardContext context;
    context.mode = mode;
    const at::Tensor x = at::randn({1, 4, hidden}, options).requires_grad_(true);
    const at::Tensor one = joint(context, x, {}, {"encoder.self", 0, 0, 0});
    const at::Tensor three = apart(context, reused(context, x), {}, {"encoder.self", 0, 0, 0});
    CHECK(at::allclose(one, three));
    const at::Tensor start = at::rand_like(one);
    const at::Tensor back = torch::autograd::grad({one}, {x}, {start})[0];
    const at::Tensor same = torch::autograd::grad({three}, {x}, {start})[0];
    CHECK(at::allclose(back, same, attention_rounding, attention_rounding));
    if (mode == GraphMode::relevance)
      CHECK(back.sum().item<double>() == Approx(start.sum().item<double>()).epsilon(attention_rounding));
  }
}

TEST_CASE("a norm may lack its bias, or be none at all") {
  const ForwardContext plain;
  const at::Tensor x = at::randn({2, 5});
  ParameterSource source = ParameterSource::random(3);
  const LayerNorm norm(source, "norm", 5, 1e-5, false);
  CHECK(source.taken().size() == 1);
  CHECK(at::allclose(norm(plain, x), at::layer_norm(x, {5})));
  CHECK(LayerNorm()(plain, x).is_same(x));
}
