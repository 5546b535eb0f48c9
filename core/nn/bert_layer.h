#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/nn/attention.h"

/// The post-norm layers of BERT (Devlin et al. 2019) that VisualBERT and LXMERT share.
namespace rex::nn {

/// How large the layers of one encoder are.
struct BertSizes {
  std::int64_t hidden = 768;
  std::int64_t heads = 12;
  std::int64_t inner = 3072;
  Activation activation = Activation::gelu;
  double epsilon = 1e-12;
};

/// Attention, residual addition, norm.
struct BertAttention {
  Attention attention;
  LayerNorm norm;

  BertAttention() = default;
  /// Takes ATTENTION_NAME.query/key/value and OUTPUT_NAME.dense/LayerNorm. What keys and values are made of is
  /// OTHERS_HIDDEN wide; 0: as wide as the queries.
  BertAttention(ParameterSource& source, const std::string& attention_name, const std::string& output_name,
                const BertSizes& sizes, std::int64_t others_hidden = 0);

  /// x [batch, T, hidden] attends to itself.
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                        const AttentionSite& site) const;

  /// The same, of which only TOKEN is read: [batch, hidden]. Records the whole map, but computes nothing else for the
  /// other tokens.
  at::Tensor read(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask, const AttentionSite& site,
                  const TokenChoice& token) const;

  /// x [batch, T, hidden] attends to OTHERS [batch, S, hidden of others].
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& others,
                        const at::Tensor& mask, const AttentionSite& site) const;

  /// The same, of which only TOKEN is read: [batch, hidden].
  at::Tensor read(const ForwardContext& context, const at::Tensor& x, const at::Tensor& others, const at::Tensor& mask,
                  const AttentionSite& site, const TokenChoice& token) const;
};

/// Feed-forward layer, residual addition, norm.
struct BertFeedForward {
  FeedForward feed_forward;
  LayerNorm norm;

  BertFeedForward() = default;
  /// Takes INNER_NAME.dense and OUTPUT_NAME.dense/LayerNorm.
  BertFeedForward(ParameterSource& source, const std::string& inner_name, const std::string& output_name,
                  const BertSizes& sizes);

  /// x [..., hidden] → the same shape.
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x) const;
};

/// A whole encoder layer.
struct BertLayer {
  BertAttention attention;
  BertFeedForward feed_forward;

  BertLayer() = default;
  /// Takes NAME.attention.self, NAME.attention.output, NAME.intermediate and NAME.output.
  BertLayer(ParameterSource& source, const std::string& name, const BertSizes& sizes);

  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                        const AttentionSite& site) const {
    return feed_forward(context, attention(context, x, mask, site));
  }

  /// The last layer where only TOKEN is read of its result: [batch, hidden].
  at::Tensor read(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask, const AttentionSite& site,
                  const TokenChoice& token) const {
    return feed_forward(context, attention.read(context, x, mask, site, token));
  }
};

/// What BERT reads of words: word + token type, where there are any, + position, then a norm.
struct BertEmbeddings {
  at::Tensor words;      ///< [vocabulary, hidden]
  at::Tensor positions;  ///< [longest text, hidden]
  at::Tensor types;      ///< [types, hidden], or undefined
  LayerNorm norm;

  BertEmbeddings() = default;
  /// Takes NAME.word_embeddings, .position_embeddings, .token_type_embeddings (unless TYPES is 0) and .LayerNorm.
  BertEmbeddings(ParameterSource& source, const std::string& name, std::int64_t vocabulary, std::int64_t longest,
                 std::int64_t types, const BertSizes& sizes);

  /// The sum before the norm. IDS, TYPE_IDS [batch, T] → [batch, T, hidden]. PLACES [batch, T] are the rows of the
  /// positions; undefined: 0, 1, …. Throws Error where the text is longer than the position embeddings.
  at::Tensor sum(const at::Tensor& ids, const at::Tensor& type_ids, const at::Tensor& places = {}) const;
};

}  // namespace rex::nn
