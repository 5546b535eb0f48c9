#include <ATen/ATen.h>

#include <algorithm>
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
#include "core/models/families/timm_architecture.h"
#include "core/models/families/weight_shapes.h"
#include "core/models/inputs.h"
#include "core/nn/patch_embedding.h"
#include "core/nn/pre_norm_block.h"

namespace rex {
namespace {

/// Vision Transformer (Dosovitskiy et al. 2021) and DeiT (Touvron et al. 2021), which has a second special token and
/// may have a second head on it. timm's may classify the mean of the patches in place of the class token, which they
/// then may lack; `global_pool`, `class_token` and `fc_norm` of the config say so in timm's words.
class Vit : public Model {
 public:
  Vit(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  std::int64_t special_tokens() const {
    return (class_token_.defined() ? 1 : 0) + (distillation_token_.defined() ? 1 : 0);
  }
  at::Tensor embed(const nn::ForwardContext& context, const at::Tensor& pixels) const;
  /// x [batch, hidden] → logits [batch, classes]; without a classifier the feature itself, [batch, hidden].
  at::Tensor classify(const nn::ForwardContext& context, const at::Tensor& x, bool with_norm = true) const {
    const at::Tensor feature = with_norm ? norm_(context, x) : x;
    return classifier_.weight.defined() ? classifier_(context, feature) : feature;
  }

  std::int64_t channels_;
  std::pair<std::int64_t, std::int64_t> grid_;  // of the pictures that the position embeddings were trained on
  nn::PatchEmbedding patches_;
  at::Tensor class_token_;         // [1, 1, hidden], or undefined
  at::Tensor distillation_token_;  // [1, 1, hidden], or undefined
  at::Tensor positions_;           // [1, special + patches, hidden]
  nn::PreNormStack blocks_;
  nn::LayerNorm norm_;
  bool reads_patches_ = false;          // the classifier reads their mean, not the class token
  bool norm_before_mean_ = false;       // of each patch, not of the mean
  nn::Linear classifier_;               // weight undefined where there is none
  nn::Linear distillation_classifier_;  // weight undefined where the class token alone decides
};

bool has_two_heads(const Config& config, const ParameterSource& source) {
  return config.architecture().find("WithTeacher") != std::string::npos || source.has("cls_classifier.weight");
}

Vit::Vit(const Config& config, ParameterSource& source) {
  const std::string family = config.text("model_type", "vit");
  const std::int64_t hidden = config.size("hidden_size", 768);
  const std::int64_t heads = config.heads("num_attention_heads", hidden, 12);
  const std::int64_t inner = config.size("intermediate_size", 3072);
  const int layers = config.layers("num_hidden_layers", 12);
  const double epsilon = config.number("layer_norm_eps", 1e-12);
  const bool qkv_bias = config.flag("qkv_bias", true);
  const nn::Activation activation = config.activation("hidden_act", "gelu");
  const auto [height, width] = config.extent("image_size", 224);
  const auto [patch_height, patch_width] = config.extent("patch_size", 16);
  if (patch_height > height || patch_width > width) {
    throw Error(config.name("patch_size"), "a patch is larger than the picture");
  }
  channels_ = config.size("num_channels", 3);
  grid_ = {height / patch_height, width / patch_width};

  const std::string embeddings = family + ".embeddings.";
  if (config.flag("class_token", true)) class_token_ = source.take(embeddings + "cls_token", {1, 1, hidden});
  const std::string pooling = config.text("global_pool", class_token_.defined() ? "token" : "avg");
  reads_patches_ = pooling == "avg";
  if (!reads_patches_ && (pooling != "token" || !class_token_.defined())) {
    throw Error(config.name("global_pool"), "\"" + pooling + "\" is neither \"token\" nor \"avg\"");
  }
  // The smaller DeiTs without distillation were published with ViT's architecture, some under DeiT's name.
  const std::vector<std::int64_t> stored = source.shape(embeddings + "position_embeddings");
  const bool without_token = stored.size() == 3 && stored[1] == grid_.first * grid_.second + 1;
  if (family == "deit" && !without_token) {
    distillation_token_ = source.take(embeddings + "distillation_token", {1, 1, hidden});
  }
  positions_ =
      source.take(embeddings + "position_embeddings", {1, special_tokens() + grid_.first * grid_.second, hidden});
  patches_.weight =
      source.take(embeddings + "patch_embeddings.projection.weight", {hidden, channels_, patch_height, patch_width});
  patches_.bias = source.take(embeddings + "patch_embeddings.projection.bias", {hidden});

  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = family + ".encoder.layer." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + "layernorm_before", hidden, epsilon};
    block.attention.query = {source, name + "attention.attention.query", hidden, hidden, qkv_bias};
    block.attention.key = {source, name + "attention.attention.key", hidden, hidden, qkv_bias};
    block.attention.value = {source, name + "attention.attention.value", hidden, hidden, qkv_bias};
    block.attention.output = {source, name + "attention.output.dense", hidden, hidden};
    block.attention.heads = heads;
    block.norm_before_feed_forward = {source, name + "layernorm_after", hidden, epsilon};
    block.feed_forward.up = {source, name + "intermediate.dense", hidden, inner};
    block.feed_forward.activation = activation;
    block.feed_forward.down = {source, name + "output.dense", inner, hidden};
    blocks_.blocks.push_back(std::move(block));
  }
  norm_before_mean_ = reads_patches_ && !config.flag("fc_norm", true);
  norm_ = {source, family + (reads_patches_ && !norm_before_mean_ ? ".fc_norm" : ".layernorm"), hidden, epsilon};
  source.ignore(family + ".embeddings.mask_token");  // of masked image modelling
  source.ignore(family + ".pooler.");                // of feature extractors; no classifier reads it

  if (!has_classifier(config, source, "classifier.weight") && !source.has("cls_classifier.weight")) {
    answer_with_features();
  } else if (distillation_token_.defined() && has_two_heads(config, source)) {
    classifier_ = {source, "cls_classifier", hidden, config.classes()};
    distillation_classifier_ = {source, "distillation_classifier", hidden, config.classes()};
  } else {
    classifier_ = {source, "classifier", hidden, config.classes()};
  }
  if (classifier_.weight.defined()) description_.labels = config.labels();

  adopt(source);
  description_.picture_size = {height, width};
  description_.summary = {transformer_summary(layers, heads, hidden), patch_summary(config, 224, 16)};
}

at::Tensor Vit::embed(const nn::ForwardContext& context, const at::Tensor& pixels) const {
  const std::int64_t batch = pixels.size(0);
  std::vector<at::Tensor> tokens;
  if (class_token_.defined()) tokens.push_back(class_token_.expand({batch, -1, -1}));
  if (distillation_token_.defined()) tokens.push_back(distillation_token_.expand({batch, -1, -1}));
  tokens.push_back(patches_(context, pixels));
  const at::Tensor positions = nn::resize_positions(positions_, special_tokens(), grid_, patches_.grid(pixels));
  // The reference lets positions take their share of the relevance here, unlike elsewhere.
  const at::Tensor sequence = at::cat(tokens, 1);
  return nn::add(context, sequence, positions.expand_as(sequence));
}

void Vit::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const at::Tensor pixels = context.mark_input(
      "pixels", 0, required_pixels(pass.inputs, channels_, patches_.weight.size(2), patches_.weight.size(3)));
  if (context.trace != nullptr) {
    context.trace->domains = {patch_domain("s", special_tokens(), patches_, pixels)};
  }

  const at::Tensor embedded = embed(context, pixels);
  const nn::AttentionSite first_site = {"encoder.self", 0, 0, 0};
  std::vector<at::Tensor> means;
  std::vector<at::Tensor>* const wanted_means = context.records_layer_scores() ? &means : nullptr;
  at::Tensor logits;
  if (reads_patches_) {
    at::Tensor x = blocks_(context, embedded, {}, first_site, wanted_means);
    if (norm_before_mean_) x = norm_(context, x);
    const at::Tensor patches = x.narrow(1, special_tokens(), x.size(1) - special_tokens());
    logits = classify(context, nn::mean_of_tokens(context, patches), !norm_before_mean_);
  } else if (distillation_classifier_.weight.defined()) {
    const at::Tensor x = nn::reused(context, blocks_(context, embedded, {}, first_site, wanted_means));
    const at::Tensor from_class = classify(context, nn::select_token(context, x, 0));
    const at::Tensor from_teacher = distillation_classifier_(context, norm_(context, nn::select_token(context, x, 1)));
    logits = nn::scale(context, nn::add(context, from_class, from_teacher), 0.5);
  } else if (context.mode == nn::GraphMode::plain) {
    pass.training.hidden_states = blocks_(context, embedded, {}, first_site);
    logits = classify(context, nn::select_token(context, pass.training.hidden_states, 0));
  } else {
    logits = classify(context, blocks_.read(context, embedded, {}, first_site, 0, wanted_means));
  }
  for (std::size_t layer = 0; layer < means.size(); ++layer) {
    context.trace->layer_scores.push_back(
        {first_site.stack, static_cast<int>(layer), classify(context, means[layer]).squeeze(0)});
  }
  set_class_scores(pass, logits);
  if (!classifier_.weight.defined()) pass.outputs["feature"] = logits;
  pass.read_outs = {{0, 0, false, reads_patches_ ? PatchRows::only : PatchRows::ignored}};
}

/// ViT and DeiT as their authors and timm published them; H and larger have heads of 80, 88 and 104 channels.
const std::vector<PublishedHeads> published_vit = {{192, 12, 3},   {384, 12, 6},   {768, 12, 12},  {768, 8, 8},
                                                   {1024, 24, 16}, {1280, 32, 16}, {1408, 40, 16}, {1664, 48, 16}};

/// Height and width as config.json has them: one number for a square.
nlohmann::json extent_json(const std::pair<std::int64_t, std::int64_t>& extent) {
  if (extent.first == extent.second) return extent.first;
  return {extent.first, extent.second};
}

/// What shapes cannot tell is as in the published models. FAMILY is "vit" or "deit".
nlohmann::json vit_config_from_weights(const std::string& family, const WeightShapes& shapes,
                                       std::vector<std::string>& notes) {
  const ParameterSource& parameters = shapes.parameters();
  const std::string trunk = family + ".", layer = trunk + "encoder.layer.";
  const std::string patches = trunk + "embeddings.patch_embeddings.projection.weight";
  const std::int64_t hidden = shapes.size(patches, 0);
  const bool distilled = parameters.has(trunk + "embeddings.distillation_token");
  const bool class_token = parameters.has(trunk + "embeddings.cls_token");
  const std::int64_t tokens = shapes.size(trunk + "embeddings.position_embeddings", 1) -
                              static_cast<std::int64_t>(class_token) - static_cast<std::int64_t>(distilled);
  const std::pair patch(shapes.size(patches, 2), shapes.size(patches, 3));
  const std::string head = parameters.has("cls_classifier.weight") ? "cls_classifier.weight" : "classifier.weight";
  const std::int64_t layers = shapes.layers(layer);
  std::vector<PublishedHeads> known = published_vit;
  if (const auto named = heads_of_timm_architecture(shapes.file().stem().string())) {
    known.push_back({hidden, layers, *named});
  }
  const std::int64_t heads = shapes.heads(known, hidden, layers);
  notes.push_back("No config.json: " + std::to_string(heads) +
                  " attention heads, GELU and a norm epsilon of 1e-6 as in the published models.");
  nlohmann::json config = {{"model_type", family},
                           {"hidden_size", hidden},
                           {"intermediate_size", shapes.size(layer + "0.intermediate.dense.weight", 0)},
                           {"num_hidden_layers", layers},
                           {"num_attention_heads", heads},
                           {"num_channels", shapes.size(patches, 1)},
                           {"image_size", extent_json(shapes.picture(tokens, patch.first, patch.second))},
                           {"patch_size", extent_json(patch)},
                           {"qkv_bias", parameters.has(layer + "0.attention.attention.query.bias")},
                           {"hidden_act", "gelu"},
                           {"layer_norm_eps", 1e-6}};
  if (parameters.has(head)) config["num_labels"] = shapes.size(head, 0);
  // timm's: a norm behind the mean tells that there is one.
  const bool norm_of_mean = parameters.has(trunk + "fc_norm.weight");
  if (norm_of_mean || !class_token) {
    config["class_token"] = class_token;
    config["global_pool"] = "avg";
    config["fc_norm"] = norm_of_mean;
    notes.push_back("The classifier reads the mean of the patches, as its norm or the lack of a class token tells.");
  }
  return config;
}

ModelInputs sample_picture(const nlohmann::json& json, const SampleSizes& sizes) {
  const Config config(json);
  const auto [height, width] = config.extent("image_size", 224);
  return {{"pixel_values", sample_pixels(sizes, config.size("num_channels", 3), {width, height})}};
}

}  // namespace

Family vit_family() {
  Family family;
  family.type = family.baselines = "vit";
  family.title = "ViT";
  family.kind = {.picture = PictureInput::pixels, .layer_scores = true};
  family.names = {.trunk = "vit.",
                  .bare = {"embeddings.", "encoder.", "layernorm.", "pooler."},
                  .signs = {"vit.embeddings.patch_embeddings.projection.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Vit>(Config(config), source);
  };
  family.class_heads = {"classifier.weight", "cls_classifier.weight"};
  family.explains_features = true;
  family.image_processor = image_processor("ViT", SizeRule::exact, 224, ResizeFilter::bilinear, half_colours);
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const auto [height, width] = Config(config).extent("image_size", 224);
    return {{"size", {{"height", height}, {"width", width}}}};
  };
  family.config_from_weights = [](const WeightShapes& shapes, std::vector<std::string>& notes) {
    return vit_config_from_weights("vit", shapes, notes);
  };
  family.sample_inputs = sample_picture;
  return family;
}

/// ViT's layers under other names, with a second special token.
Family deit_family() {
  Family family = vit_family();
  family.type = "deit";
  family.title = "DeiT";
  family.names = {
      .trunk = "deit.",
      .bare = family.names.bare,
      .signs = {"deit.embeddings.patch_embeddings.projection.weight", "deit.embeddings.distillation_token"}};
  family.image_processor = image_processor("DeiT", SizeRule::exact, 256, ResizeFilter::bicubic, half_colours);
  family.image_processor->default_crop = 224;
  family.image_processor->defaults.do_center_crop = true;
  // As its authors and timm trained and published it; Hugging Face's processor squeezes and has other colours.
  family.original_image_processor =
      image_processor("DeiT", SizeRule::shortest_edge, 256, ResizeFilter::bicubic, imagenet_colours);
  family.original_image_processor->whole_number_is_square = false;
  family.original_image_processor->default_crop = 224;
  family.original_image_processor->defaults.rounded_crop = true;
  family.original_image_processor->defaults.do_center_crop = true;
  family.picture_settings = [](const nlohmann::json& config, bool original) -> nlohmann::json {
    const auto [height, width] = Config(config).extent("image_size", 224);
    const nlohmann::json crop = {{"height", height}, {"width", width}};
    const std::int64_t larger_height = height * 8 / 7, larger_width = width * 8 / 7;  // 256 for 224
    if (original) return {{"size", {{"shortest_edge", std::min(larger_height, larger_width)}}}, {"crop_size", crop}};
    return {{"size", {{"height", larger_height}, {"width", larger_width}}}, {"crop_size", crop}};
  };
  family.config_from_weights = [](const WeightShapes& shapes, std::vector<std::string>& notes) {
    return vit_config_from_weights("deit", shapes, notes);
  };
  return family;
}

}  // namespace rex
