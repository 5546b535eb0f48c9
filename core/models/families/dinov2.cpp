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
#include "core/models/families/weight_shapes.h"
#include "core/models/inputs.h"
#include "core/nn/patch_embedding.h"
#include "core/nn/pre_norm_block.h"

namespace rex {
namespace {

const char* const plain = "dinov2";
const char* const with_registers = "dinov2_with_registers";

/// DINOv2 (Oquab et al. 2023, arXiv 2304.07193) and DINOv2 with registers (Darcet et al. 2023, arXiv 2309.16588): ViT
/// with LayerScale, whose classifier reads the class token beside the mean of the patches. Without a classifier the
/// feature is the class token's.
class Dinov2 : public Model {
 public:
  Dinov2(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  std::int64_t special_tokens() const { return 1 + (registers_.defined() ? registers_.size(1) : 0); }
  at::Tensor embed(const nn::ForwardContext& context, const at::Tensor& pixels) const;
  /// What each layer would score alone: MEANS [batch, hidden] of its tokens in place of what is read.
  void record_layer_scores(const nn::ForwardContext& context, const std::vector<at::Tensor>& means) const;

  std::int64_t channels_;
  std::pair<std::int64_t, std::int64_t> grid_;  // of the pictures that the position embeddings were trained on
  nn::PatchEmbedding patches_;
  at::Tensor class_token_;  // [1, 1, hidden]
  at::Tensor registers_;    // [1, registers, hidden], or undefined
  at::Tensor positions_;    // [1, 1 + patches, hidden]; registers have none
  nn::PreNormStack blocks_;
  nn::LayerNorm norm_;
  nn::Linear classifier_;  // weight undefined where there is none
};

/// The inner width of the gated layers, as the authors round it: two thirds, up to a multiple of 8.
std::int64_t gated_width(std::int64_t inner) { return (inner * 2 / 3 + 7) / 8 * 8; }

Dinov2::Dinov2(const Config& config, ParameterSource& source) {
  const std::string trunk = config.text("model_type", plain) + ".";
  const bool registers = trunk != std::string(plain) + ".";
  const std::int64_t hidden = config.size("hidden_size", 768);
  const std::int64_t heads = config.heads("num_attention_heads", hidden, 12);
  const auto inner = static_cast<std::int64_t>(static_cast<double>(hidden) * config.number("mlp_ratio", 4));
  if (inner < 1 || inner > hidden * 64) throw Error(config.name("mlp_ratio"), "makes no layers of a possible width");
  const int layers = config.layers("num_hidden_layers", 12);
  const double epsilon = config.number("layer_norm_eps", 1e-6);
  const bool qkv_bias = config.flag("qkv_bias", true), gated = config.flag("use_swiglu_ffn", false);
  const nn::Activation activation = config.activation("hidden_act", "gelu");
  const std::int64_t usual_patch = registers ? 16 : 14;
  const auto [height, width] = config.extent("image_size", 224);
  const auto [patch_height, patch_width] = config.extent("patch_size", usual_patch);
  if (patch_height > height || patch_width > width) {
    throw Error(config.name("patch_size"), "a patch is larger than the picture");
  }
  channels_ = config.size("num_channels", 3);
  grid_ = {height / patch_height, width / patch_width};

  const std::string embeddings = trunk + "embeddings.";
  class_token_ = source.take(embeddings + "cls_token", {1, 1, hidden});
  if (registers) {
    registers_ = source.take(embeddings + "register_tokens", {1, config.size("num_register_tokens", 4), hidden});
  }
  const std::int64_t patches = grid_.first * grid_.second;
  if (const auto stored = source.shape(embeddings + "position_embeddings");
      stored.size() == 3 && stored[1] == patches) {
    // timm adds the class token's position to the token.
    const at::Tensor positions = source.take(embeddings + "position_embeddings", {1, patches, hidden});
    positions_ = at::cat({at::zeros({1, 1, hidden}, positions.options()), positions}, 1);
  } else {
    positions_ = source.take(embeddings + "position_embeddings", {1, 1 + patches, hidden});
  }
  patches_.weight =
      source.take(embeddings + "patch_embeddings.projection.weight", {hidden, channels_, patch_height, patch_width});
  patches_.bias = source.take(embeddings + "patch_embeddings.projection.bias", {hidden});
  source.ignore(embeddings + "mask_token");  // of pre-training

  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = trunk + "encoder.layer." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + "norm1", hidden, epsilon};
    block.attention.query = {source, name + "attention.attention.query", hidden, hidden, qkv_bias};
    block.attention.key = {source, name + "attention.attention.key", hidden, hidden, qkv_bias};
    block.attention.value = {source, name + "attention.attention.value", hidden, hidden, qkv_bias};
    block.attention.output = {source, name + "attention.output.dense", hidden, hidden};
    block.attention.heads = heads;
    block.attention_scale = source.take(name + "layer_scale1.lambda1", {hidden});
    block.norm_before_feed_forward = {source, name + "norm2", hidden, epsilon};
    if (gated) {
      const std::int64_t half = gated_width(inner);
      block.feed_forward.joint_gate = true;
      block.feed_forward.activation = nn::Activation::silu;
      const bool timm = source.has(name + "mlp.fc1.weight");
      block.feed_forward.up = {source, name + (timm ? "mlp.fc1" : "mlp.weights_in"), hidden, 2 * half};
      block.feed_forward.down = {source, name + (timm ? "mlp.fc2" : "mlp.weights_out"), half, hidden};
    } else {
      block.feed_forward.activation = activation;
      block.feed_forward.up = {source, name + "mlp.fc1", hidden, inner};
      block.feed_forward.down = {source, name + "mlp.fc2", inner, hidden};
    }
    block.feed_forward_scale = source.take(name + "layer_scale2.lambda1", {hidden});
    blocks_.blocks.push_back(std::move(block));
  }
  norm_ = {source, trunk + "layernorm", hidden, epsilon};
  if (has_classifier(config, source, "classifier.weight")) {
    classifier_ = {source, "classifier", 2 * hidden, config.classes()};
    description_.labels = config.labels();
  } else {
    answer_with_features();
  }

  adopt(source);
  description_.summary = {transformer_summary(layers, heads, hidden), patch_summary(config, 224, usual_patch)};
}

at::Tensor Dinov2::embed(const nn::ForwardContext& context, const at::Tensor& pixels) const {
  const std::int64_t batch = pixels.size(0);
  const auto filter = registers_.defined() ? nn::PositionFilter::bicubic_antialiased : nn::PositionFilter::bicubic;
  const at::Tensor positions = nn::resize_positions(positions_, 1, grid_, patches_.grid(pixels), filter);
  const at::Tensor sequence = at::cat({class_token_.expand({batch, -1, -1}), patches_(context, pixels)}, 1);
  const at::Tensor placed = nn::add(context, sequence, positions.expand_as(sequence));
  if (!registers_.defined()) return placed;
  return at::cat({placed.narrow(1, 0, 1), registers_.expand({batch, -1, -1}), placed.slice(1, 1)}, 1);
}

void Dinov2::record_layer_scores(const nn::ForwardContext& context, const std::vector<at::Tensor>& means) const {
  for (std::size_t layer = 0; layer < means.size(); ++layer) {
    const at::Tensor mean = norm_(context, means[layer]);
    const at::Tensor scores = classifier_.weight.defined() ? classifier_(context, at::cat({mean, mean}, 1)) : mean;
    context.trace->layer_scores.push_back({"encoder.self", static_cast<int>(layer), scores.squeeze(0)});
  }
}

void Dinov2::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const at::Tensor pixels = context.mark_input(
      "pixels", 0, required_pixels(pass.inputs, channels_, patches_.weight.size(2), patches_.weight.size(3)));
  if (context.trace != nullptr) context.trace->domains = {patch_domain("s", special_tokens(), patches_, pixels)};

  const at::Tensor embedded = embed(context, pixels);
  const nn::AttentionSite first_site = {"encoder.self", 0, 0, 0};
  std::vector<at::Tensor> means;
  std::vector<at::Tensor>* const wanted_means = context.records_layer_scores() ? &means : nullptr;
  if (!classifier_.weight.defined()) {
    const at::Tensor feature = norm_(context, blocks_.read(context, embedded, {}, first_site, 0, wanted_means));
    record_layer_scores(context, means);
    pass.outputs["pooler_output"] = feature;
    set_class_scores(pass, feature);
    pass.read_outs = {{0, 0, false, PatchRows::shown_apart}};
    return;
  }
  const at::Tensor x = norm_(context, blocks_(context, embedded, {}, first_site, wanted_means));
  record_layer_scores(context, means);
  const at::Tensor patches = nn::mean_of_tokens(context, x.slice(1, special_tokens()));
  set_class_scores(pass, classifier_(context, at::cat({nn::select_token(context, x, 0), patches}, 1)));
  pass.read_outs = {{0, 0, false, PatchRows::added}};
}

/// As their authors published them.
const std::vector<PublishedHeads> published_dinov2 = {{384, 12, 6}, {768, 12, 12}, {1024, 24, 16}, {1536, 40, 24}};

/// What shapes cannot tell is as in the published models. FAMILY is the model_type.
nlohmann::json dinov2_config_from_weights(const std::string& family, const WeightShapes& shapes,
                                          std::vector<std::string>& notes) {
  const ParameterSource& parameters = shapes.parameters();
  const std::string embeddings = family + ".embeddings.", layer = family + ".encoder.layer.", first = layer + "0.mlp.";
  const std::string patches = embeddings + "patch_embeddings.projection.weight";
  const std::int64_t hidden = shapes.size(patches, 0), patch = shapes.size(patches, 3);
  const std::int64_t layers = shapes.layers(layer), heads = shapes.heads(published_dinov2, hidden, layers);
  // timm's have no position of the class token where there are registers.
  const std::int64_t positions = shapes.size(embeddings + "position_embeddings", 1);
  const auto root = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(positions))));
  const std::int64_t side = root * root == positions ? root : shapes.side(positions - 1);
  const bool own_names = parameters.has(first + "weights_in.weight");
  const std::string down = first + (own_names ? "weights_out.weight" : "fc2.weight");
  const std::int64_t inner = shapes.size(down, 1);
  const bool gated = own_names || shapes.size(first + "fc1.weight", 0) == 2 * inner;
  notes.push_back("No config.json: " + std::to_string(heads) +
                  " attention heads, GELU and a norm epsilon of 1e-6 as in the published models; positions are "
                  "resized as Hugging Face does.");
  nlohmann::json config = {
      {"model_type", family},
      {"hidden_size", hidden},
      {"mlp_ratio", static_cast<double>(inner) * (gated ? 1.5 : 1.0) / static_cast<double>(hidden)},
      {"use_swiglu_ffn", gated},
      {"num_hidden_layers", layers},
      {"num_attention_heads", heads},
      {"num_channels", shapes.size(patches, 1)},
      {"image_size", side * patch},
      {"patch_size", patch},
      {"qkv_bias", parameters.has(layer + "0.attention.attention.query.bias")},
      {"hidden_act", "gelu"},
      {"layer_norm_eps", 1e-6}};
  if (parameters.has(embeddings + "register_tokens")) {
    config["num_register_tokens"] = shapes.size(embeddings + "register_tokens", 1);
  }
  if (parameters.has("classifier.weight")) config["num_labels"] = shapes.size("classifier.weight", 0);
  return config;
}

Family dinov2(const std::string& type, const std::string& title) {
  Family family;
  family.type = type;
  family.title = title;
  family.baselines = "vit";
  family.kind = {.picture = PictureInput::pixels, .layer_scores = true};
  family.explains_features = true;
  family.names = {.trunk = type + ".",
                  .bare = {"embeddings.", "encoder.", "layernorm."},
                  .signs = {type + ".embeddings.patch_embeddings.projection.weight",
                            type + ".encoder.layer.#.layer_scale1.lambda1"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Dinov2>(Config(config), source);
  };
  family.class_heads = {"classifier.weight"};
  // Hugging Face's class has CLIP's colours; the models' own files say others, which hold where there is none.
  constexpr ColourStatistics colours{{0.48145466F, 0.4578275F, 0.40821073F}, {0.26862954F, 0.26130258F, 0.27577711F}};
  family.image_processor = image_processor("Bit", SizeRule::shortest_edge, 224, ResizeFilter::bicubic, colours);
  family.picture_settings = [](const nlohmann::json&, bool) -> nlohmann::json {
    return {{"size", {{"shortest_edge", 256}}},
            {"image_mean", {0.485, 0.456, 0.406}},
            {"image_std", {0.229, 0.224, 0.225}}};
  };
  family.image_processor->whole_number_is_square = false;
  family.image_processor->default_crop = 224;
  family.image_processor->defaults.do_center_crop = true;
  family.sample_inputs = [](const nlohmann::json& json, const SampleSizes& sizes) -> ModelInputs {
    const Config config(json);
    const auto [height, width] = config.extent("image_size", 224);
    return {{"pixel_values", sample_pixels(sizes, config.size("num_channels", 3), {width, height})}};
  };
  return family;
}

}  // namespace

Family dinov2_family() {
  Family family = dinov2(plain, "DINOv2");
  family.config_from_weights = [](const WeightShapes& shapes, std::vector<std::string>& notes) {
    return dinov2_config_from_weights(plain, shapes, notes);
  };
  return family;
}

Family dinov2_with_registers_family() {
  Family family = dinov2(with_registers, "DINOv2 with registers");
  family.names.signs.push_back(std::string(with_registers) + ".embeddings.register_tokens");
  family.config_from_weights = [](const WeightShapes& shapes, std::vector<std::string>& notes) {
    return dinov2_config_from_weights(with_registers, shapes, notes);
  };
  return family;
}

}  // namespace rex
