#include "core/nn/rotary.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

#include "tests/support/catch.h"

using namespace rex;
using namespace rex::nn;

namespace {

const auto in_double = at::TensorOptions().dtype(at::kDouble);
constexpr double rotary_rounding = 1e-12;  // of double precision, over a few additions

}  // namespace

TEST_CASE("a rotation turns each channel of a head's first half with its partner in the second") {
  const at::Tensor angles = at::tensor({0.0, 0.0, 0.5, -2.0}, at::kDouble).view({2, 2});
  const at::Tensor x = at::randn({1, 3, 2, 4}, in_double);
  const at::Tensor turned = rotate({}, x, rotary_table(angles));
  CHECK(turned.select(2, 0).equal(x.select(2, 0)));  // an angle of 0: class and register tokens
  for (std::int64_t head = 0; head < 3; ++head) {
    for (std::int64_t pair = 0; pair < 2; ++pair) {
      const auto a = x[0][head][1][pair].item<double>(), b = x[0][head][1][pair + 2].item<double>();
      const auto angle = angles[1][pair].item<double>();
      const double first = a * std::cos(angle) - b * std::sin(angle),
                   second = b * std::cos(angle) + a * std::sin(angle);
      CHECK(turned[0][head][1][pair].item<double>() == Approx(first).margin(rotary_rounding));
      CHECK(turned[0][head][1][pair + 2].item<double>() == Approx(second).margin(rotary_rounding));
    }
  }
}

TEST_CASE("the product of a turned query and key depends on the difference of their angles alone") {
  const at::Tensor q = at::randn({1, 1, 1, 6}, in_double), k = at::randn({1, 1, 1, 6}, in_double);
  const at::Tensor a = at::randn({1, 3}, in_double), b = at::randn({1, 3}, in_double),
                   both = at::randn({1, 3}, in_double);
  const auto product = [&](const at::Tensor& of_q, const at::Tensor& of_k) {
    return (rotate({}, q, rotary_table(of_q)) * rotate({}, k, rotary_table(of_k))).sum().item<double>();
  };
  CHECK(product(a, b) == Approx(product(a + both, b + both)).epsilon(rotary_rounding * 1e3));
}

TEST_CASE("a rotation keeps relevance and gives its own gradient") {
  ForwardContext context;
  context.mode = GraphMode::relevance;
  context.backward = std::make_shared<Backward>(Backward::relevance);
  const at::Tensor x = at::randn({2, 2, 3, 4}, in_double).requires_grad_(true);
  const RotaryTable table = rotary_table(at::randn({3, 2}, in_double));
  const at::Tensor from = at::randn({2, 2, 3, 4}, in_double);
  const at::Tensor y = rotate(context, x, table);
  CHECK(torch::autograd::grad({y}, {x}, {from}, true)[0].equal(from));

  ForwardContext gradient;
  gradient.mode = GraphMode::gradient;
  const at::Tensor plain = torch::autograd::grad({rotate(gradient, x, table)}, {x}, {from})[0];
  // A rotation's gradient is the rotation back, which keeps lengths.
  CHECK(plain.norm().item<double>() == Approx(from.norm().item<double>()));
}
