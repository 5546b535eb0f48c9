#pragma once

#include "core/nn/attention.h"

namespace rex::nn {

/// One layer of ViT and CLIP: both halves normalise what they read and add to it what they make of it.
struct PreNormBlock {
  LayerNorm norm_before_attention;
  Attention attention;
  LayerNorm norm_before_feed_forward;
  FeedForward feed_forward;

  /// x [batch, tokens, hidden] → the same shape.
  at::Tensor operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                        const AttentionSite& site) const;
};

}  // namespace rex::nn
