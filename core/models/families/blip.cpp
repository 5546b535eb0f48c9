#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/bert_config.h"
#include "core/models/families/family.h"
#include "core/models/families/image_processors.h"
#include "core/models/families/sample_inputs.h"
#include "core/models/inputs.h"
#include "core/nn/patch_embedding.h"
#include "core/nn/pre_norm_block.h"

namespace rex {
namespace {

constexpr int image = 0;  // the domains
constexpr int text = 1;

/// BERT's layer with a look at the picture between its two halves. The picture never sees words.
struct TextLayer {
  nn::BertAttention self;
  nn::BertAttention across;
  nn::BertFeedForward feed_forward;

  /// Takes NAME.attention, NAME.crossattention, NAME.intermediate and NAME.output. The picture's tokens are
  /// PICTURE_HIDDEN wide.
  TextLayer(ParameterSource& source, const std::string& name, const nn::BertSizes& sizes, std::int64_t picture_hidden)
      : self(source, name + ".attention.self", name + ".attention.output", sizes),
        across(source, name + ".crossattention.self", name + ".crossattention.output", sizes, picture_hidden),
        feed_forward(source, name + ".intermediate", name + ".output", sizes) {}
};

/// BLIP for image–text matching (Li et al. 2022, arXiv 2201.12086; Hugging Face's BlipForImageTextRetrieval): does this
/// text describe this picture?
class Blip : public Model {
 public:
  Blip(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  void read_vision(const Config& config, ParameterSource& source);
  void read_text(const Config& config, ParameterSource& source);
  void describe(const nn::ForwardContext& context, const at::Tensor& pixels, const BertText& words) const;
  at::Tensor see(const nn::ForwardContext& context, const at::Tensor& pixels) const;
  at::Tensor embed(const nn::ForwardContext& context, const BertText& words) const;
  at::Tensor similarity(const at::Tensor& picture, const BertText& words) const;

  std::int64_t channels_ = 3;
  std::pair<std::int64_t, std::int64_t> grid_;  // of the pictures that the position embeddings were trained on
  nn::PatchEmbedding patches_;
  at::Tensor class_token_;  // [1, 1, hidden]
  at::Tensor positions_;    // [1, 1 + patches, hidden]
  nn::PreNormStack vision_;
  nn::LayerNorm vision_norm_;

  nn::BertEmbeddings embeddings_;
  std::vector<TextLayer> layers_;
  nn::Linear matcher_;
  nn::Linear vision_projection_, text_projection_;  // of the two towers without a look at each other
};

void Blip::read_vision(const Config& config, ParameterSource& source) {
  const std::int64_t hidden = config.size("hidden_size", 768);
  const std::int64_t heads = config.heads("num_attention_heads", hidden, 12);
  const std::int64_t inner = config.size("intermediate_size", 3072);
  const double epsilon = config.number("layer_norm_eps", 1e-5);
  const int layers = config.layers("num_hidden_layers", 12);
  const auto [height, width] = config.extent("image_size", 384);
  const auto [patch_height, patch_width] = config.extent("patch_size", 16);
  if (patch_height > height || patch_width > width) {
    throw Error(config.name("patch_size"), "a patch is larger than the picture");
  }
  channels_ = config.size("num_channels", 3);
  grid_ = {height / patch_height, width / patch_width};
  const std::string embeddings = "vision_model.embeddings.";
  class_token_ = source.take(embeddings + "class_embedding", {1, 1, hidden});
  patches_.weight = source.take(embeddings + "patch_embedding.weight", {hidden, channels_, patch_height, patch_width});
  patches_.bias = source.take(embeddings + "patch_embedding.bias", {hidden});
  positions_ = source.take(embeddings + "position_embedding", {1, 1 + grid_.first * grid_.second, hidden});
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = "vision_model.encoder.layers." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + "layer_norm1", hidden, epsilon};
    block.attention.joint = {source, name + "self_attn.qkv", hidden, 3 * hidden};
    block.attention.output = {source, name + "self_attn.projection", hidden, hidden};
    block.attention.heads = heads;
    block.norm_before_feed_forward = {source, name + "layer_norm2", hidden, epsilon};
    block.feed_forward.up = {source, name + "mlp.fc1", hidden, inner};
    block.feed_forward.activation = config.activation("hidden_act", "gelu");
    block.feed_forward.down = {source, name + "mlp.fc2", inner, hidden};
    vision_.blocks.push_back(std::move(block));
  }
  vision_norm_ = {source, "vision_model.post_layernorm", hidden, epsilon};
  description_.summary.push_back("picture: " + transformer_summary(layers, heads, hidden));
  description_.summary.push_back("patches of " + std::to_string(patch_height) + "×" + std::to_string(patch_width) +
                                 " in " + std::to_string(height) + "×" + std::to_string(width) + " pixels");
}

void Blip::read_text(const Config& config, ParameterSource& source) {
  nn::BertSizes usual;
  usual.heads = 8;
  const nn::BertSizes sizes = bert_sizes(config, usual);
  const std::int64_t picture_hidden = class_token_.size(2);
  if (const std::int64_t told = config.size("encoder_hidden_size", picture_hidden); told != picture_hidden) {
    throw Error(
        config.name("encoder_hidden_size"),
        "is " + std::to_string(told) + ", but the picture's tokens are " + std::to_string(picture_hidden) + " wide",
        "Check that the folder holds the config.json that belongs to the weights.");
  }
  embeddings_ = {source,
                 "text_encoder.embeddings",
                 config.size("vocab_size", 30524),
                 config.size("max_position_embeddings", 512),
                 /*types=*/0,
                 sizes};
  const int layers = config.layers("num_hidden_layers", 12);
  for (int layer = 0; layer < layers; ++layer) {
    layers_.emplace_back(source, "text_encoder.encoder.layer." + std::to_string(layer), sizes, picture_hidden);
  }
  matcher_ = {source, "itm_head", sizes.hidden, 2};
  description_.longest_text = embeddings_.positions.size(0);
  description_.summary.push_back("text: " + transformer_summary(layers, sizes.heads, sizes.hidden));
}

Blip::Blip(const Config& config, ParameterSource& source) {
  const std::string architecture = config.architecture();
  if (!architecture.empty() && architecture != "BlipForImageTextRetrieval") {
    throw Error(config.name("architectures"), architecture + " writes texts or has no matching head",
                "Open a BlipForImageTextRetrieval (blip-itm-…).");
  }
  read_vision(config.optional_section("vision_config"), source);
  read_text(config.optional_section("text_config"), source);
  const std::int64_t projection = config.size("image_text_hidden_size", 256);
  vision_projection_ = {source, "vision_proj", class_token_.size(2), projection};
  text_projection_ = {source, "text_proj", embeddings_.words.size(1), projection};
  for (const char* other : {"text_encoder.pooler.", "text_decoder.", "vision_model.embeddings.position_ids",
                            "text_encoder.embeddings.position_ids", "logit_scale"}) {
    source.ignore(other);
  }
  adopt(source);
  description_.labels = {"no match", "match"};
}

void Blip::describe(const nn::ForwardContext& context, const at::Tensor& pixels, const BertText& words) const {
  if (context.trace == nullptr) return;
  const auto [rows, columns] = patches_.grid(pixels);
  TokenDomain picture;
  picture.symbol = "i";
  picture.append(TokenKind::special, 1);
  picture.append(TokenKind::patch, rows * columns);
  picture.grid_rows = rows;
  picture.grid_columns = columns;
  picture.patch_height = patches_.weight.size(2);
  picture.patch_width = patches_.weight.size(3);
  TokenDomain sentence;
  sentence.symbol = "t";
  sentence.append(TokenKind::word, words.ids.size(1), words.real);
  context.trace->domains = {picture, sentence};
}

/// [pictures, 1 + patches, hidden] as the text's layers read them.
at::Tensor Blip::see(const nn::ForwardContext& context, const at::Tensor& pixels) const {
  const at::Tensor cut = at::cat({class_token_.expand({pixels.size(0), -1, -1}), patches_(context, pixels)}, 1);
  const at::Tensor positions = nn::resize_positions(positions_, 1, grid_, patches_.grid(pixels));
  const at::Tensor x = nn::add(context, cut, positions.expand_as(cut));
  return vision_norm_(context, vision_(context, x, {}, {"vision.self", 0, image, image}));
}

at::Tensor Blip::embed(const nn::ForwardContext& context, const BertText& words) const {
  return embeddings_.norm(context, embeddings_.sum(words.ids, {}));
}

/// [pictures] the cosine of the angle between the two towers' first tokens, without a look at each other: what Hugging
/// Face's class gives where it is asked for no matching head.
at::Tensor Blip::similarity(const at::Tensor& picture, const BertText& words) const {
  const at::NoGradGuard without_graph;
  const nn::ForwardContext plain;
  at::Tensor x = embed(plain, words);
  const at::Tensor mask = nn::padding_mask(words.real, x);
  for (const TextLayer& layer : layers_) x = layer.feed_forward(plain, layer.self(plain, x, mask, {}));
  const at::Tensor seen = nn::unit_length(plain, vision_projection_(plain, picture.select(1, 0)));
  const at::Tensor read = nn::unit_length(plain, text_projection_(plain, x.select(1, 0)));
  return (seen * read).sum(1);
}

void Blip::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  refuse_position_ids(pass.inputs, "tokens are counted from 0");
  const at::Tensor pixels = context.mark_input(
      "pixels", image, required_pixels(pass.inputs, channels_, patches_.weight.size(2), patches_.weight.size(3)));
  const BertText words = bert_text(pass.inputs, embeddings_);
  if (words.ids.size(0) != pixels.size(0)) {
    throw Error(
        "pixel_values",
        "holds " + std::to_string(pixels.size(0)) + " pictures for " + std::to_string(words.ids.size(0)) + " texts",
        "Give one picture for each text.");
  }
  describe(context, pixels, words);
  const at::Tensor seen = see(context, pixels);
  pass.outputs["similarity"] = similarity(seen.detach(), words);

  const at::Tensor picture = nn::reused(context, seen);  // by every layer
  at::Tensor x = context.mark_input("text", text, embed(context, words));
  const at::Tensor mask = nn::padding_mask(words.real, x);
  int index = 0;
  for (auto layer = layers_.begin(); layer + 1 != layers_.end(); ++layer, ++index) {
    x = layer->self(context, x, mask, {"text.self", index, text, text});
    x = layer->across(context, x, picture, {}, {"cross.text_from_image", index, text, image});
    x = layer->feed_forward(context, x);
  }
  const TextLayer& last = layers_.back();
  x = last.self(context, x, mask, {"text.self", index, text, text});
  const at::Tensor first = last.feed_forward(
      context, last.across.read(context, x, picture, {}, {"cross.text_from_image", index, text, image}, 0));
  set_class_scores(pass, matcher_(context, first));
  pass.read_outs = {{text, 0, true}};
}

}  // namespace

Family blip_family() {
  Family family;
  family.type = family.baselines = "blip";
  family.title = "BLIP";
  family.kind = {.picture = PictureInput::pixels, .text = TextInput::one, .judges_match = true};
  family.names.signs = {"text_encoder.encoder.layer.#.crossattention.self.query.weight",
                        "vision_model.encoder.layers.#.self_attn.qkv.weight"};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Blip>(Config(config), source);
  };
  family.class_heads = {"itm_head.weight"};
  constexpr ColourStatistics colours{{0.48145466F, 0.4578275F, 0.40821073F}, {0.26862954F, 0.26130258F, 0.27577711F}};
  family.image_processor = image_processor("Blip", SizeRule::exact, 384, ResizeFilter::bicubic, colours);
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const auto [height, width] = Config(config).optional_section("vision_config").extent("image_size", 384);
    return {{"size", {{"height", height}, {"width", width}}}};
  };
  family.sample_inputs = [](const nlohmann::json& config, const SampleSizes& sizes) {
    const Config fields(config), vision = fields.optional_section("vision_config");
    const auto [height, width] = vision.extent("image_size", 384);
    ModelInputs inputs = sample_untyped_words(fields.value("text_config"), sizes);
    inputs["pixel_values"] = sample_pixels(sizes, vision.size("num_channels", 3), {width, height});
    return inputs;
  };
  return family;
}

}  // namespace rex
