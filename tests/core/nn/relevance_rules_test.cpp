#include "core/nn/relevance_rules.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "tests/support/catch.h"

using namespace rex;
using namespace rex::nn;

// The rules as sums over single numbers, in float64: what the tensor code must equal.
namespace {

/// Of float64 sums in another order.
constexpr double rule_rounding = 1e-10;
/// Where denominators are sums that may be small beside their terms: their rounding counts for more.
constexpr double rounding_of_quotients = 1e-8;
/// safe_divide's 1e-9 keeps totals from being exact where a denominator is small.
constexpr double rule_stabilizer_share = 1e-6;
/// Float32 where a term of 1e-6 takes all: what is left of its seven digits.
constexpr double float_rounding = 1e-3;

at::Tensor random(std::vector<std::int64_t> shape, std::uint64_t seed) {
  return at::randn(shape, at::detail::createCPUGenerator(seed), at::TensorOptions().dtype(at::kDouble));
}

double quotient(double a, double b) { return b == 0 ? 0 : a / (b + 1e-9); }

double at2(const at::Tensor& x, std::int64_t i, std::int64_t j) { return x[i][j].item<double>(); }

void check_equal(const at::Tensor& actual, const at::Tensor& expected, double tolerance = rule_rounding) {
  REQUIRE(actual.sizes() == expected.sizes());
  CHECK((actual - expected).abs().max().item<double>() <=
        tolerance * std::max(1.0, expected.abs().max().item<double>()));
}

at::Tensor linear_by_loops(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& weight, RuleSet rules) {
  at::Tensor result = at::zeros_like(x);
  for (std::int64_t row = 0; row < x.size(0); ++row) {
    for (std::int64_t j = 0; j < weight.size(0); ++j) {
      double both_positive = 0, both_negative = 0;
      for (std::int64_t i = 0; i < x.size(1); ++i) {
        const double a = at2(x, row, i), w = at2(weight, j, i);
        if (a > 0 && w > 0) both_positive += a * w;
        if (a < 0 && w < 0) both_negative += a * w;
      }
      for (std::int64_t i = 0; i < x.size(1); ++i) {
        const double a = at2(x, row, i), w = at2(weight, j, i);
        if (a * w <= 0) continue;
        const double denominator = rules == RuleSet::standard ? both_positive + both_negative
                                   : a > 0                    ? both_positive
                                                              : both_negative;
        result[row][i] += a * w * quotient(at2(relevance, row, j), denominator);
      }
    }
  }
  return result;
}

at::Tensor apply_linear(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& weight, RuleSet rules,
                        const LinearRule& rule = {}) {
  return rules::linear(relevance, x, at::matmul(x, weight.t()), weight, rule, rules);
}

}  // namespace

TEST_CASE("safe_divide adds 1e-9 and takes anything over zero as zero") {
  const at::Tensor a = at::tensor({1.0, -2.0, 3.0, 0.0, 5.0}, at::kDouble);
  const at::Tensor b = at::tensor({2.0, 1e-12, 0.0, 0.0, -1e-9}, at::kDouble);
  const at::Tensor c = rules::safe_divide(a, b);
  CHECK(c[0].item<double>() == Approx(1 / (2 + 1e-9)));
  CHECK(c[1].item<double>() == Approx(-2 / (1e-12 + 1e-9)));
  CHECK(c[2].item<double>() == 0);
  CHECK(c[3].item<double>() == 0);
  CHECK(c[4].item<double>() == Approx(5e9));  // the divisor would be 0
}

TEST_CASE("the linear rule equals its sums, for both sets of rules") {
  const at::Tensor x = random({5, 7}, 1), weight = random({4, 7}, 2), relevance = random({5, 4}, 3);
  for (const RuleSet rules : {RuleSet::standard, RuleSet::original}) {
    check_equal(apply_linear(relevance, x, weight, rules), linear_by_loops(relevance, x, weight, rules));
  }
  // in blocks: more outputs than one block holds, leading dimensions, strides
  const at::Tensor wide = random({1200, 600}, 4), rows = random({600, 3}, 5).t(), much = random({3, 1200}, 6);
  check_equal(
      apply_linear(much.unsqueeze(0), rows.unsqueeze(0), wide, RuleSet::standard).squeeze(0),
      [&] {
        const at::Tensor positive =
            at::mm(rows.clamp_min(0), wide.clamp_min(0).t()) + at::mm(rows.clamp_max(0), wide.clamp_max(0).t());
        const at::Tensor share = rules::safe_divide(much, positive);
        return rows.clamp_min(0) * at::mm(share, wide.clamp_min(0)) +
               rows.clamp_max(0) * at::mm(share, wide.clamp_max(0));
      }(),
      rounding_of_quotients);
}

TEST_CASE("the linear rule keeps the total, and DETR's variant does so whatever happens") {
  const at::Tensor x = random({6, 9}, 7), weight = random({5, 9}, 8), relevance = random({6, 5}, 9);
  CHECK(apply_linear(relevance, x, weight, RuleSet::standard).sum().item<double>() ==
        Approx(relevance.sum().item<double>()).epsilon(rule_stabilizer_share));
  at::Tensor dead = x.clone();
  dead[2].zero_();  // this row's relevance has nowhere to go
  const double kept = apply_linear(relevance, dead, weight, RuleSet::standard).sum().item<double>();
  CHECK(kept == Approx((relevance.sum() - relevance[2].sum()).item<double>()).epsilon(rule_stabilizer_share));
  CHECK(apply_linear(relevance, dead, weight, RuleSet::standard, {.conserve_total = true}).sum().item<double>() ==
        Approx(relevance.sum().item<double>()).epsilon(rule_stabilizer_share));
}

TEST_CASE("the linear rule survives zeros and cancellation") {
  at::Tensor x = random({4, 6}, 10).abs(), weight = -random({5, 6}, 11).abs();  // every term negative
  const at::Tensor relevance = random({4, 5}, 12);
  CHECK(apply_linear(relevance, x, weight, RuleSet::standard).abs().max().item<double>() == 0);
  weight[1][2] = 1e-6;  // one tiny positive term takes all
  check_equal(apply_linear(relevance, x, weight, RuleSet::standard),
              linear_by_loops(relevance, x, weight, RuleSet::standard));
  // The same in float32, where the difference of two sums would be noise.
  const at::Tensor single =
      apply_linear(relevance.to(at::kFloat), x.to(at::kFloat), weight.to(at::kFloat), RuleSet::standard);
  check_equal(single.to(at::kDouble), linear_by_loops(relevance, x, weight, RuleSet::standard), float_rounding);
  weight.zero_();
  CHECK(apply_linear(relevance, x, weight, RuleSet::standard).abs().max().item<double>() == 0);
  CHECK(apply_linear(relevance, x, weight, RuleSet::original).abs().max().item<double>() == 0);
  x.zero_();
  CHECK(apply_linear(relevance, x, weight, RuleSet::standard, {.conserve_total = true}).abs().max().item<double>() ==
        0);
}

TEST_CASE("rows without relevance cost nothing and get none") {
  const at::Tensor x = random({8, 5}, 13), weight = random({3, 5}, 14);
  at::Tensor relevance = at::zeros({8, 3}, at::kDouble);
  CHECK(apply_linear(relevance, x, weight, RuleSet::standard).abs().max().item<double>() == 0);
  relevance[6] = random({3}, 15);
  check_equal(apply_linear(relevance, x, weight, RuleSet::standard),
              linear_by_loops(relevance, x, weight, RuleSet::standard));
}

TEST_CASE("the product rule gives each side half") {
  const at::Tensor a = random({3, 4}, 16), b = random({4, 5}, 17), relevance = random({3, 5}, 18);
  const at::Tensor product = at::mm(a, b);
  const auto [to_a, to_b] = rules::matmul(relevance, a, b, product, true, true);
  at::Tensor expected_a = at::zeros_like(a), expected_b = at::zeros_like(b);
  for (std::int64_t i = 0; i < 3; ++i) {
    for (std::int64_t k = 0; k < 5; ++k) {
      const double share = quotient(at2(relevance, i, k), at2(product, i, k)) / 2;
      for (std::int64_t j = 0; j < 4; ++j) {
        expected_a[i][j] += share * at2(a, i, j) * at2(b, j, k);
        expected_b[j][k] += share * at2(a, i, j) * at2(b, j, k);
      }
    }
  }
  check_equal(to_a, expected_a);
  check_equal(to_b, expected_b);
  CHECK((to_a.sum() + to_b.sum()).item<double>() ==
        Approx(relevance.sum().item<double>()).epsilon(rule_stabilizer_share));
  CHECK_FALSE(rules::matmul(relevance, a, b, product, false, true).first.defined());
}

TEST_CASE("the addition rule shares, and the standard one rescales by totals") {
  const at::Tensor a = random({3, 4}, 19), b = random({3, 4}, 20), relevance = random({3, 4}, 21);
  const at::Tensor share = rules::safe_divide(relevance, a + b);
  const auto [plain_a, plain_b] = rules::add(relevance, a, b, a + b, RuleSet::original);
  check_equal(plain_a, a * share);
  check_equal(plain_b, b * share);

  const double whole = relevance.sum().item<double>();
  const double sum_a = plain_a.sum().item<double>(), sum_b = plain_b.sum().item<double>();
  const double both = std::abs(sum_a) + std::abs(sum_b);
  const auto [to_a, to_b] = rules::add(relevance, a, b, a + b, RuleSet::standard);
  CHECK(to_a.sum().item<double>() == Approx(std::abs(sum_a) / both * whole).epsilon(rule_stabilizer_share));
  CHECK(to_b.sum().item<double>() == Approx(std::abs(sum_b) / both * whole).epsilon(rule_stabilizer_share));
  CHECK((to_a.sum() + to_b.sum()).item<double>() == Approx(whole).epsilon(rule_stabilizer_share));

  // a and b cancel: nothing to share, and no division by zero
  const auto [gone_a, gone_b] = rules::add(relevance, a, -a, a - a, RuleSet::standard);
  CHECK(gone_a.abs().max().item<double>() == 0);
  CHECK(gone_b.abs().max().item<double>() == 0);
}

TEST_CASE("a reused tensor passes on the sum, but not where it is zero") {
  at::Tensor x = random({2, 3}, 22);
  x[1][1] = 0;
  const at::Tensor relevance = random({2, 3}, 23);
  const at::Tensor result = rules::reused(relevance, x);
  CHECK(at2(result, 1, 1) == 0);
  CHECK(at2(result, 0, 2) == Approx(at2(relevance, 0, 2)).epsilon(rule_stabilizer_share));
}

TEST_CASE("the pixel rule equals its sums and keeps the total") {
  const at::Tensor x = random({4, 6}, 24), weight = random({3, 6}, 25), relevance = random({4, 3}, 26);
  const double lowest = x.min().item<double>(), highest = x.max().item<double>();
  const at::Tensor result = rules::pixel_linear(relevance, x, weight, lowest, highest);
  at::Tensor expected = at::zeros_like(x);
  for (std::int64_t row = 0; row < 4; ++row) {
    for (std::int64_t j = 0; j < 3; ++j) {
      double denominator = 1e-9;
      const auto term = [&](std::int64_t i) {
        const double w = at2(weight, j, i);
        return at2(x, row, i) * w - lowest * std::max(w, 0.0) - highest * std::min(w, 0.0);
      };
      for (std::int64_t i = 0; i < 6; ++i) denominator += term(i);
      for (std::int64_t i = 0; i < 6; ++i) expected[row][i] += term(i) * at2(relevance, row, j) / denominator;
    }
  }
  check_equal(result, expected, rounding_of_quotients);
  CHECK(result.sum().item<double>() == Approx(relevance.sum().item<double>()).epsilon(rule_stabilizer_share));
}
