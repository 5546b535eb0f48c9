#include "core/explain/relevancy/factored_self.h"

#include <ATen/ATen.h>

#include <utility>

namespace rex {

at::Tensor product_of(const at::Tensor& first, const at::Tensor& second) {
  // Where the maps are in float64 (in_double()), unit vectors and zeros follow.
  const at::ScalarType type = at::promote_types(first.scalar_type(), second.scalar_type());
  const at::Tensor a = first.to(type), b = second.to(type);
  if (a.size(0) == 1) return at::mv(b.t(), a.squeeze(0)).unsqueeze(0);
  if (b.size(1) == 1) return at::mv(a, b.squeeze(1)).unsqueeze(1);
  return at::mm(a, b);
}

void FactoredSelfRelevancy::multiply(at::Tensor m, bool keep) { steps_.push_back({std::move(m), {}, keep}); }

void FactoredSelfRelevancy::add_product(at::Tensor left, at::Tensor right, bool keep) {
  steps_.push_back({std::move(left), std::move(right), keep});
}

at::Tensor FactoredSelfRelevancy::rows(const at::Tensor& x, std::size_t moment) const {
  return rows(x, moment, Identity::with);
}

at::Tensor FactoredSelfRelevancy::columns(const at::Tensor& y, std::size_t moment) const {
  return columns(y, moment, Identity::with);
}

// Both ways keep what was multiplied so far as X + change: R - I is then never a difference of nearly equal numbers.
at::Tensor FactoredSelfRelevancy::rows(const at::Tensor& x, std::size_t moment, Identity identity) const {
  at::Tensor change = at::zeros_like(x);
  at::Tensor added = at::zeros_like(x);
  bool whole = true;  // the rows still to be multiplied are X + change, not change alone
  for (std::size_t index = moment; index-- > 0;) {
    const Step& step = steps_[index];
    const at::Tensor current = whole ? x + change : change;
    if (step.right.defined()) {
      added = added + product_of(product_of(current, step.left), step.right);
      if (!step.keep) change = at::zeros_like(x);
    } else {
      const at::Tensor product = product_of(current, step.left);
      change = step.keep ? change + product : product;
    }
    whole = whole && step.keep;
  }
  const at::Tensor result = added + change;
  if (whole) return identity == Identity::with ? result + x : result;
  return identity == Identity::with ? result : result - x;
}

at::Tensor FactoredSelfRelevancy::columns(const at::Tensor& y, std::size_t moment, Identity identity) const {
  at::Tensor change = at::zeros_like(y);
  bool whole = true;
  for (std::size_t index = 0; index < moment; ++index) {
    const Step& step = steps_[index];
    const at::Tensor product = step.right.defined() ? product_of(step.left, product_of(step.right, y))
                                                    : product_of(step.left, whole ? y + change : change);
    change = step.keep ? change + product : product;
    whole = whole && step.keep;
  }
  if (whole) return identity == Identity::with ? change + y : change;
  return identity == Identity::with ? change : change - y;
}

at::Tensor FactoredSelfRelevancy::row_sums(std::size_t moment) {
  if (row_sums_.size() <= moment) row_sums_.resize(moment + 1);
  at::Tensor& sums = row_sums_[moment];
  if (!sums.defined()) sums = columns(at::ones({tokens_, 1}), moment, Identity::without).squeeze(1);
  return sums;
}

at::Tensor FactoredSelfRelevancy::inverse_row_sums(std::size_t moment) {
  const at::Tensor sums = row_sums(moment);
  return at::where(sums == 0, at::zeros_like(sums), sums.reciprocal());
}

at::Tensor FactoredSelfRelevancy::normalized_rows(const at::Tensor& x, std::size_t moment) {
  return rows(x * inverse_row_sums(moment), moment, Identity::without) + x;
}

at::Tensor FactoredSelfRelevancy::normalized_columns(const at::Tensor& y, std::size_t moment) {
  return columns(y, moment, Identity::without) * inverse_row_sums(moment).unsqueeze(1) + y;
}

}  // namespace rex
