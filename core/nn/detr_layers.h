// The Transformer layers of DETR (arXiv 2005.12872): normalised after each residual addition, positions added to what
// makes queries and keys but not to values.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/nn/attention.h"
#include "core/nn/layers.h"

namespace rex::nn {

/// DETR's linear layers keep the total relevance.
inline constexpr LinearRule detr_linear_rule{.conserve_total = true};

struct DetrLayerSettings {
  std::int64_t hidden = 256;
  std::int64_t heads = 8;
  std::int64_t feed_forward = 2048;
  Activation activation = Activation::relu;
};

class DetrEncoderLayer {
 public:
  /// NAME as in "model.encoder.layers.0".
  DetrEncoderLayer(const std::string& name, const DetrLayerSettings& settings, ParameterSource& parameters);

  /// X and POSITIONS [batch, tokens, hidden] → [batch, tokens, hidden]. MASK as for Attention.
  at::Tensor forward(const ForwardContext& context, const at::Tensor& x, const at::Tensor& positions,
                     const at::Tensor& mask, const AttentionSite& site) const;

 private:
  Attention attention_;
  LayerNorm attention_norm_;
  FeedForward feed_forward_;
  LayerNorm final_norm_;
};

class DetrDecoderLayer {
 public:
  /// NAME as in "model.decoder.layers.0".
  DetrDecoderLayer(const std::string& name, const DetrLayerSettings& settings, ParameterSource& parameters);

  /// X and QUERY_POSITIONS [batch, queries, hidden]; MEMORY and POSITIONS [batch, tokens, hidden] → [batch, queries,
  /// hidden]. MEMORY_MASK as for Attention.
  at::Tensor forward(const ForwardContext& context, const at::Tensor& x, const at::Tensor& query_positions,
                     const at::Tensor& memory, const at::Tensor& positions, const at::Tensor& memory_mask,
                     const AttentionSite& self_site, const AttentionSite& cross_site) const;

 private:
  Attention self_attention_;
  LayerNorm self_norm_;
  Attention cross_attention_;
  LayerNorm cross_norm_;
  FeedForward feed_forward_;
  LayerNorm final_norm_;
};

}  // namespace rex::nn
