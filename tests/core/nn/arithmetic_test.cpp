#include "core/nn/arithmetic.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;
using nn::Arithmetic;

namespace {

/// Rounding of a result to bfloat16 (8 bits), relative to the largest; what sums in another order add is far below.
constexpr double result_rounding = 1.0 / 256;

at::Tensor rounded(const at::Tensor& x) { return x.to(at::kBFloat16).to(at::kFloat); }

double difference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>() / b.abs().max().item<double>();
}

bool can_bfloat16() {
  try {
    nn::require_arithmetic(Arithmetic::bfloat16);
  } catch (const Error&) {
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE("bfloat16 is refused with the reason where it would be emulated") {
  const std::string all = "fpu avx512f avx512bw avx512dq avx512vl avx512_bf16 amx_tile amx_bf16";
  CHECK(nn::bfloat16_problem(all, true).empty());
  CHECK(nn::bfloat16_problem("avx512bw avx512dq avx512vl avx512_bf16", true).empty());
  CHECK(nn::bfloat16_problem("avx512bw avx512dq avx512vl amx_bf16", true).empty());
  struct Refused {
    const char *flags, *reason;
    bool onednn = true;
  };
  for (const auto& [flags, reason, onednn] : std::vector<Refused>{
           {"avx512bw avx512dq avx512vl avx512_bf16", "oneDNN", false},
           {"", "no instructions"},
           {"fpu sse2 avx2 fma", "no instructions"},
           {"avx512f avx512bw avx512dq avx512vl amx_tile", "no instructions"},
           {"avx512_bf16x avx512bw avx512dq avx512vl", "no instructions"},
           {"avx512_bf16 avx512dq avx512vl", "avx512bw"},
           {"avx512_bf16 avx512bw avx512vl", "avx512dq"},
           {"amx_bf16 avx512bw avx512dq", "avx512vl"},
       }) {
    INFO(flags);
    CHECK_THAT(nn::bfloat16_problem(flags, onednn), ContainsSubstring(reason));
  }
}

TEST_CASE("names of arithmetics are read, and others refused") {
  for (const Arithmetic arithmetic : {Arithmetic::float32, Arithmetic::bfloat16}) {
    CHECK(nn::arithmetic_from_name(nn::name(arithmetic)) == arithmetic);
  }
  for (const char* name : {"", "float", "bf16", "double", "Float32"}) {
    CHECK_THROWS_AS(nn::arithmetic_from_name(name), Error);
  }
}

TEST_CASE("a product in bfloat16 is that of rounded operands in float32") {
  if (!can_bfloat16()) REX_SKIP("this processor does not multiply in bfloat16");
  for (const auto& [rows, in, out] : {std::array{1, 8, 5}, std::array{7, 64, 96}, std::array{50, 129, 33}}) {
    at::manual_seed(3);
    const at::Tensor x = at::randn({rows, in}).requires_grad_(true), bias = at::randn({out});
    const at::Tensor weight = at::randn({out, in}).to(at::kBFloat16), wide = weight.to(at::kFloat);
    const at::Tensor found = nn::product(x, weight, bias);
    CHECK(found.scalar_type() == at::kFloat);
    CHECK(difference(found.detach(), at::mm(rounded(x.detach()), wide.t()) + bias) < result_rounding);
    const at::Tensor incoming = at::randn({rows, out});
    const at::Tensor back = torch::autograd::grad({found}, {x}, {incoming})[0];
    CHECK(back.scalar_type() == at::kFloat);
    CHECK(difference(back, at::mm(rounded(incoming), wide)) < result_rounding);
  }
}

TEST_CASE("a convolution in bfloat16 is that of rounded operands in float32") {
  if (!can_bfloat16()) REX_SKIP("this processor does not multiply in bfloat16");
  for (const nn::ConvolutionSteps& steps :
       {nn::ConvolutionSteps{}, nn::ConvolutionSteps{2, 1, 1, 1}, nn::ConvolutionSteps{1, 2, 2, 4}}) {
    at::manual_seed(4);
    const at::Tensor map = at::randn({2, 8, 11, 9}), bias = at::randn({12});
    const at::Tensor weight = at::randn({12, 8 / steps.groups, 3, 3}).to(at::kBFloat16);
    const at::Tensor found = nn::convolution(map, weight, bias, steps);
    CHECK(found.scalar_type() == at::kFloat);
    CHECK(difference(found, nn::convolution(rounded(map), weight.to(at::kFloat), bias, steps)) < result_rounding);
  }
}

TEST_CASE("a backward leaves out rows of the gradient that are zero, and gives the same") {
  at::manual_seed(5);
  const at::Tensor weight = at::randn({6, 4});
  const at::Tensor whole = at::randn({3, 5, 6});
  for (const std::vector<std::int64_t>& kept : std::vector<std::vector<std::int64_t>>{
           {}, {0}, {14}, {5, 6, 7, 8, 9}, {1, 4, 11}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}}) {
    at::Tensor gradient = at::zeros({15, 6});
    for (const std::int64_t row : kept) gradient[row] = whole.view({15, 6})[row];
    gradient = gradient.view({3, 5, 6});
    INFO(kept.size());
    const at::Tensor found = nn::product_backward(gradient, weight);
    CHECK(found.sizes() == at::IntArrayRef({3, 5, 4}));
    CHECK(at::allclose(found, at::matmul(gradient, weight)));
    CHECK(at::allclose(found, nn::product_backward(gradient, weight, /*skip_zero_rows=*/false)));
    // Strided, as what comes from a permuted tensor is, and in float64.
    const at::Tensor strided = gradient.transpose(0, 1).contiguous().transpose(0, 1);
    CHECK(at::equal(nn::product_backward(strided, weight), found));
    CHECK(at::allclose(nn::product_backward(gradient.to(at::kDouble), weight.to(at::kDouble)).to(at::kFloat), found));
  }
  at::Tensor broken = at::zeros({2, 6});
  broken[1][3] = NAN;  // no zero: it must be seen
  CHECK(nn::product_backward(broken, weight)[1].isnan().all().item<bool>());
}
