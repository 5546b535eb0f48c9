#include "core/nn/pre_norm_block.h"

namespace rex::nn {

at::Tensor PreNormBlock::operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                                    const AttentionSite& site) const {
  x = reused(context, x);
  x = add(context, x, attention(context, norm_before_attention(context, x), mask, site));
  x = reused(context, x);
  return add(context, x, feed_forward(context, norm_before_feed_forward(context, x)));
}

}  // namespace rex::nn
