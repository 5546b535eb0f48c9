#include "core/nn/pre_norm_block.h"

#include <ATen/ATen.h>

namespace rex::nn {
namespace {

at::Tensor scaled(const ForwardContext& context, const at::Tensor& x, const at::Tensor& factor) {
  return factor.defined() ? scale(context, x, factor) : x;
}

}  // namespace

at::Tensor PreNormBlock::add_attended(const ForwardContext& context, const at::Tensor& x,
                                      const at::Tensor& attended) const {
  return add(context, x, scaled(context, attention.output(context, attended), attention_scale));
}

at::Tensor PreNormBlock::add_feed_forward(const ForwardContext& context, at::Tensor x) const {
  x = reused(context, x);
  const at::Tensor made = feed_forward(context, norm_before_feed_forward(context, x));
  return add(context, x, scaled(context, made, feed_forward_scale));
}

at::Tensor PreNormBlock::operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                                    const AttentionSite& site, const RotaryTable* rotary) const {
  x = reused(context, x);
  const at::Tensor normal = norm_before_attention(context, x);
  const at::Tensor attended = attention.attend(context, normal, normal, normal, mask, site, rotary);
  return add_feed_forward(context, add_attended(context, x, attended));
}

at::Tensor PreNormBlock::read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                              const AttentionSite& site, const TokenChoice& token, const RotaryTable* rotary) const {
  x = reused(context, x);
  const at::Tensor normal = norm_before_attention(context, x);
  const at::Tensor attended = attention.attend(context, normal, normal, normal, mask, site, rotary);
  return add_feed_forward(
      context, add_attended(context, select_token(context, x, token), select_token(context, attended, token)));
}

at::Tensor PreNormStack::operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                                    AttentionSite first, std::vector<at::Tensor>* means,
                                    const RotaryTable* rotary) const {
  for (const PreNormBlock& block : blocks) {
    x = block(context, x, mask, first, rotary);
    if (means != nullptr) means->push_back(x.mean(1));
    ++first.layer;
  }
  return x;
}

at::Tensor PreNormStack::read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, AttentionSite first,
                              const TokenChoice& token, std::vector<at::Tensor>* means,
                              const RotaryTable* rotary) const {
  if (means != nullptr) return select_token(context, (*this)(context, x, mask, first, means, rotary), token);
  for (auto block = blocks.begin(); block + 1 != blocks.end(); ++block, ++first.layer) {
    x = (*block)(context, x, mask, first, rotary);
  }
  return blocks.back().read(context, x, mask, first, token, rotary);
}

}  // namespace rex::nn
