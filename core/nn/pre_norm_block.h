#pragma once

#include <vector>

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

  /// The last layer where only TOKEN is read of its result: x [batch, tokens, hidden] → [batch, hidden]. Records the
  /// whole map, but computes nothing else for the other tokens.
  at::Tensor read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, const AttentionSite& site,
                  const TokenChoice& token) const;
};

/// Such layers one after another.
struct PreNormStack {
  std::vector<PreNormBlock> blocks;  ///< at least one

  /// x [batch, tokens, hidden] → the same shape. FIRST is where the first layer's map stands. MEANS, if given, gets the
  /// mean over the tokens after each layer, [batch, hidden].
  at::Tensor operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, AttentionSite first,
                        std::vector<at::Tensor>* means = nullptr) const;

  /// Only TOKEN of the result: [batch, hidden]. Without MEANS, the last layer computes little more than that.
  at::Tensor read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, AttentionSite first,
                  const TokenChoice& token, std::vector<at::Tensor>* means = nullptr) const;
};

}  // namespace rex::nn
