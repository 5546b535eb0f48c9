#pragma once

#include <ATen/core/Tensor.h>

#include "core/nn/attention.h"

namespace rex::nn {

/// Attention pooling (Zhai et al. 2022, arXiv 2106.04560, section 3.1; SigLIP's head): a learned probe attends to all
/// tokens, and a feed-forward half follows. It is a bi-modal layer whose only query is the probe.
struct AttentionPooling {
  at::Tensor probe;  ///< [1, 1, hidden]
  Attention attention;
  LayerNorm norm;
  FeedForward feed_forward;

  /// x [batch, tokens, hidden] → [batch, hidden]; records the map [batch, heads, 1, tokens] at SITE. MASK is added to
  /// the scores [batch, heads, 1, tokens] and may be undefined. The probe is no part of the input, so that scores are a
  /// linear layer of the keys: the keys take all relevance that comes through the attention, by that layer's rule. This
  /// rule is ours, as the references have no such layer.
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                        const AttentionSite& site) const;
};

}  // namespace rex::nn
