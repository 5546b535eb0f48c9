#include "core/models/families/clip_tower.h"

#include <utility>

namespace rex {

ClipTower::ClipTower(const Config& config, ParameterSource& source, const std::string& prefix,
                     const ClipTowerDefaults& defaults)
    : hidden(config.size("hidden_size", defaults.hidden)),
      heads(config.heads("num_attention_heads", hidden, defaults.heads)) {
  const std::int64_t inner = config.size("intermediate_size", defaults.inner > 0 ? defaults.inner : 4 * hidden);
  const double epsilon = config.number("layer_norm_eps", defaults.epsilon);
  const int layers = config.layers("num_hidden_layers", 12);
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = prefix + ".encoder.layers." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + "layer_norm1", hidden, epsilon};
    block.attention.query = {source, name + "self_attn.q_proj", hidden, hidden};
    block.attention.key = {source, name + "self_attn.k_proj", hidden, hidden};
    block.attention.value = {source, name + "self_attn.v_proj", hidden, hidden};
    block.attention.output = {source, name + "self_attn.out_proj", hidden, hidden};
    block.attention.heads = heads;
    block.norm_before_feed_forward = {source, name + "layer_norm2", hidden, epsilon};
    block.feed_forward.up = {source, name + "mlp.fc1", hidden, inner};
    block.feed_forward.activation = config.activation("hidden_act", defaults.activation);
    block.feed_forward.down = {source, name + "mlp.fc2", inner, hidden};
    blocks.push_back(std::move(block));
  }
}

std::string ClipTower::summary(const std::string& what) const {
  return what + ": " + transformer_summary(static_cast<std::int64_t>(blocks.size()), heads, hidden);
}

}  // namespace rex
