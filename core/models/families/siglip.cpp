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
#include "core/models/inputs.h"
#include "core/nn/attention_pooling.h"
#include "core/nn/patch_embedding.h"
#include "core/nn/pre_norm_block.h"

namespace rex {
namespace {

constexpr ClipTowerDefaults tower_defaults{
    .hidden = 768, .heads = 12, .inner = 3072, .epsilon = 1e-6, .activation = "gelu_pytorch_tanh"};
constexpr std::int64_t usual_image = 224, usual_patch = 16, usual_text = 64;
constexpr std::int64_t end_token = 1;  // of every published tokenizer; the configs' eos_token_id is CLIP's, unused

enum Domain { picture_domain, probe_domain, text_domain };

/// The patches of one picture, ready for the first layer.
struct Patches {
  at::Tensor embedded;  // [pictures, patches, hidden]
  at::Tensor real;      // [pictures, patches] int64, nonzero where there is picture; undefined where nothing is padded
  TokenDomain domain;
};

/// SigLIP (Zhai et al. 2023, arXiv 2303.15343): a picture and texts, and for each text by itself how likely it fits.
class Siglip : public Model {
 public:
  Siglip(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

  virtual Patches embed_picture(const nn::ForwardContext& context, const ModelInputs& inputs) const;

  ClipTower vision_;
  std::int64_t channels_ = 3;
  std::pair<std::int64_t, std::int64_t> grid_;
  nn::PatchEmbedding patches_;   // SigLIP 2: [hidden, channels, patch, patch] stands for a matrix in another order
  at::Tensor vision_positions_;  // [patches, hidden]

 private:
  at::Tensor encode_texts(const nn::ForwardContext& context, const at::Tensor& ids, const at::Tensor& mask) const;
  /// LAYER [pictures, patches, hidden] of the picture's tower → unit vectors [pictures, hidden]. Records the head's
  /// map.
  at::Tensor pool_picture(const nn::ForwardContext& context, const at::Tensor& layer, const at::Tensor& mask) const {
    return nn::unit_length(context, pooling_(context, norm_after_(context, layer), mask,
                                             {"vision.pool", 0, probe_domain, picture_domain}));
  }
  /// [pictures, texts]
  at::Tensor compare(const nn::ForwardContext& context, const at::Tensor& image_embeds,
                     const at::Tensor& text_embeds) const {
    const at::Tensor similarity = nn::matmul(context, image_embeds, text_embeds.t());
    return nn::add_constant(context, nn::scale(context, similarity, logit_scale_.exp()), logit_bias_);
  }
  /// The picture's tower in a pass that scores LAYERS alone, which get what each layer made.
  at::Tensor run_tower(const nn::ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                       std::vector<at::Tensor>& layers) const;
  void record_layer_scores(const nn::ForwardContext& context, const std::vector<at::Tensor>& layers,
                           const at::Tensor& mask, const at::Tensor& text_embeds) const;

  nn::LayerNorm norm_after_;
  nn::AttentionPooling pooling_;

  ClipTower text_;
  at::Tensor words_;           // [vocabulary, hidden]
  at::Tensor text_positions_;  // [longest text, hidden]
  nn::LayerNorm text_norm_;
  nn::Linear text_head_;

  at::Tensor logit_scale_;  // [1], a logarithm
  at::Tensor logit_bias_;   // [1]
};

/// SigLIP 2 (Tschannen et al. 2025, arXiv 2502.14786) with pictures of any shape ("NaFlex"): a picture comes as a list
/// of patches and the grid that they were cut from. Its models of fixed sizes are SigLIP's.
class Siglip2 : public Siglip {
 public:
  Siglip2(const Config& config, ParameterSource& source) : Siglip(config, source) {}

  Reduced without(const ModelInputs& inputs, const TokenDomain& domain, const std::vector<std::int64_t>& kept,
                  const at::Tensor& fill) const override;

 protected:
  Patches embed_picture(const nn::ForwardContext& context, const ModelInputs& inputs) const override;
};

bool has_flexible_pictures(const Config& config) { return config.text("model_type", "") == "siglip2"; }

std::int64_t side_of(const Config& vision, std::int64_t patches) {
  std::int64_t side = 1;
  while (side * side < patches) ++side;
  if (side * side != patches) throw Error(vision.name("num_patches"), std::to_string(patches) + " is no square");
  return side;
}

Siglip::Siglip(const Config& config, ParameterSource& source)
    : vision_(config.optional_section("vision_config"), source, "vision_model", tower_defaults),
      text_(config.optional_section("text_config"), source, "text_model", tower_defaults) {
  const Config vision = config.optional_section("vision_config"), text = config.optional_section("text_config");
  const bool flexible = has_flexible_pictures(config);
  channels_ = vision.size("num_channels", 3);
  const std::string embeddings = "vision_model.embeddings.";
  if (flexible) {
    const std::int64_t side = side_of(vision, vision.size("num_patches", 256));
    const std::int64_t patch = vision.size("patch_size", usual_patch);
    grid_ = {side, side};
    patches_.weight = source.take(embeddings + "patch_embedding.weight", {vision_.hidden, channels_ * patch * patch});
  } else {
    const auto [height, width] = vision.extent("image_size", usual_image);
    const auto [patch_height, patch_width] = vision.extent("patch_size", usual_patch);
    if (patch_height > height || patch_width > width) {
      throw Error(vision.name("patch_size"), "a patch is larger than the picture");
    }
    grid_ = {height / patch_height, width / patch_width};
    patches_.weight =
        source.take(embeddings + "patch_embedding.weight", {vision_.hidden, channels_, patch_height, patch_width});
  }
  patches_.bias = source.take(embeddings + "patch_embedding.bias", {vision_.hidden});
  vision_positions_ =
      source.take(embeddings + "position_embedding.weight", {grid_.first * grid_.second, vision_.hidden});
  const double vision_epsilon = vision.number("layer_norm_eps", 1e-6);
  norm_after_ = {source, "vision_model.post_layernorm", vision_.hidden, vision_epsilon};
  const std::string head = "vision_model.head.";
  const std::int64_t hidden = vision_.hidden, inner = vision.size("intermediate_size", tower_defaults.inner);
  pooling_.probe = source.take(head + "probe", {1, 1, hidden});
  pooling_.attention.query = {source, head + "attention.q_proj", hidden, hidden};
  pooling_.attention.key = {source, head + "attention.k_proj", hidden, hidden};
  pooling_.attention.value = {source, head + "attention.v_proj", hidden, hidden};
  pooling_.attention.output = {source, head + "attention.out_proj", hidden, hidden};
  pooling_.attention.heads = vision_.heads;
  pooling_.norm = {source, head + "layernorm", hidden, vision_epsilon};
  pooling_.feed_forward.up = {source, head + "mlp.fc1", hidden, inner};
  pooling_.feed_forward.activation = vision.activation("hidden_act", tower_defaults.activation);
  pooling_.feed_forward.down = {source, head + "mlp.fc2", inner, hidden};

  const std::string text_embeddings = "text_model.embeddings.";
  words_ = source.take(text_embeddings + "token_embedding.weight", {text.size("vocab_size", 32000), text_.hidden});
  text_positions_ = source.take(text_embeddings + "position_embedding.weight",
                                {text.size("max_position_embeddings", usual_text), text_.hidden});
  text_norm_ = {source, "text_model.final_layer_norm", text_.hidden, text.number("layer_norm_eps", 1e-6)};
  text_head_ = {source, "text_model.head", text_.hidden, text.size("projection_size", text_.hidden)};
  if (text_head_.weight.size(0) != hidden) {
    throw Error(text.name("projection_size"), "texts become vectors of " + std::to_string(text_head_.weight.size(0)) +
                                                  " numbers, pictures of " + std::to_string(hidden));
  }
  logit_scale_ = source.take("logit_scale", {1});
  logit_bias_ = source.take("logit_bias", {1});
  source.ignore(embeddings + "position_ids");  // buffers of older versions
  source.ignore(text_embeddings + "position_ids");

  adopt(source);
  description_.longest_text = text_positions_.size(0);
  description_.summary = {vision_.summary("picture"), text_.summary("text")};
  if (!flexible) description_.summary.push_back(patch_summary(vision, usual_image, usual_patch));
}

Patches Siglip::embed_picture(const nn::ForwardContext& context, const ModelInputs& inputs) const {
  const at::Tensor pixels = context.mark_input(
      "pixels", picture_domain, required_pixels(inputs, channels_, patches_.weight.size(2), patches_.weight.size(3)));
  const at::Tensor positions = nn::resize_positions(vision_positions_.unsqueeze(0), 0, grid_, patches_.grid(pixels));
  const at::Tensor cut = patches_(context, pixels);
  return {nn::add(context, cut, positions.expand_as(cut)), {}, patch_domain("i", 0, patches_, pixels)};
}

Patches Siglip2::embed_picture(const nn::ForwardContext& context, const ModelInputs& inputs) const {
  const std::int64_t numbers = patches_.weight.size(1);
  const at::Tensor cut = required_features(inputs, "pixel_values", numbers,
                                           "[pictures, patches, " + std::to_string(numbers) + "] float32");
  const std::int64_t count = cut.size(1);
  const at::Tensor real =
      optional_ids(inputs, "pixel_attention_mask", 2, at::empty({cut.size(0), count}, at::kLong), 1);
  const at::Tensor shapes = required_ids(inputs, "spatial_shapes", 1 << 20, "[pictures, 2] int64: rows and columns");
  if (shapes.size(0) != cut.size(0) || shapes.size(1) != 2) {
    throw Error("spatial_shapes", "does not hold rows and columns for each picture", "It should be [pictures, 2].");
  }
  std::vector<at::Tensor> positions;
  for (std::int64_t picture = 0; picture < cut.size(0); ++picture) {
    const auto rows = shapes[picture][0].item<std::int64_t>(), columns = shapes[picture][1].item<std::int64_t>();
    if (rows < 1 || columns < 1 || rows > count || columns > count / rows) {
      throw Error("spatial_shapes", std::to_string(rows) + " rows of " + std::to_string(columns) +
                                        " patches are not within the " + std::to_string(count) +
                                        " patches of pixel_values");
    }
    const at::Tensor table = nn::resize_positions(vision_positions_.unsqueeze(0), 0, grid_, {rows, columns},
                                                  nn::PositionFilter::bilinear_antialiased)[0];
    // What pads the list goes by the first patch's position; nothing reads it.
    const at::Tensor rest = table.narrow(0, 0, 1).expand({count - rows * columns, -1});
    positions.push_back(at::cat({table, rest}, 0));
  }
  const at::Tensor marked = context.mark_input("pixels", picture_domain, cut);
  const at::Tensor embedded = nn::pixel_linear(context, marked, patches_.weight, patches_.bias);
  Patches patches{nn::add(context, embedded, at::stack(positions)), real, {}};
  patches.domain.symbol = "i";
  patches.domain.append(TokenKind::patch, count, real[0]);
  patches.domain.grid_rows = shapes[0][0].item<std::int64_t>();
  patches.domain.grid_columns = shapes[0][1].item<std::int64_t>();
  return patches;
}

/// Patches that go are masked, as padding is: no other token sees them.
Reduced Siglip2::without(const ModelInputs& inputs, const TokenDomain& domain, const std::vector<std::int64_t>& kept,
                         const at::Tensor& fill) const {
  const std::int64_t patches = domain.count(TokenKind::patch);
  if (patches == 0) return Siglip::without(inputs, domain, kept, fill);
  Reduced reduced{inputs};
  at::Tensor stay = at::zeros({1, patches}, at::kLong);
  for (const std::int64_t token : kept) {
    if (token < 0 || token >= patches) {
      throw Error("removal", "token " + std::to_string(token) + " is not among the " + std::to_string(patches),
                  "Name the tokens that stay in ascending order.");
    }
    if (!domain.padded[static_cast<std::size_t>(token)]) stay[0][token] = 1;
  }
  reduced.inputs["pixel_attention_mask"] = stay;
  reduced.dropped = true;
  return reduced;
}

at::Tensor Siglip::encode_texts(const nn::ForwardContext& context, const at::Tensor& ids,
                                const at::Tensor& mask) const {
  const std::int64_t length = ids.size(1);
  const at::Tensor x =
      context.mark_input("text", text_domain, at::embedding(words_, ids) + text_positions_.narrow(0, 0, length));
  const at::Tensor last =
      text_.read(context, x, nn::padding_mask(mask, x), {"text.self", 0, text_domain, text_domain}, length - 1);
  return nn::unit_length(context, text_head_(context, text_norm_(context, last)));
}

/// [texts] tokens of each text up to and including its end token, from attention_mask where there is one.
std::vector<std::int64_t> lengths_of(const ModelInputs& inputs, const at::Tensor& ids) {
  const auto mask = inputs.find("attention_mask");
  at::Tensor lengths;
  if (mask != inputs.end() && mask->second.defined()) {
    lengths = optional_mask(inputs, "attention_mask", ids).ne(0).sum(1);
  } else {
    const at::Tensor ends = ids.eq(end_token);
    lengths = at::where(ends.any(1), ends.to(at::kInt).argmax(1) + 1, at::full({}, ids.size(1), at::kLong));
  }
  const at::Tensor whole = lengths.to(at::kLong).contiguous();
  return {whole.data_ptr<std::int64_t>(), whole.data_ptr<std::int64_t>() + whole.numel()};
}

at::Tensor Siglip::run_tower(const nn::ForwardContext& context, at::Tensor x, const at::Tensor& mask,
                             std::vector<at::Tensor>& layers) const {
  nn::AttentionSite site{"vision.self", 0, picture_domain, picture_domain};
  for (const nn::PreNormBlock& block : vision_.blocks) {
    x = block(context, x, mask, site);
    if (context.records_layer_scores()) layers.push_back(x);
    ++site.layer;
  }
  return x;
}

/// As LeGrad's paper has it for attention pooling: each layer is pooled, and the gradient of the pooling's own map
/// tells. In a pass that is made for layer scores this map stands in place of the layer's.
void Siglip::record_layer_scores(const nn::ForwardContext& context, const std::vector<at::Tensor>& layers,
                                 const at::Tensor& mask, const at::Tensor& text_embeds) const {
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    AttentionTrace aside;
    nn::ForwardContext apart = context;
    apart.trace = &aside;
    const at::Tensor scores = compare(apart, pool_picture(apart, layers[layer], mask), text_embeds);
    const int number = static_cast<int>(layer);
    context.trace->layer_scores.push_back({"vision.self", number, scores.squeeze(0)});
    for (AttentionMap& map : context.trace->maps) {
      if (map.stack == "vision.self" && map.layer == number) map.weights = aside.maps[0].weights;
    }
  }
}

void Siglip::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const at::Tensor ids = required_ids(pass.inputs, "input_ids", words_.size(0), "[texts, tokens] int64");
  if (ids.size(1) > text_positions_.size(0)) {
    throw Error(
        "input_ids",
        std::to_string(ids.size(1)) + " tokens are more than the model's " + std::to_string(text_positions_.size(0)),
        "Shorten the text.");
  }
  // It learned without a mask, so that padding is attended to as any other token: attention_mask only tells where texts
  // end. Who wants padding masked all the same says so by another name.
  at::Tensor text_mask;
  if (pass.inputs.count("text_attention_mask") != 0)
    text_mask = optional_ids(pass.inputs, "text_attention_mask", 2, ids, 1);

  const Patches patches = embed_picture(context, pass.inputs);
  if (context.trace != nullptr) {
    TokenDomain probe, text;
    probe.symbol = "p";
    probe.append(TokenKind::special, 1);
    text.symbol = "t";
    text.append(TokenKind::word, ids.size(1));
    context.trace->domains = {patches.domain, probe, text};
  }
  const at::Tensor mask = nn::padding_mask(patches.real, patches.embedded);
  std::vector<at::Tensor> layers;
  const at::Tensor image_embeds = pool_picture(context, run_tower(context, patches.embedded, mask, layers), mask);
  const at::Tensor text_embeds =
      context.encoded_texts.defined() ? context.encoded_texts : encode_texts(context, ids, text_mask);
  const at::Tensor logits = compare(context, image_embeds, text_embeds);
  if (context.records_layer_scores()) record_layer_scores(context, layers, mask, text_embeds);
  pass.outputs = {{"logits_per_image", logits},
                  {"logits_per_text", logits.t()},
                  {"image_embeds", image_embeds},
                  {"text_embeds", text_embeds}};
  pass.scores = logits.size(0) == 1 ? logits.squeeze(0) : logits;
  pass.read_outs = {{probe_domain, 0, false},
                    {text_domain, TextLastRow{ids.size(1) - 1, lengths_of(pass.inputs, ids)}, true}};
}

ModelInputs sample_texts(const Config& config, const SampleSizes& sizes) {
  const Config text = config.optional_section("text_config");
  return {{"input_ids", sample_words(sizes.samples - 1 + sizes.texts, text.size("max_position_embeddings", usual_text),
                                     text.size("vocab_size", 32000), 2, end_token)}};
}

Family siglip(const std::string& type, const std::string& title) {
  Family family;
  family.type = type;
  family.title = title;
  family.baselines = "siglip";
  family.kind = {.picture = PictureInput::pixels,
                 .text = TextInput::several,
                 .answers = AnswerKind::texts,
                 .probabilities = ProbabilityRule::sigmoid,
                 .full_rows_of_text = true,
                 .reads_padding = true,
                 .layer_scores = true};
  return family;
}

}  // namespace

Family siglip_family() {
  Family family = siglip("siglip", "SigLIP");
  family.names.signs = {"vision_model.head.probe", "text_model.head.weight"};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Siglip>(Config(config), source);
  };
  family.image_processor = image_processor("Siglip", SizeRule::exact, 224, ResizeFilter::bicubic, half_colours);
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const auto [height, width] = Config(config).optional_section("vision_config").extent("image_size", usual_image);
    return {{"size", {{"height", height}, {"width", width}}}};
  };
  family.sample_inputs = [](const nlohmann::json& json, const SampleSizes& sizes) -> ModelInputs {
    const Config config(json), vision = config.optional_section("vision_config");
    const auto [height, width] = vision.extent("image_size", usual_image);
    ModelInputs inputs = sample_texts(config, sizes);
    inputs["pixel_values"] = sample_pixels(sizes, vision.size("num_channels", 3), {width, height});
    return inputs;
  };
  return family;
}

Family siglip2_family() {
  Family family = siglip("siglip2", "SigLIP 2");
  family.names.signs = {"vision_model.head.probe", "text_model.head.weight"};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Siglip2>(Config(config), source);
  };
  family.image_processor = image_processor("Siglip2", SizeRule::patches, 0, ResizeFilter::bilinear, half_colours);
  family.image_processor->defaults.patch_size = usual_patch;
  family.image_processor->defaults.most_patches = 256;
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const Config vision = Config(config).optional_section("vision_config");
    return {{"patch_size", vision.size("patch_size", usual_patch)}};
  };
  family.sample_inputs = [](const nlohmann::json& json, const SampleSizes& sizes) -> ModelInputs {
    const Config config(json), vision = config.optional_section("vision_config");
    const std::int64_t patch = vision.size("patch_size", usual_patch), channels = vision.size("num_channels", 3);
    const std::int64_t patches = vision.size("num_patches", 256), side = side_of(vision, patches);
    ModelInputs inputs = sample_texts(config, sizes);
    const at::Tensor pixels = sample_pixels(sizes, channels, {side * patch, side * patch});
    const std::int64_t rows = pixels.size(2) / patch, columns = pixels.size(3) / patch;
    inputs["pixel_values"] = pixels.narrow(2, 0, rows * patch)
                                 .narrow(3, 0, columns * patch)
                                 .reshape({sizes.samples, channels, rows, patch, columns, patch})
                                 .permute({0, 2, 4, 3, 5, 1})
                                 .reshape({sizes.samples, rows * columns, patch * patch * channels});
    inputs["spatial_shapes"] = at::tensor({rows, columns}, at::kLong).expand({sizes.samples, 2}).contiguous();
    return inputs;
  };
  return family;
}

}  // namespace rex
