#include "core/nn/pre_norm_block.h"

#include <ATen/ATen.h>

namespace rex::nn {

at::Tensor PreNormBlock::operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                                    const AttentionSite& site) const {
  x = reused(context, x);
  x = add(context, x, attention(context, norm_before_attention(context, x), mask, site));
  x = reused(context, x);
  return add(context, x, feed_forward(context, norm_before_feed_forward(context, x)));
}

at::Tensor PreNormBlock::read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                              const AttentionSite& site, const TokenChoice& token) const {
  x = reused(context, x);
  const at::Tensor normal = norm_before_attention(context, x);
  const at::Tensor attended = attention.attend(context, normal, normal, normal, mask, site);
  x = add(context, select_token(context, x, token), attention.output(context, select_token(context, attended, token)));
  x = reused(context, x);
  return add(context, x, feed_forward(context, norm_before_feed_forward(context, x)));
}

at::Tensor PreNormStack::operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                                    AttentionSite first, std::vector<at::Tensor>* means) const {
  for (const PreNormBlock& block : blocks) {
    x = block(context, x, mask, first);
    if (means != nullptr) means->push_back(x.mean(1));
    ++first.layer;
  }
  return x;
}

at::Tensor PreNormStack::read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, AttentionSite first,
                              const TokenChoice& token, std::vector<at::Tensor>* means) const {
  if (means != nullptr) return select_token(context, (*this)(context, x, mask, first, means), token);
  for (auto block = blocks.begin(); block + 1 != blocks.end(); ++block, ++first.layer) {
    x = (*block)(context, x, mask, first);
  }
  return blocks.back().read(context, x, mask, first, token);
}

}  // namespace rex::nn
