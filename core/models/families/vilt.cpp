#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
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

constexpr double head_epsilon = 1e-5;  // of the head's norm, whatever layer_norm_eps says, as in Hugging Face's class

/// Rows and columns of a grid of patches.
using Grid = std::pair<std::int64_t, std::int64_t>;

/// ViLT for question answering (Kim et al. 2021, arXiv 2102.03334; Hugging Face's ViltForQuestionAnswering): words and
/// patches in one sequence, without a detector and without a convolutional network.
class Vilt : public Model {
 public:
  Vilt(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  Grid picture_grid(const at::Tensor& pixels, const ModelInputs& inputs) const;
  at::Tensor embed_words(const nn::ForwardContext& context, const BertText& text) const;
  at::Tensor embed_picture(const nn::ForwardContext& context, const at::Tensor& pixels, const Grid& grid) const;
  /// How many of the patches of GRID are read: the first ones.
  std::int64_t patches_read(const Grid& grid) const {
    return most_patches_ > 0 ? std::min(most_patches_, grid.first * grid.second) : grid.first * grid.second;
  }

  nn::BertEmbeddings words_;
  at::Tensor modalities_;  // [2 or more, hidden]: what says that a token is a word, or of the picture
  std::int64_t channels_;
  Grid grid_;  // of the pictures that the position embeddings were trained on
  nn::PatchEmbedding patches_;
  at::Tensor class_token_;     // [1, 1, hidden] of the picture
  at::Tensor positions_;       // [1, 1 + patches, hidden]
  std::int64_t most_patches_;  // 0: all
  nn::PreNormStack blocks_;
  nn::LayerNorm norm_;
  nn::Linear pooler_;
  nn::Linear answer_up_;
  nn::LayerNorm answer_norm_;
  nn::Linear answer_;
};

nn::PreNormStack read_layers(const Config& config, ParameterSource& source, const nn::BertSizes& sizes) {
  const bool bias = config.flag("qkv_bias", true);
  const int layers = config.layers("num_hidden_layers", 12);
  nn::PreNormStack stack;
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = "vilt.encoder.layer." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + "layernorm_before", sizes.hidden, sizes.epsilon};
    block.attention.query = {source, name + "attention.attention.query", sizes.hidden, sizes.hidden, bias};
    block.attention.key = {source, name + "attention.attention.key", sizes.hidden, sizes.hidden, bias};
    block.attention.value = {source, name + "attention.attention.value", sizes.hidden, sizes.hidden, bias};
    block.attention.output = {source, name + "attention.output.dense", sizes.hidden, sizes.hidden};
    block.attention.heads = sizes.heads;
    block.norm_before_feed_forward = {source, name + "layernorm_after", sizes.hidden, sizes.epsilon};
    block.feed_forward.up = {source, name + "intermediate.dense", sizes.hidden, sizes.inner};
    block.feed_forward.activation = sizes.activation;
    block.feed_forward.down = {source, name + "output.dense", sizes.inner, sizes.hidden};
    stack.blocks.push_back(std::move(block));
  }
  return stack;
}

Vilt::Vilt(const Config& config, ParameterSource& source) {
  const std::string architecture = config.architecture();
  for (const char* other : {"ViltForImagesAndTextClassification", "ViltForImageAndTextRetrieval", "ViltForMaskedLM",
                            "ViltForTokenClassification"}) {
    if (architecture == other)
      throw Error(config.name("architectures"), architecture + " has another head", "Open a ViltForQuestionAnswering.");
  }
  const nn::BertSizes sizes = bert_sizes(config);
  const std::string embeddings = "vilt.embeddings.";
  words_ = {source,
            embeddings + "text_embeddings",
            config.size("vocab_size", bert_vocabulary),
            config.size("max_position_embeddings", 40),
            config.size("type_vocab_size", 2),
            sizes};
  modalities_ = source.take(embeddings + "token_type_embeddings.weight",
                            {config.size("modality_type_vocab_size", 2), sizes.hidden});
  if (modalities_.size(0) < 2)
    throw Error(config.name("modality_type_vocab_size"), "is 1, where words and patches need one each");
  const auto [height, width] = config.extent("image_size", 384);
  const auto [patch_height, patch_width] = config.extent("patch_size", 32);
  if (patch_height > height || patch_width > width) {
    throw Error(config.name("patch_size"), "a patch is larger than the picture");
  }
  channels_ = config.size("num_channels", 3);
  grid_ = {height / patch_height, width / patch_width};
  patches_.weight = source.take(embeddings + "patch_embeddings.projection.weight",
                                {sizes.hidden, channels_, patch_height, patch_width});
  patches_.bias = source.take(embeddings + "patch_embeddings.projection.bias", {sizes.hidden});
  class_token_ = source.take(embeddings + "cls_token", {1, 1, sizes.hidden});
  positions_ = source.take(embeddings + "position_embeddings", {1, 1 + grid_.first * grid_.second, sizes.hidden});
  most_patches_ = std::max<std::int64_t>(0, config.integer("max_image_length", -1));

  blocks_ = read_layers(config, source, sizes);
  norm_ = {source, "vilt.layernorm", sizes.hidden, sizes.epsilon};
  pooler_ = {source, "vilt.pooler.dense", sizes.hidden, sizes.hidden};
  answer_up_ = {source, "classifier.0", sizes.hidden, 2 * sizes.hidden};
  answer_norm_ = {source, "classifier.1", 2 * sizes.hidden, head_epsilon};
  answer_ = {source, "classifier.3", 2 * sizes.hidden, config.classes()};
  source.ignore("vilt.embeddings.text_embeddings.position_ids");  // a buffer of older versions

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = words_.positions.size(0);
  description_.summary = {
      transformer_summary(static_cast<std::int64_t>(blocks_.blocks.size()), sizes.heads, sizes.hidden),
      "patches of " + std::to_string(patch_height) + "×" + std::to_string(patch_width)};
  if (most_patches_ > 0) {
    // Hugging Face draws so many at random, others in every run.
    description_.summary.back() += ", of which the first " + std::to_string(most_patches_) + " are read";
  }
}

/// Rows and columns of the patches that show the picture and no padding: Hugging Face looks at the mask at one pixel of
/// each patch, and counts along the first column and the first row.
Grid Vilt::picture_grid(const at::Tensor& pixels, const ModelInputs& inputs) const {
  const Grid canvas = patches_.grid(pixels);
  const auto given = inputs.find("pixel_mask");
  if (given == inputs.end() || !given->second.defined()) return canvas;
  const at::Tensor& mask = given->second;
  if (mask.dim() != 3 || mask.size(0) != pixels.size(0) || mask.size(1) != pixels.size(2) ||
      mask.size(2) != pixels.size(3)) {
    throw Error("pixel_mask", "is not of the size of pixel_values", "It should be [pictures, height, width].");
  }
  const at::Tensor real =
      at::upsample_nearest2d(mask.ne(0).to(at::kFloat).unsqueeze(1), {canvas.first, canvas.second}).squeeze(1);
  const at::Tensor rows = real.select(2, 0).sum(1), columns = real.select(1, 0).sum(1);
  if (!rows.eq(rows[0]).all().item<bool>() || !columns.eq(columns[0]).all().item<bool>()) {
    throw Error("pixel_mask", "marks pictures of different sizes", "Give pictures of one size, or one at a time.");
  }
  const Grid grid{static_cast<std::int64_t>(rows[0].item<float>()),
                  static_cast<std::int64_t>(columns[0].item<float>())};
  if (grid.first == 0 || grid.second == 0) throw Error("pixel_mask", "masks the whole picture", "Give a picture.");
  return grid;
}

at::Tensor Vilt::embed_words(const nn::ForwardContext& context, const BertText& text) const {
  return words_.norm(context, words_.sum(text.ids, text.types)) + modalities_[0];
}

/// [batch, 1 + patches, hidden] of the GRID in the upper left of PIXELS.
at::Tensor Vilt::embed_picture(const nn::ForwardContext& context, const at::Tensor& pixels, const Grid& grid) const {
  const std::int64_t batch = pixels.size(0), hidden = class_token_.size(2);
  const auto [rows, columns] = patches_.grid(pixels);
  const at::Tensor patches = patches_(context, pixels)
                                 .view({batch, rows, columns, hidden})
                                 .narrow(1, 0, grid.first)
                                 .narrow(2, 0, grid.second)
                                 .flatten(1, 2);
  const at::Tensor table = positions_.narrow(1, 1, grid_.first * grid_.second)
                               .view({1, grid_.first, grid_.second, hidden})
                               .permute({0, 3, 1, 2});
  const at::Tensor places =
      at::upsample_bilinear2d(table, {grid.first, grid.second}, /*align_corners=*/true).flatten(2).transpose(1, 2);
  const std::int64_t count = patches_read(grid);
  const at::Tensor cells = (patches + places).narrow(1, 0, count);
  const at::Tensor first = (class_token_ + positions_.narrow(1, 0, 1)).expand({batch, -1, -1});
  return at::cat({first, cells}, 1) + modalities_[1];
}

void Vilt::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  refuse_position_ids(pass.inputs, "tokens are counted from 0");
  const BertText text = bert_text(pass.inputs, words_);
  const at::Tensor pixels = required_pixels(pass.inputs, channels_, patches_.weight.size(2), patches_.weight.size(3));
  if (text.ids.size(0) != pixels.size(0)) {
    throw Error(
        "pixel_values",
        "holds " + std::to_string(pixels.size(0)) + " pictures for " + std::to_string(text.ids.size(0)) + " questions",
        "Give one picture for each question.");
  }
  const Grid grid = picture_grid(pixels, pass.inputs);
  if (context.trace != nullptr) {
    TokenDomain domain;
    domain.symbol = "s";
    domain.append(TokenKind::word, text.ids.size(1), text.real);
    domain.append(TokenKind::special, 1);
    domain.append(TokenKind::patch, patches_read(grid));
    domain.grid_rows = grid.first;
    domain.grid_columns = grid.second;
    domain.patch_height = patches_.weight.size(2);
    domain.patch_width = patches_.weight.size(3);
    context.trace->domains = {domain};
  }
  const at::Tensor picture = embed_picture(context, pixels, grid);
  const at::Tensor sequence = context.mark_input("sequence", 0, at::cat({embed_words(context, text), picture}, 1));
  const at::Tensor real = at::cat({text.real.ne(0), at::ones({picture.size(0), picture.size(1)}, at::kBool)}, 1);
  const at::Tensor first =
      blocks_.read(context, sequence, nn::padding_mask(real, sequence), {"encoder.self", 0, 0, 0}, 0);
  const at::Tensor pooled = nn::activate(context, pooler_(context, norm_(context, first)), nn::Activation::tanh);
  const at::Tensor hidden = answer_norm_(context, answer_up_(context, pooled));
  set_class_scores(pass, answer_(context, nn::activate(context, hidden, nn::Activation::gelu)));
  pass.read_outs = {{0, 0, true}};
}

}  // namespace

Family vilt_family() {
  Family family;
  family.type = family.baselines = "vilt";
  family.title = "ViLT";
  family.kind = {.picture = PictureInput::pixels, .text = TextInput::one};
  family.names = {.trunk = "vilt.",
                  .bare = {"embeddings.", "encoder.", "layernorm.", "pooler."},
                  .signs = {"vilt.embeddings.text_embeddings.word_embeddings.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Vilt>(Config(config), source);
  };
  family.class_heads = {"classifier.3.weight"};
  family.image_processor = image_processor("Vilt", SizeRule::divisible, 384, ResizeFilter::bicubic, half_colours);
  family.image_processor->whole_number_is_square = false;
  family.image_processor->defaults.size_divisor = 32;
  family.image_processor->defaults.do_pad = family.image_processor->defaults.makes_mask = true;
  family.picture_settings = [](const nlohmann::json& config, bool) -> nlohmann::json {
    const auto [height, width] = Config(config).extent("image_size", 384);
    const auto [patch_height, patch_width] = Config(config).extent("patch_size", 32);
    return {{"size", {{"shortest_edge", std::min(height, width)}}},
            {"size_divisor", std::max(patch_height, patch_width)}};
  };
  family.sample_inputs = [](const nlohmann::json& config, const SampleSizes& sizes) {
    const Config fields(config);
    const auto [height, width] = fields.extent("image_size", 384);
    ModelInputs inputs = sample_bert_words(config, sizes);
    inputs["pixel_values"] = sample_pixels(sizes, fields.size("num_channels", 3), {width, height});
    return inputs;
  };
  return family;
}

}  // namespace rex
