#pragma once

#include <vector>

#include "core/nn/attention.h"

namespace rex::nn {

/// One layer of ViT, CLIP and their kin: both halves normalise what they read and add to it what they make of it.
struct PreNormBlock {
  LayerNorm norm_before_attention;
  Attention attention;
  LayerNorm norm_before_feed_forward;
  FeedForward feed_forward;
  at::Tensor attention_scale = {};     ///< [hidden] LayerScale of what attention adds; undefined: none
  at::Tensor feed_forward_scale = {};  ///< [hidden] the same of the second half

  /// x [batch, tokens, hidden] → the same shape. ROTARY turns queries and keys, if given.
  at::Tensor operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, const AttentionSite& site,
                        const RotaryTable* rotary = nullptr) const;

  /// The last layer where only TOKEN is read of its result: x [batch, tokens, hidden] → [batch, hidden]. Records the
  /// whole map, but computes nothing else for the other tokens.
  at::Tensor read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, const AttentionSite& site,
                  const TokenChoice& token, const RotaryTable* rotary = nullptr) const;

 private:
  at::Tensor add_attended(const ForwardContext& context, const at::Tensor& x, const at::Tensor& attended) const;
  at::Tensor add_feed_forward(const ForwardContext& context, at::Tensor x) const;
};

/// Such layers one after another.
struct PreNormStack {
  std::vector<PreNormBlock> blocks;  ///< at least one

  /// x [batch, tokens, hidden] → the same shape. FIRST is where the first layer's map stands. MEANS, if given, gets the
  /// mean over the tokens after each layer, [batch, hidden].
  at::Tensor operator()(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, AttentionSite first,
                        std::vector<at::Tensor>* means = nullptr, const RotaryTable* rotary = nullptr) const;

  /// Only TOKEN of the result: [batch, hidden]. Without MEANS, the last layer computes little more than that.
  at::Tensor read(const ForwardContext& context, at::Tensor x, const at::Tensor& mask, AttentionSite first,
                  const TokenChoice& token, std::vector<at::Tensor>* means = nullptr,
                  const RotaryTable* rotary = nullptr) const;
};

}  // namespace rex::nn
