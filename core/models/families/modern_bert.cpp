#include <ATen/ATen.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/bert_config.h"
#include "core/models/families/family.h"
#include "core/models/families/sample_inputs.h"
#include "core/models/inputs.h"
#include "core/nn/pre_norm_block.h"
#include "core/nn/rotary.h"

namespace rex {
namespace {

/// How a layer's tokens see each other: each all others, or each its neighbours. The two kinds turn positions at speeds
/// of their own.
enum class Sight : std::uint8_t { global, local };

/// ModernBERT with a classifier (Warner et al. 2024, arXiv 2412.13663; Hugging Face's
/// ModernBertForSequenceClassification): rotary positions, layers that see all or only neighbours, gated feed-forward
/// layers.
class ModernBert : public Model {
 public:
  ModernBert(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  at::Tensor mask(Sight sight, const at::Tensor& real, const at::Tensor& x) const;
  at::Tensor pooled(const nn::ForwardContext& context, at::Tensor x, const at::Tensor& real) const;

  at::Tensor words_;  // [vocabulary, hidden]
  nn::LayerNorm embedding_norm_;
  std::vector<nn::PreNormBlock> layers_;
  std::vector<Sight> sights_;     // of each layer
  std::array<double, 2> base_{};  // of the rotations' speeds, by Sight
  std::int64_t reach_ = 0;        // how far to each side a local layer's tokens see
  bool pools_mean_ = false;       // else the first token is read
  nn::LayerNorm norm_;
  nn::Linear before_classifier_;
  nn::Activation activation_ = nn::Activation::gelu;
  nn::LayerNorm classifier_norm_;
  nn::Linear classifier_;
};

/// `layer_types` of transformers 5, or every N-th layer as versions before it say.
std::vector<Sight> read_sights(const Config& config, int layers) {
  std::vector<Sight> sights;
  const nlohmann::json& named = config.value("layer_types");
  if (named.is_null()) {
    const std::int64_t period = config.size("global_attn_every_n_layers", 3);
    for (int layer = 0; layer < layers; ++layer) sights.push_back(layer % period == 0 ? Sight::global : Sight::local);
    return sights;
  }
  if (!named.is_array() || named.size() != static_cast<std::size_t>(layers)) {
    throw Error(config.name("layer_types"),
                "is no list of a type for each of the " + std::to_string(layers) + " layers");
  }
  for (const nlohmann::json& type : named) {
    if (type != "full_attention" && type != "sliding_attention") {
      throw Error(config.name("layer_types"), "holds a type that is not known here",
                  "Known are full_attention and sliding_attention.");
    }
    sights.push_back(type == "full_attention" ? Sight::global : Sight::local);
  }
  return sights;
}

double positive_base(const Config& config, const std::string& field, double fallback) {
  const double base = config.number(field, fallback);
  if (base <= 0)
    throw Error(config.name(field), "is " + std::to_string(base) + ", where positions need a number above 0");
  return base;
}

/// `rope_parameters` of transformers 5, or the two fields of versions before it.
std::array<double, 2> read_bases(const Config& config) {
  const Config both = config.optional_section("rope_parameters");
  const auto base = [&](const char* type, const char* older, double usual) {
    const Config one = both.optional_section(type);
    if (const std::string kind = one.text("rope_type", "default"); kind != "default") {
      throw Error(one.name("rope_type"), kind + " rotations are not known here", "Only default ones are.");
    }
    return one.has("rope_theta") ? positive_base(one, "rope_theta", usual) : positive_base(config, older, usual);
  };
  return {base("full_attention", "global_rope_theta", 160000), base("sliding_attention", "local_rope_theta", 10000)};
}

ModernBert::ModernBert(const Config& config, ParameterSource& source) {
  const std::int64_t hidden = config.size("hidden_size", 768);
  const std::int64_t heads = config.heads("num_attention_heads", hidden, 12);
  const std::int64_t inner = config.size("intermediate_size", 1152);
  const int layers = config.layers("num_hidden_layers", 22);
  const double epsilon = config.number("norm_eps", 1e-5);
  const bool norm_bias = config.flag("norm_bias", false), attention_bias = config.flag("attention_bias", false),
             inner_bias = config.flag("mlp_bias", false);
  if (hidden / heads % 2 != 0) {
    throw Error(config.name("num_attention_heads"),
                "heads of " + std::to_string(hidden / heads) + " channels cannot be turned in pairs");
  }
  words_ = source.take("model.embeddings.tok_embeddings.weight", {config.size("vocab_size", 50368), hidden});
  embedding_norm_ = {source, "model.embeddings.norm", hidden, epsilon, norm_bias};
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = "model.layers." + std::to_string(layer) + ".";
    nn::PreNormBlock block;
    if (layer > 0) block.norm_before_attention = {source, name + "attn_norm", hidden, epsilon, norm_bias};
    block.attention.joint = {source, name + "attn.Wqkv", hidden, 3 * hidden, attention_bias};
    block.attention.output = {source, name + "attn.Wo", hidden, hidden, attention_bias};
    block.attention.heads = heads;
    block.norm_before_feed_forward = {source, name + "mlp_norm", hidden, epsilon, norm_bias};
    block.feed_forward.up = {source, name + "mlp.Wi", hidden, 2 * inner, inner_bias};
    block.feed_forward.joint_gate = true;
    block.feed_forward.activation = config.activation("hidden_activation", "gelu");
    block.feed_forward.down = {source, name + "mlp.Wo", inner, hidden, inner_bias};
    layers_.push_back(std::move(block));
  }
  sights_ = read_sights(config, layers);
  base_ = read_bases(config);
  reach_ = config.size("local_attention", 128) / 2;
  const std::string pooling = config.text("classifier_pooling", "cls");
  if (pooling != "cls" && pooling != "mean") {
    throw Error(config.name("classifier_pooling"), "is " + pooling, "Known are cls and mean.");
  }
  pools_mean_ = pooling == "mean";
  norm_ = {source, "model.final_norm", hidden, epsilon, norm_bias};
  before_classifier_ = {source, "head.dense", hidden, hidden, config.flag("classifier_bias", false)};
  activation_ = config.activation("classifier_activation", "gelu");
  classifier_norm_ = {source, "head.norm", hidden, epsilon, norm_bias};
  classifier_ = {source, "classifier", hidden, config.classes()};
  source.ignore("decoder.");  // of masked language modelling

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = config.size("max_position_embeddings", 8192);
  description_.summary = {transformer_summary(layers, heads, hidden)};
}

/// A padded token of a local layer may have no real neighbour: as masks are finite, its row is uniform and no NaN.
at::Tensor ModernBert::mask(Sight sight, const at::Tensor& real, const at::Tensor& x) const {
  if (sight == Sight::global) return nn::padding_mask(real, x);
  const at::Tensor position = at::arange(real.size(1), at::kLong);
  const at::Tensor near = (position.unsqueeze(1) - position.unsqueeze(0)).abs().le(reach_);
  return nn::additive_mask(near.logical_and(real.ne(0).unsqueeze(1).unsqueeze(2)), x);
}

/// What the classifier reads of the last layer's result x [batch, tokens, hidden]: [batch, hidden].
at::Tensor ModernBert::pooled(const nn::ForwardContext& context, at::Tensor x, const at::Tensor& real) const {
  x = norm_(context, x);
  const at::Tensor counted = real.ne(0);
  if (context.mode != nn::GraphMode::plain) {
    return nn::mean_of_tokens(context, x.index_select(1, counted[0].nonzero().squeeze(1)));
  }
  const at::Tensor weight = counted.to(x.scalar_type()).unsqueeze(2);
  return (x * weight).sum(1) / weight.sum(1);
}

void ModernBert::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  refuse_position_ids(pass.inputs, "tokens are counted from 0");
  const at::Tensor ids = required_ids(pass.inputs, "input_ids", words_.size(0), "[texts, tokens] int64");
  const at::Tensor real = optional_mask(pass.inputs, "attention_mask", ids);
  if (ids.size(1) > description_.longest_text) {
    throw Error(
        "input_ids",
        std::to_string(ids.size(1)) + " tokens are more than the model's " + std::to_string(description_.longest_text),
        "Shorten the text.");
  }
  describe_words(context, real);
  at::Tensor x = context.mark_input("text", 0, embedding_norm_(context, at::embedding(words_, ids)));
  const std::int64_t width = x.size(2) / layers_.front().attention.heads;
  std::array<at::Tensor, 2> masks;
  std::array<nn::RotaryTable, 2> tables;
  for (const Sight sight : {Sight::global, Sight::local}) {
    const auto index = static_cast<std::size_t>(sight);
    masks[index] = mask(sight, real, x);
    const at::Tensor exponent = at::arange(0, width, 2, at::kFloat) / width;
    const at::Tensor speed = at::pow(base_[index], exponent).reciprocal();
    tables[index] = nn::rotary_table(at::arange(ids.size(1), at::kFloat).unsqueeze(1) * speed);
  }
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    const auto sight = static_cast<std::size_t>(sights_[layer]);
    const nn::AttentionSite site{"encoder.self", static_cast<int>(layer), 0, 0};
    x = layer + 1 == layers_.size() && !pools_mean_
            ? layers_[layer].read(context, x, masks[sight], site, 0, &tables[sight])
            : layers_[layer](context, x, masks[sight], site, &tables[sight]);
  }
  x = pools_mean_ ? pooled(context, x, real) : norm_(context, x);
  const at::Tensor ready = nn::activate(context, before_classifier_(context, x), activation_);
  set_class_scores(pass, classifier_(context, classifier_norm_(context, ready)));
  if (pools_mean_) {
    pass.read_outs = {{0, MeanRow{}, false}};
  } else {
    pass.read_outs = {{0, 0, true}};
  }
}

}  // namespace

Family modern_bert_family() {
  Family family;
  family.type = "modernbert";
  family.title = "ModernBERT";
  family.baselines = "bert";
  family.kind.text = TextInput::one;
  family.names = {.trunk = "model.",
                  .bare = {"embeddings.", "layers.", "final_norm."},
                  .signs = {"model.embeddings.tok_embeddings.weight", "model.layers.#.attn.Wqkv.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<ModernBert>(Config(config), source);
  };
  family.class_heads = {"classifier.weight"};
  family.sample_inputs = sample_untyped_words;
  return family;
}

}  // namespace rex
