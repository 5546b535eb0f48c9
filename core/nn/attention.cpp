#include "core/nn/attention.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace rex::nn {
namespace {

/// [batch, T, heads · d] → [batch, heads, T, d], a view.
at::Tensor split_heads(const at::Tensor& x, std::int64_t heads) {
  return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

}  // namespace

at::Tensor Attention::attend(const ForwardContext& context, const at::Tensor& queries, const at::Tensor& keys,
                             const at::Tensor& values, const at::Tensor& mask, const AttentionSite& site,
                             const RotaryTable* rotary) const {
  // The queries are scaled and not the scores: there are fewer of them.
  const at::Tensor projected = query(context, queries);
  const double factor = 1 / std::sqrt(static_cast<double>(projected.size(2) / heads));
  at::Tensor q = split_heads(scale(context, projected, factor), heads);
  at::Tensor k = split_heads(key(context, keys), heads);
  if (rotary != nullptr) {
    q = rotate(context, q, *rotary);
    k = rotate(context, k, *rotary);
  }
  const at::Tensor v = split_heads(value(context, values), heads);

  at::Tensor scores = matmul(context, q, k.transpose(2, 3));
  if (mask.defined()) scores = add_constant(context, scores, mask);
  const at::Tensor weights = context.record(softmax(context, scores), site.stack, site.layer, site.query_domain,
                                            site.key_domain, site.simultaneous);
  return matmul(context, weights, v).transpose(1, 2).flatten(2);
}

at::Tensor padding_mask(const at::Tensor& real, const at::Tensor& x) {
  if (!real.defined()) return {};
  return additive_mask(real.ne(0).unsqueeze(1).unsqueeze(2), x);
}

at::Tensor additive_mask(const at::Tensor& allowed, const at::Tensor& x) {
  if (allowed.all().item<bool>()) return {};
  constexpr double lowest =
      std::numeric_limits<float>::lowest();  // not -infinity: a row that is masked whole stays finite
  return at::zeros(allowed.sizes(), x.options()).masked_fill_(allowed.logical_not(), lowest);
}

}  // namespace rex::nn
