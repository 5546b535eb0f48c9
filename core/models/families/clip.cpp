#include <ATen/ATen.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/clip_tower.h"
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

/// CLIP (Radford et al. 2021): a picture and texts, and how well each text fits.
class Clip : public Model {
 public:
  Clip(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  /// [pictures, projection], of length 1. MEANS as for PreNormStack. In plain mode TOKENS becomes what the
  /// tower's last layer reads.
  at::Tensor encode_pictures(const nn::ForwardContext& context, const at::Tensor& pixels,
                             std::vector<at::Tensor>* means, at::Tensor& tokens) const;
  /// The class token, or what stands for it, [pictures, hidden] → [pictures, projection], of length 1.
  at::Tensor project_pictures(const nn::ForwardContext& context, const at::Tensor& x) const {
    return nn::unit_length(context, visual_projection_(context, norm_after_(context, x)));
  }
  /// [pictures, texts]
  at::Tensor compare(const nn::ForwardContext& context, const at::Tensor& pictures, const at::Tensor& texts) const {
    return nn::scale(context, nn::matmul(context, pictures, texts.t()), logit_scale_.exp());
  }
  /// [texts, projection], of length 1. ENDS [texts] are the positions of the end tokens.
  at::Tensor encode_texts(const nn::ForwardContext& context, const at::Tensor& ids, const at::Tensor& real,
                          const at::Tensor& ends) const;
  at::Tensor end_positions(const at::Tensor& ids) const;

  ClipTower vision_;
  std::int64_t channels_ = 3;
  std::pair<std::int64_t, std::int64_t> grid_;
  nn::PatchEmbedding patches_;
  at::Tensor class_embedding_;   // [hidden]
  at::Tensor vision_positions_;  // [1 + patches, hidden]
  nn::LayerNorm norm_before_;
  nn::LayerNorm norm_after_;
  nn::Linear visual_projection_;

  ClipTower text_;
  std::int64_t end_token_ = 0;
  at::Tensor words_;           // [vocabulary, hidden]
  at::Tensor text_positions_;  // [longest text, hidden]
  nn::LayerNorm text_norm_;
  nn::Linear text_projection_;

  at::Tensor logit_scale_;  // [], a logarithm
};

Clip::Clip(const Config& config, ParameterSource& source)
    : vision_(config.section("vision_config"), source, "vision_model", {}),
      text_(config.section("text_config"), source, "text_model", {.hidden = 512, .heads = 8}) {
  const std::int64_t projection = config.size("projection_dim", 512);

  const Config vision = config.section("vision_config");
  const auto [height, width] = vision.extent("image_size", 224);
  const auto [patch_height, patch_width] = vision.extent("patch_size", 32);
  if (patch_height > height || patch_width > width) {
    throw Error(vision.name("patch_size"), "a patch is larger than the picture");
  }
  channels_ = vision.size("num_channels", 3);
  grid_ = {height / patch_height, width / patch_width};
  const double vision_epsilon = vision.number("layer_norm_eps", 1e-5);
  patches_.weight = source.take("vision_model.embeddings.patch_embedding.weight",
                                {vision_.hidden, channels_, patch_height, patch_width});
  class_embedding_ = source.take("vision_model.embeddings.class_embedding", {vision_.hidden});
  vision_positions_ = source.take("vision_model.embeddings.position_embedding.weight",
                                  {1 + grid_.first * grid_.second, vision_.hidden});
  norm_before_ = {source, "vision_model.pre_layrnorm", vision_.hidden, vision_epsilon};  // the library's spelling
  norm_after_ = {source, "vision_model.post_layernorm", vision_.hidden, vision_epsilon};
  visual_projection_ = {source, "visual_projection", vision_.hidden, projection, false};

  const Config text = config.section("text_config");
  end_token_ = text.integer("eos_token_id", 49407);
  words_ = source.take("text_model.embeddings.token_embedding.weight", {text.size("vocab_size", 49408), text_.hidden});
  text_positions_ = source.take("text_model.embeddings.position_embedding.weight",
                                {text.size("max_position_embeddings", 77), text_.hidden});
  text_norm_ = {source, "text_model.final_layer_norm", text_.hidden, text.number("layer_norm_eps", 1e-5)};
  text_projection_ = {source, "text_projection", text_.hidden, projection, false};
  logit_scale_ = source.take("logit_scale", {});
  source.ignore("vision_model.embeddings.position_ids");  // buffers of older versions
  source.ignore("text_model.embeddings.position_ids");

  adopt(source);
  description_.longest_text = text_positions_.size(0);
  description_.picture_size = vision.extent("image_size", 224);
  description_.summary = {vision_.summary("picture"), text_.summary("text"), patch_summary(vision, 224, 32)};
}

/// The first end token of each text, as Hugging Face finds it. Configs from before its fix say 2; then it is the
/// highest number, which OpenAI's vocabulary gives to the end token.
at::Tensor Clip::end_positions(const at::Tensor& ids) const {
  const at::Tensor is_end = end_token_ == 2 ? ids.eq(std::get<0>(ids.max(1, true))) : ids.eq(end_token_);
  return is_end.to(at::kInt).argmax(1);
}

at::Tensor Clip::encode_pictures(const nn::ForwardContext& context, const at::Tensor& pixels,
                                 std::vector<at::Tensor>* means, at::Tensor& tokens) const {
  const at::Tensor positions = nn::resize_positions(vision_positions_.unsqueeze(0), 1, grid_, patches_.grid(pixels));
  const at::Tensor cut = at::cat({class_embedding_.expand({pixels.size(0), 1, -1}), patches_(context, pixels)}, 1);
  const at::Tensor x = norm_before_(context, nn::add(context, cut, positions.expand_as(cut)));
  const nn::AttentionSite first_site = {"vision.self", 0, 0, 0};
  if (context.mode == nn::GraphMode::plain) {
    nn::AttentionSite site = first_site;
    tokens = x;
    for (; site.layer + 1 < static_cast<int>(vision_.blocks.size()); ++site.layer) {
      tokens = vision_.blocks[static_cast<std::size_t>(site.layer)](context, tokens, {}, site);
    }
    return project_pictures(context, vision_.blocks.back().read(context, tokens, {}, site, 0));
  }
  return project_pictures(context, vision_.read(context, x, {}, first_site, 0, means));
}

at::Tensor Clip::encode_texts(const nn::ForwardContext& context, const at::Tensor& ids, const at::Tensor& real,
                              const at::Tensor& ends) const {
  const std::int64_t length = ids.size(1);
  const at::Tensor x = context.mark_input("text", 1, at::embedding(words_, ids) + text_positions_.narrow(0, 0, length));
  // Each token sees itself and what is before it. So padding after the end token reaches nothing that is read, and
  // masking it would only change rows of the maps that nobody reads.
  const at::Tensor position = at::arange(length, ids.options());
  const at::Tensor visible = real.ne(0).logical_or(position.gt(ends.unsqueeze(1)));
  const at::Tensor causal = at::ones({length, length}, visible.options()).tril();
  const at::Tensor mask =
      nn::additive_mask(visible.all().item<bool>() ? causal : causal.logical_and(visible.unsqueeze(1).unsqueeze(2)), x);
  const at::Tensor text = text_norm_(context, text_.read(context, x, mask, {"text.self", 0, 1, 1}, ends));
  return nn::unit_length(context, text_projection_(context, text));
}

void Clip::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const at::Tensor pixels = context.mark_input(
      "pixels", 0, required_pixels(pass.inputs, channels_, patches_.weight.size(2), patches_.weight.size(3)));
  const at::Tensor ids = required_ids(pass.inputs, "input_ids", words_.size(0), "[texts, tokens] int64");
  const at::Tensor real = optional_mask(pass.inputs, "attention_mask", ids);
  if (ids.size(1) > text_positions_.size(0)) {
    throw Error(
        "input_ids",
        std::to_string(ids.size(1)) + " tokens are more than the model's " + std::to_string(text_positions_.size(0)),
        "Shorten the text.");
  }
  const at::Tensor ends = end_positions(ids);

  if (context.trace != nullptr) {
    TokenDomain text;
    text.symbol = "text";
    text.append(TokenKind::word, ids.size(1), std::get<0>(real.max(0)));
    text.causal = true;
    context.trace->domains = {patch_domain("image", 1, patches_, pixels), text};
  }

  std::vector<at::Tensor> means;
  const at::Tensor image_embeds =
      encode_pictures(context, pixels, context.records_layer_scores() ? &means : nullptr, pass.training.hidden_states);
  pass.training.picture_vectors = image_embeds;
  const at::Tensor text_embeds =
      context.encoded_texts.defined() ? context.encoded_texts : encode_texts(context, ids, real, ends);
  const at::Tensor logits = compare(context, image_embeds, text_embeds);
  for (std::size_t layer = 0; layer < means.size(); ++layer) {
    const at::Tensor scores = compare(context, project_pictures(context, means[layer]), text_embeds);
    context.trace->layer_scores.push_back({"vision.self", static_cast<int>(layer), scores.squeeze(0)});
  }
  pass.outputs = {{"logits_per_image", logits},
                  {"logits_per_text", logits.t()},
                  {"image_embeds", image_embeds},
                  {"text_embeds", text_embeds}};
  pass.scores = logits.size(0) == 1 ? logits.squeeze(0) : logits;
  const at::Tensor positions = ends.contiguous();
  const auto* const first = positions.data_ptr<std::int64_t>();
  pass.read_outs = {{0, 0, false}, {1, TextEndRow{{first, first + positions.numel()}}, false}};
}

/// Merges what older versions of Hugging Face's library kept twice in CLIP's config.json: where text_config_dict is
/// there, its fields, and the class's defaults for those that it lacks, come before those of text_config; the same for
/// vision_config_dict. A missing section is one without fields.
nlohmann::json merged_sections(nlohmann::json config) {
  // CLIPTextConfig() and CLIPVisionConfig() of transformers 4.43, as far as a forward pass reads them.
  const nlohmann::json tower = {{"hidden_act", "quick_gelu"}, {"layer_norm_eps", 1e-5}, {"num_hidden_layers", 12}};
  nlohmann::json text = tower, vision = tower;
  text.update({{"vocab_size", 49408},
               {"hidden_size", 512},
               {"intermediate_size", 2048},
               {"num_attention_heads", 8},
               {"projection_dim", 512},
               {"max_position_embeddings", 77},
               {"bos_token_id", 49406},
               {"eos_token_id", 49407},
               {"pad_token_id", 1}});
  vision.update({{"hidden_size", 768},
                 {"intermediate_size", 3072},
                 {"num_attention_heads", 12},
                 {"projection_dim", 512},
                 {"num_channels", 3},
                 {"image_size", 224},
                 {"patch_size", 32}});
  const auto merge = [&](const char* section, const char* dict, const nlohmann::json& defaults) {
    nlohmann::json& merged = config[section];
    if (merged.is_null()) merged = nlohmann::json::object();
    const auto found = config.find(dict);
    if (found == config.end() || !found->is_object() || !merged.is_object()) return;
    merged.update(defaults);
    merged.update(*found);
  };
  merge("text_config", "text_config_dict", text);
  merge("vision_config", "vision_config_dict", vision);
  return config;
}

/// Towers as OpenAI and LAION published them.
const std::vector<PublishedHeads> published_vision = {{512, 12, 8},   {768, 12, 12},  {1024, 24, 16},
                                                      {1280, 32, 16}, {1408, 40, 16}, {1664, 48, 16}};
const std::vector<PublishedHeads> published_text = {{512, 12, 8}, {768, 12, 12}, {1024, 24, 16}, {1280, 32, 20}};

/// What shapes cannot tell is as in OpenAI's models.
nlohmann::json clip_config_from_weights(const WeightShapes& shapes, std::vector<std::string>& notes) {
  const std::string vision = "vision_model.", text = "text_model.";
  const std::string patches = vision + "embeddings.patch_embedding.weight";
  const std::int64_t vision_width = shapes.size(patches, 0), patch = shapes.size(patches, 3);
  const std::int64_t grid = shapes.side(shapes.size(vision + "embeddings.position_embedding.weight", 0) - 1);
  const std::int64_t text_width = shapes.size(text + "embeddings.token_embedding.weight", 1);
  const std::int64_t vocabulary = shapes.size(text + "embeddings.token_embedding.weight", 0);
  const std::int64_t vision_layers = shapes.layers(vision + "encoder.layers.");
  const std::int64_t text_layers = shapes.layers(text + "encoder.layers.");
  const std::int64_t vision_heads = shapes.heads(published_vision, vision_width, vision_layers);
  const std::int64_t text_heads = shapes.heads(published_text, text_width, text_layers, 1);
  notes.push_back("No config.json: " + std::to_string(vision_heads) + " attention heads for the picture and " +
                  std::to_string(text_heads) + " for the text, and quick GELU as in OpenAI's CLIP.");
  return {{"model_type", "clip"},
          {"projection_dim", shapes.size("visual_projection.weight", 0)},
          {"vision_config",
           {{"hidden_size", vision_width},
            {"intermediate_size", shapes.size(vision + "encoder.layers.0.mlp.fc1.weight", 0)},
            {"num_hidden_layers", vision_layers},
            {"num_attention_heads", vision_heads},
            {"num_channels", shapes.size(patches, 1)},
            {"image_size", grid * patch},
            {"patch_size", patch},
            {"hidden_act", "quick_gelu"},
            {"layer_norm_eps", 1e-5}}},
          {"text_config",
           {{"hidden_size", text_width},
            {"intermediate_size", shapes.size(text + "encoder.layers.0.mlp.fc1.weight", 0)},
            {"num_hidden_layers", text_layers},
            {"num_attention_heads", text_heads},
            {"max_position_embeddings", shapes.size(text + "embeddings.position_embedding.weight", 0)},
            {"vocab_size", vocabulary},
            {"bos_token_id", vocabulary - 2},
            {"eos_token_id", vocabulary - 1},
            {"hidden_act", "quick_gelu"},
            {"layer_norm_eps", 1e-5}}}};
}

ModelInputs sample_picture_and_texts(const nlohmann::json& json, const SampleSizes& sizes) {
  const nlohmann::json merged = merged_sections(json);
  const Config text = Config(merged).section("text_config"), vision = Config(merged).section("vision_config");
  const auto [height, width] = vision.extent("image_size", 224);
  return {{"pixel_values", sample_pixels(sizes, vision.size("num_channels", 3), {width, height})},
          {"input_ids",
           sample_words(sizes.samples - 1 + sizes.texts,
                        std::min(sizes.words, text.size("max_position_embeddings", 77)), text.size("vocab_size", 49408),
                        text.integer("bos_token_id", 49406), text.integer("eos_token_id", 49407))}};
}

}  // namespace

Family clip_family() {
  Family family;
  family.type = family.baselines = "clip";
  family.title = "CLIP";
  family.kind = {.picture = PictureInput::pixels,
                 .text = TextInput::several,
                 .answers = AnswerKind::texts,
                 .full_rows_of_text = true,
                 .layer_scores = true};
  family.names.signs = {"vision_model.embeddings.class_embedding", "text_model.embeddings.token_embedding.weight"};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    const nlohmann::json merged = merged_sections(config);
    return std::make_unique<Clip>(Config(merged), source);
  };
  constexpr ColourStatistics colours{{0.48145466F, 0.4578275F, 0.40821073F}, {0.26862954F, 0.26130258F, 0.27577711F}};
  family.image_processor = image_processor("CLIP", SizeRule::shortest_edge, 224, ResizeFilter::bicubic, colours);
  family.image_processor->whole_number_is_square = false;
  family.image_processor->default_crop = 224;
  family.image_processor->defaults.do_center_crop = true;
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const nlohmann::json merged = merged_sections(config);
    const auto [height, width] = Config(merged).section("vision_config").extent("image_size", 224);
    return {{"size", {{"shortest_edge", std::min(height, width)}}},
            {"crop_size", {{"height", height}, {"width", width}}}};
  };
  family.config_from_weights = clip_config_from_weights;
  family.sample_inputs = sample_picture_and_texts;
  return family;
}

}  // namespace rex
