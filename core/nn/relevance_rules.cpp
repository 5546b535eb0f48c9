#include "core/nn/relevance_rules.h"

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <vector>

namespace rex::nn::rules {
namespace {

constexpr double smallest = 1e-9;  // the references' stabiliser

/// Below this part of Σ|x w| the positive part of Σ x w is computed term by term: as a difference it would be noise.
constexpr double cancellation = 1e-3;

template <typename Number>
Number safe_quotient(Number a, Number b) {
  if (b == 0) return 0;
  const Number divisor = b + static_cast<Number>(smallest);
  return a / (divisor == 0 ? static_cast<Number>(smallest) : divisor);
}

double safe_quotient_of_totals(double a, double b) { return safe_quotient(a, b); }

double total(const at::Tensor& x) { return x.sum(at::kDouble).item<double>(); }

/// An entry (row, column) of a linear layer's result.
struct Entry {
  std::int64_t row, column;
};

/// S = R / Z with Z = (PRODUCT + MAGNITUDE)/2, the positive part of each sum, where MAGNITUDE is |x| |W|ᵀ. Entries
/// whose terms nearly all are negative cancel: they are left 0 and listed. Contiguous [rows, columns].
template <typename Number>
std::vector<Entry> divide_by_positive_part(const at::Tensor& relevance, const at::Tensor& product,
                                           at::Tensor& magnitude_in_share_out) {
  const std::int64_t columns = relevance.size(1);
  const Number* r = relevance.data_ptr<Number>();
  const Number* p = product.data_ptr<Number>();
  Number* m = magnitude_in_share_out.data_ptr<Number>();
  std::vector<Entry> cancelled;
  std::mutex guard;
  at::parallel_for(0, relevance.numel(), 1 << 14, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const Number twice = p[i] + m[i];
      const bool unsure = twice < static_cast<Number>(cancellation) * m[i];
      if (unsure && r[i] != 0) {
        const std::lock_guard lock(guard);
        cancelled.push_back({i / columns, i % columns});
      }
      m[i] = unsure ? 0 : safe_quotient(r[i], twice / 2);
    }
  });
  return cancelled;
}

/// Adds to RESULT what the entries give that were listed as cancelled, from their terms.
template <typename Number>
void add_term_by_term(const std::vector<Entry>& entries, const at::Tensor& relevance, const at::Tensor& x,
                      const at::Tensor& weight, at::Tensor& result) {
  const std::int64_t terms = x.size(1);
  for (const Entry& entry : entries) {
    const Number* a = x.data_ptr<Number>() + entry.row * terms;
    const Number* w = weight.data_ptr<Number>() + entry.column * terms;
    Number positive = 0;
    for (std::int64_t i = 0; i < terms; ++i) positive += std::max<Number>(a[i] * w[i], 0);
    const Number share =
        safe_quotient(relevance.data_ptr<Number>()[entry.row * relevance.size(1) + entry.column], positive);
    Number* to = result.data_ptr<Number>() + entry.row * terms;
    for (std::int64_t i = 0; i < terms; ++i) to[i] += share * std::max<Number>(a[i] * w[i], 0);
  }
}

/// The shared-denominator rule on rows. With x⁺w⁺ + x⁻w⁻ = (xw + |x||w|)/2, the forward product serves again: three
/// matrix products instead of four, and one copy of the weights' magnitudes, block by block, instead of two of their
/// halves.
template <typename Number>
at::Tensor shared_denominator(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& product,
                              const at::Tensor& weight) {
  const at::Tensor magnitude = x.abs();
  at::Tensor from_signed = at::zeros_like(x);
  at::Tensor from_magnitudes = at::zeros_like(x);
  at::Tensor term_by_term;
  const std::int64_t outputs = weight.size(0);
  // Blocks of half a million weights stay in the cache for both products.
  const std::int64_t block = std::max<std::int64_t>(64, (std::int64_t{1} << 19) / weight.size(1));
  for (std::int64_t first = 0; first < outputs; first += block) {
    const std::int64_t count = std::min(block, outputs - first);
    const at::Tensor w = weight.narrow(0, first, count);
    const at::Tensor w_magnitude = w.abs();
    const at::Tensor r = relevance.narrow(1, first, count).contiguous();
    at::Tensor share = at::mm(magnitude, w_magnitude.t());
    const std::vector<Entry> cancelled =
        divide_by_positive_part<Number>(r, product.narrow(1, first, count).contiguous(), share);
    from_signed.addmm_(share, w);
    from_magnitudes.addmm_(share, w_magnitude);
    if (!cancelled.empty()) {
      if (!term_by_term.defined()) term_by_term = at::zeros_like(x);
      add_term_by_term<Number>(cancelled, r, x, w.contiguous(), term_by_term);
    }
  }
  at::Tensor result = from_signed.mul_(x).addcmul_(from_magnitudes, magnitude).mul_(0.5);
  return term_by_term.defined() ? result.add_(term_by_term) : result;
}

/// The baselines' rule on rows: positive and negative factors each hand on all of the relevance.
at::Tensor separate_denominators(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& weight) {
  const at::Tensor x_positive = x.clamp_min(0), x_negative = x.clamp_max(0);
  const at::Tensor w_positive = weight.clamp_min(0), w_negative = weight.clamp_max(0);
  const at::Tensor from_positive = safe_divide(relevance, at::mm(x_positive, w_positive.t()));
  const at::Tensor from_negative = safe_divide(relevance, at::mm(x_negative, w_negative.t()));
  return at::mm(from_positive, w_positive).mul_(x_positive).addcmul_(at::mm(from_negative, w_negative), x_negative);
}

at::Tensor linear_rows(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& product,
                       const at::Tensor& weight, RuleSet rules) {
  if (rules == RuleSet::original) return separate_denominators(relevance, x, weight);
  return AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "relevance_linear",
                                    [&] { return shared_denominator<scalar_t>(relevance, x, product, weight); });
}

at::Tensor as_rows(const at::Tensor& x) { return x.reshape({-1, x.size(-1)}).contiguous(); }

}  // namespace

at::Tensor safe_divide(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor numerator = a.contiguous(), denominator = b.contiguous();
  at::Tensor result = at::empty_like(numerator);
  AT_DISPATCH_FLOATING_TYPES(a.scalar_type(), "safe_divide", [&] {
    const scalar_t* n = numerator.data_ptr<scalar_t>();
    const scalar_t* d = denominator.data_ptr<scalar_t>();
    scalar_t* to = result.data_ptr<scalar_t>();
    at::parallel_for(0, numerator.numel(), 1 << 14, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i) to[i] = safe_quotient(n[i], d[i]);
    });
  });
  return result;
}

at::Tensor linear(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& product, const at::Tensor& weight,
                  const LinearRule& rule, RuleSet rules) {
  const at::Tensor r = as_rows(relevance), rows = as_rows(x), products = as_rows(product);
  // After a token selection most rows carry nothing.
  const at::Tensor carrying = r.ne(0).any(1).nonzero().squeeze(1);
  at::Tensor result;
  if (2 * carrying.numel() > r.size(0)) {
    result = linear_rows(r, rows, products, weight, rules);
  } else {
    result = at::zeros_like(rows);
    if (carrying.numel() > 0) {
      result.index_copy_(0, carrying,
                         linear_rows(r.index_select(0, carrying), rows.index_select(0, carrying),
                                     products.index_select(0, carrying), weight, rules));
    }
  }
  if (rule.conserve_total) result.mul_(safe_quotient_of_totals(total(r), total(result)));
  return result.view(x.sizes());
}

std::pair<at::Tensor, at::Tensor> matmul(const at::Tensor& relevance, const at::Tensor& a, const at::Tensor& b,
                                         const at::Tensor& product, bool want_a, bool want_b) {
  const at::Tensor half = safe_divide(relevance, product).mul_(0.5);
  std::pair<at::Tensor, at::Tensor> result;
  if (want_a) result.first = at::matmul(half, b.transpose(-2, -1)).mul_(a);
  if (want_b) result.second = at::matmul(a.transpose(-2, -1), half).mul_(b);
  return result;
}

std::pair<at::Tensor, at::Tensor> add(const at::Tensor& relevance, const at::Tensor& a, const at::Tensor& b,
                                      const at::Tensor& sum, RuleSet rules) {
  const at::Tensor share = safe_divide(relevance, sum);
  at::Tensor to_a = share * a;
  at::Tensor to_b = share * b;
  if (rules == RuleSet::standard) {
    const double whole = total(relevance), sum_a = total(to_a), sum_b = total(to_b);
    const double both = std::abs(sum_a) + std::abs(sum_b);
    to_a.mul_(safe_quotient_of_totals(safe_quotient_of_totals(std::abs(sum_a), both) * whole, sum_a));
    to_b.mul_(safe_quotient_of_totals(safe_quotient_of_totals(std::abs(sum_b), both) * whole, sum_b));
  }
  return {to_a, to_b};
}

at::Tensor reused(const at::Tensor& relevance, const at::Tensor& x) { return safe_divide(relevance, x).mul_(x); }

at::Tensor pixel_linear(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& weight, double lowest,
                        double highest) {
  const at::Tensor r = as_rows(relevance), rows = as_rows(x);
  const at::Tensor w_positive = weight.clamp_min(0), w_negative = weight.clamp_max(0);
  const at::Tensor bounds = w_positive.sum(1) * lowest + w_negative.sum(1) * highest;  // [out]
  const at::Tensor share = r / (at::mm(rows, weight.t()) - bounds + smallest);
  return (at::mm(share, weight).mul_(rows) - at::mm(share, w_positive) * lowest - at::mm(share, w_negative) * highest)
      .view(x.sizes());
}

}  // namespace rex::nn::rules
