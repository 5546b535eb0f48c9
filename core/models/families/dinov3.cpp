#include <ATen/ATen.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/family.h"
#include "core/models/families/image_processors.h"
#include "core/models/families/patch_domain.h"
#include "core/models/families/sample_inputs.h"
#include "core/models/inputs.h"
#include "core/nn/patch_embedding.h"
#include "core/nn/pre_norm_block.h"
#include "core/nn/rotary.h"

namespace rex {
namespace {

/// DINOv3 (Siméoni et al. 2025, arXiv 2508.10104): ViT with registers whose patches have rotary positions. It has no
/// classifier; its feature is the class token's.
class Dinov3 : public Model {
 public:
  Dinov3(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  std::int64_t special_tokens() const { return 1 + (registers_.defined() ? registers_.size(1) : 0); }
  nn::RotaryTable rotations(std::pair<std::int64_t, std::int64_t> grid) const;

  std::int64_t channels_;
  std::int64_t head_width_;
  double rotary_base_;
  nn::PatchEmbedding patches_;
  at::Tensor class_token_;  // [1, 1, hidden]
  at::Tensor registers_;    // [1, registers, hidden], or undefined
  nn::PreNormStack blocks_;
  nn::LayerNorm norm_;
};

Dinov3::Dinov3(const Config& config, ParameterSource& source) {
  const std::int64_t hidden = config.size("hidden_size", 384);
  const std::int64_t heads = config.heads("num_attention_heads", hidden, 6);
  const std::int64_t inner = config.size("intermediate_size", 1536);
  const int layers = config.layers("num_hidden_layers", 12);
  const double epsilon = config.number("layer_norm_eps", 1e-5);
  const bool gated = config.flag("use_gated_mlp", false), mlp_bias = config.flag("mlp_bias", true);
  const nn::Activation activation = config.activation("hidden_act", "gelu");
  const auto [patch_height, patch_width] = config.extent("patch_size", 16);
  channels_ = config.size("num_channels", 3);
  head_width_ = hidden / heads;
  rotary_base_ = config.number("rope_theta", 100);
  if (head_width_ % 4 != 0) {
    throw Error(config.name("num_attention_heads"),
                "heads of " + std::to_string(head_width_) + " channels cannot be turned by two coordinates",
                "Their width must be a multiple of 4.");
  }
  if (!(rotary_base_ > 0)) throw Error(config.name("rope_theta"), "is not positive");

  class_token_ = source.take("embeddings.cls_token", {1, 1, hidden});
  if (const std::int64_t registers = config.integer("num_register_tokens", 0); registers != 0) {
    registers_ = source.take("embeddings.register_tokens", {1, config.size("num_register_tokens"), hidden});
  }
  patches_.weight = source.take("embeddings.patch_embeddings.weight", {hidden, channels_, patch_height, patch_width});
  patches_.bias = source.take("embeddings.patch_embeddings.bias", {hidden});
  source.ignore("embeddings.mask_token");       // of pre-training
  source.ignore("embeddings.register_tokens");  // where there are none, an empty tensor
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = "layer." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + "norm1", hidden, epsilon};
    block.attention.query = {source, name + "attention.q_proj", hidden, hidden, config.flag("query_bias", true)};
    block.attention.key = {source, name + "attention.k_proj", hidden, hidden, config.flag("key_bias", false)};
    block.attention.value = {source, name + "attention.v_proj", hidden, hidden, config.flag("value_bias", true)};
    block.attention.output = {source, name + "attention.o_proj", hidden, hidden, config.flag("proj_bias", true)};
    block.attention.heads = heads;
    block.attention_scale = source.take(name + "layer_scale1.lambda1", {hidden});
    block.norm_before_feed_forward = {source, name + "norm2", hidden, epsilon};
    block.feed_forward.activation = activation;
    if (gated) block.feed_forward.gate = {source, name + "mlp.gate_proj", hidden, inner, mlp_bias};
    block.feed_forward.up = {source, name + "mlp.up_proj", hidden, inner, mlp_bias};
    block.feed_forward.down = {source, name + "mlp.down_proj", inner, hidden, mlp_bias};
    block.feed_forward_scale = source.take(name + "layer_scale2.lambda1", {hidden});
    blocks_.blocks.push_back(std::move(block));
  }
  norm_ = {source, "norm", hidden, epsilon};
  answer_with_features();

  adopt(source);
  description_.summary = {transformer_summary(layers, heads, hidden),
                          "patches of " + std::to_string(patch_height) + "×" + std::to_string(patch_width)};
}

/// Each axis goes from -1 to 1 over the picture, whatever its size; half of a head's angles tell the row, half the
/// column. Class and register tokens are not turned.
nn::RotaryTable Dinov3::rotations(std::pair<std::int64_t, std::int64_t> grid) const {
  constexpr double pi = 3.14159265358979323846;
  const auto centres = [](std::int64_t count) {
    return (at::arange(count, at::kFloat) + 0.5) / static_cast<double>(count) * 2 - 1;
  };
  const at::Tensor places = at::arange(head_width_ / 4, at::kFloat) * (4 / static_cast<double>(head_width_));
  const at::Tensor frequencies = 1 / at::pow(rotary_base_, places);                   // [width / 4]
  const at::Tensor rows = centres(grid.first).unsqueeze(1) * frequencies * (2 * pi);  // [rows, width / 4]
  const at::Tensor columns = centres(grid.second).unsqueeze(1) * frequencies * (2 * pi);
  const std::vector<std::int64_t> shape = {grid.first, grid.second, head_width_ / 4};
  const at::Tensor patches =
      at::cat({rows.unsqueeze(1).expand(shape), columns.unsqueeze(0).expand(shape)}, 2).flatten(0, 1);
  return nn::rotary_table(at::cat({at::zeros({special_tokens(), head_width_ / 2}), patches}, 0));
}

void Dinov3::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const at::Tensor pixels = context.mark_input(
      "pixels", 0, required_pixels(pass.inputs, channels_, patches_.weight.size(2), patches_.weight.size(3)));
  if (context.trace != nullptr) context.trace->domains = {patch_domain("s", special_tokens(), patches_, pixels)};

  std::vector<at::Tensor> tokens = {class_token_.expand({pixels.size(0), -1, -1})};
  if (registers_.defined()) tokens.push_back(registers_.expand({pixels.size(0), -1, -1}));
  tokens.push_back(patches_(context, pixels));
  const nn::RotaryTable rotary = rotations(patches_.grid(pixels));
  std::vector<at::Tensor> means;
  const at::Tensor read = blocks_.read(context, at::cat(tokens, 1), {}, {"encoder.self", 0, 0, 0}, 0,
                                       context.records_layer_scores() ? &means : nullptr, &rotary);
  for (std::size_t layer = 0; layer < means.size(); ++layer) {
    context.trace->layer_scores.push_back(
        {"encoder.self", static_cast<int>(layer), norm_(context, means[layer]).squeeze(0)});
  }
  const at::Tensor feature = norm_(context, read);
  set_class_scores(pass, feature);
  pass.outputs["pooler_output"] = feature;
  pass.read_outs = {{0, 0, false, PatchRows::shown_apart}};
}

}  // namespace

Family dinov3_vit_family() {
  Family family;
  family.type = "dinov3_vit";
  family.title = "DINOv3";
  family.baselines = "vit";
  family.kind = {.picture = PictureInput::pixels,
                 .answers = AnswerKind::features,
                 .probabilities = ProbabilityRule::none,
                 .layer_scores = true};
  family.explains_features = true;
  family.names.signs = {"embeddings.patch_embeddings.weight", "layer.#.layer_scale1.lambda1",
                        "layer.#.attention.q_proj.weight"};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Dinov3>(Config(config), source);
  };
  family.image_processor = image_processor("DINOv3ViT", SizeRule::exact, 224, ResizeFilter::bilinear, imagenet_colours);
  family.image_processor->defaults.resize_in_float = true;
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const auto [height, width] = Config(config).extent("image_size", 224);
    return {{"size", {{"height", height}, {"width", width}}}};
  };
  family.sample_inputs = [](const nlohmann::json& json, const SampleSizes& sizes) -> ModelInputs {
    const Config config(json);
    const auto [height, width] = config.extent("image_size", 224);
    return {{"pixel_values", sample_pixels(sizes, config.size("num_channels", 3), {width, height})}};
  };
  return family;
}

}  // namespace rex
