#include "core/nn/detr_layers.h"

#include <ATen/ATen.h>

namespace rex::nn {
namespace {

constexpr double norm_epsilon = 1e-5;

Attention attention(ParameterSource& parameters, const std::string& name, const DetrLayerSettings& settings) {
  const auto projection = [&](const char* which) {
    return Linear(parameters, name + which, settings.hidden, settings.hidden, true, detr_linear_rule);
  };
  return {projection(".q_proj"), projection(".k_proj"), projection(".v_proj"), projection(".out_proj"), settings.heads};
}

FeedForward feed_forward(ParameterSource& parameters, const std::string& name, const DetrLayerSettings& settings) {
  return {Linear(parameters, name + ".fc1", settings.hidden, settings.feed_forward, true, detr_linear_rule),
          settings.activation,
          Linear(parameters, name + ".fc2", settings.feed_forward, settings.hidden, true, detr_linear_rule)};
}

}  // namespace

DetrEncoderLayer::DetrEncoderLayer(const std::string& name, const DetrLayerSettings& settings,
                                   ParameterSource& parameters)
    : attention_(attention(parameters, name + ".self_attn", settings)),
      attention_norm_(parameters, name + ".self_attn_layer_norm", settings.hidden, norm_epsilon),
      feed_forward_(feed_forward(parameters, name, settings)),
      final_norm_(parameters, name + ".final_layer_norm", settings.hidden, norm_epsilon) {}

at::Tensor DetrEncoderLayer::forward(const ForwardContext& context, const at::Tensor& x, const at::Tensor& positions,
                                     const at::Tensor& mask, const AttentionSite& site) const {
  const at::Tensor tokens = reused(context, x);
  const at::Tensor placed = reused(context, add_constant(context, tokens, positions));
  const at::Tensor attended = attention_(context, placed, placed, tokens, mask, site);
  const at::Tensor mixed = reused(context, attention_norm_(context, add(context, tokens, attended)));
  return final_norm_(context, add(context, mixed, feed_forward_(context, mixed)));
}

DetrDecoderLayer::DetrDecoderLayer(const std::string& name, const DetrLayerSettings& settings,
                                   ParameterSource& parameters)
    : self_attention_(attention(parameters, name + ".self_attn", settings)),
      self_norm_(parameters, name + ".self_attn_layer_norm", settings.hidden, norm_epsilon),
      cross_attention_(attention(parameters, name + ".encoder_attn", settings)),
      cross_norm_(parameters, name + ".encoder_attn_layer_norm", settings.hidden, norm_epsilon),
      feed_forward_(feed_forward(parameters, name, settings)),
      final_norm_(parameters, name + ".final_layer_norm", settings.hidden, norm_epsilon) {}

at::Tensor DetrDecoderLayer::forward(const ForwardContext& context, const at::Tensor& x,
                                     const at::Tensor& query_positions, const at::Tensor& memory,
                                     const at::Tensor& positions, const at::Tensor& memory_mask,
                                     const AttentionSite& self_site, const AttentionSite& cross_site) const {
  // In the reference, relevance simply adds up here, while every other branching goes through the rule of reused().
  const at::Tensor placed = reused(context, add_constant(context, x, query_positions));
  const at::Tensor attended = self_attention_(context, placed, placed, x, {}, self_site);
  const at::Tensor queries = reused(context, self_norm_(context, add(context, x, attended)));

  const at::Tensor image = reused(context, memory);
  const at::Tensor looked_up =
      cross_attention_(context, add_constant(context, queries, query_positions),
                       add_constant(context, image, positions), image, memory_mask, cross_site);
  const at::Tensor mixed = reused(context, cross_norm_(context, add(context, queries, looked_up)));
  return final_norm_(context, add(context, mixed, feed_forward_(context, mixed)));
}

}  // namespace rex::nn
