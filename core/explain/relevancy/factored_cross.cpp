#include "core/explain/relevancy/factored_cross.h"

#include <ATen/ATen.h>

#include <map>
#include <utility>

namespace rex {
namespace {

using Sides = FactoredCrossRelevancy::Sides;

at::Tensor rows_through(FactoredSelfRelevancy& relevancy, const at::Tensor& x, Sides sides, std::size_t moment) {
  if (sides == Sides::none) return x;
  return sides == Sides::plain ? relevancy.rows(x, moment) : relevancy.normalized_rows(x, moment);
}

at::Tensor columns_through(FactoredSelfRelevancy& relevancy, const at::Tensor& y, Sides sides, std::size_t moment) {
  if (sides == Sides::none) return y;
  return sides == Sides::plain ? relevancy.columns(y, moment) : relevancy.normalized_columns(y, moment);
}

}  // namespace

void FactoredCrossRelevancy::multiply(at::Tensor m, bool keep) {
  if (is_zero()) return;
  steps_.push_back({Kind::multiplied, std::move(m), keep, Sides::none, 0, 0});
}

void FactoredCrossRelevancy::attend(at::Tensor weights, Sides sides, std::size_t queries_moment,
                                    std::size_t keys_moment, bool keep) {
  if (!keep) steps_.clear();
  steps_.push_back({Kind::attended, std::move(weights), keep, sides, queries_moment, keys_moment});
}

at::Tensor FactoredCrossRelevancy::rows(const at::Tensor& x) const {
  at::Tensor current = x;
  at::Tensor result = at::zeros({x.size(0), keys_->tokens()}, x.options());
  // Bi-modal maps that meet the same R^{qq} share its multiplication: in DETR all decoder layers do.
  std::map<std::pair<Sides, std::size_t>, at::Tensor> waiting;
  for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
    if (step->kind == Kind::multiplied) {
      const at::Tensor product = product_of(current, step->weights);
      current = step->keep ? current + product : product;
    } else if (step->kind == Kind::given) {
      result = result + product_of(current, step->weights);
    } else {
      // x N(R^{ss})ᵀ = (N(R^{ss}) xᵀ)ᵀ
      const at::Tensor left = columns_through(*queries_, current.t(), step->sides, step->queries_moment).t();
      at::Tensor& sum = waiting[{step->sides, step->keys_moment}];
      const at::Tensor product = product_of(left, step->weights);
      sum = sum.defined() ? sum + product : product;
    }
  }
  for (const auto& [where, sum] : waiting) result = result + rows_through(*keys_, sum, where.first, where.second);
  return result;
}

at::Tensor FactoredCrossRelevancy::columns(const at::Tensor& y) const {
  at::Tensor result = at::zeros({queries_->tokens(), y.size(1)}, y.options());
  for (const Step& step : steps_) {
    if (step.kind == Kind::multiplied) {
      const at::Tensor product = product_of(step.weights, result);
      result = step.keep ? result + product : product;
    } else if (step.kind == Kind::given) {
      result = product_of(step.weights, y);
    } else {
      const at::Tensor right = product_of(step.weights, columns_through(*keys_, y, step.sides, step.keys_moment));
      // N(R^{ss})ᵀ z = (zᵀ N(R^{ss}))ᵀ
      result = result + rows_through(*queries_, right.t(), step.sides, step.queries_moment).t();
    }
  }
  return result;
}

at::Tensor FactoredCrossRelevancy::multiplied_out() {
  const std::int64_t rows_count = queries_->tokens(), columns_count = keys_->tokens();
  const at::Tensor matrix = rows_count <= columns_count ? rows(at::eye(rows_count)) : columns(at::eye(columns_count));
  if (steps_.size() > 1) {
    steps_.clear();
    steps_.push_back({Kind::given, matrix, false, Sides::none, 0, 0});
  }
  return matrix;
}

}  // namespace rex
