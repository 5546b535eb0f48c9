#include <ATen/ATen.h>

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

namespace rex {
namespace {

constexpr double distilbert_norm_epsilon = 1e-12;  // fixed in Hugging Face's class; config.json does not name it

/// DistilBERT with a classifier on its first token (Sanh et al. 2019; Hugging Face's
/// DistilBertForSequenceClassification): BERT's layers under other names, without token types and without a pooler.
class DistilBert : public Model {
 public:
  DistilBert(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  at::Tensor words_;      // [vocabulary, hidden]
  at::Tensor positions_;  // [longest text, hidden]
  nn::LayerNorm norm_;
  std::vector<nn::BertLayer> layers_;
  nn::Linear before_classifier_;
  nn::Linear classifier_;
};

DistilBert::DistilBert(const Config& config, ParameterSource& source) {
  nn::BertSizes sizes;
  sizes.hidden = config.size("dim", 768);
  sizes.heads = config.heads("n_heads", sizes.hidden, 12);
  sizes.inner = config.size("hidden_dim", 3072);
  sizes.activation = config.activation("activation", "gelu");
  sizes.epsilon = distilbert_norm_epsilon;
  const std::string embeddings = "distilbert.embeddings.";
  words_ = source.take(embeddings + "word_embeddings.weight", {config.size("vocab_size", 30522), sizes.hidden});
  positions_ = source.take(embeddings + "position_embeddings.weight",
                           {config.size("max_position_embeddings", 512), sizes.hidden});
  norm_ = {source, embeddings + "LayerNorm", sizes.hidden, distilbert_norm_epsilon};
  const int layers = config.layers("n_layers", 6);
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = "distilbert.transformer.layer." + std::to_string(layer) + ".";
    nn::BertLayer block;
    nn::Attention& attention = block.attention.attention;
    attention.query = {source, name + "attention.q_lin", sizes.hidden, sizes.hidden};
    attention.key = {source, name + "attention.k_lin", sizes.hidden, sizes.hidden};
    attention.value = {source, name + "attention.v_lin", sizes.hidden, sizes.hidden};
    attention.output = {source, name + "attention.out_lin", sizes.hidden, sizes.hidden};
    attention.heads = sizes.heads;
    block.attention.norm = {source, name + "sa_layer_norm", sizes.hidden, distilbert_norm_epsilon};
    block.feed_forward.feed_forward.up = {source, name + "ffn.lin1", sizes.hidden, sizes.inner};
    block.feed_forward.feed_forward.activation = sizes.activation;
    block.feed_forward.feed_forward.down = {source, name + "ffn.lin2", sizes.inner, sizes.hidden};
    block.feed_forward.norm = {source, name + "output_layer_norm", sizes.hidden, distilbert_norm_epsilon};
    layers_.push_back(std::move(block));
  }
  before_classifier_ = {source, "pre_classifier", sizes.hidden, sizes.hidden};
  classifier_ = {source, "classifier", sizes.hidden, config.classes()};
  source.ignore("vocab_");  // the head of masked language modelling

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = positions_.size(0);
  description_.summary = {transformer_summary(layers, sizes.heads, sizes.hidden)};
}

void DistilBert::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const at::Tensor ids = required_ids(pass.inputs, "input_ids", words_.size(0), "[texts, tokens] int64");
  const at::Tensor real = optional_mask(pass.inputs, "attention_mask", ids);
  if (ids.size(1) > positions_.size(0)) {
    throw Error("input_ids",
                std::to_string(ids.size(1)) + " tokens are more than the model's " + std::to_string(positions_.size(0)),
                "Shorten the text.");
  }
  describe_words(context, real);
  const at::Tensor sum = at::embedding(words_, ids) + positions_.narrow(0, 0, ids.size(1));
  const at::Tensor x = context.mark_input("text", 0, norm_(context, sum));
  const at::Tensor first = read_bert_layers(context, layers_, x, nn::padding_mask(real, x), 0);
  const at::Tensor ready = nn::activate(context, before_classifier_(context, first), nn::Activation::relu);
  set_class_scores(pass, classifier_(context, ready));
  pass.read_outs = {{0, 0, true}};
}

}  // namespace

Family distilbert_family() {
  Family family;
  family.type = "distilbert";
  family.title = "DistilBERT";
  family.baselines = "bert";
  family.kind.text = TextInput::one;
  family.names = {.trunk = "distilbert.",
                  .bare = {"embeddings.", "transformer."},
                  .signs = {"distilbert.transformer.layer.#.attention.q_lin.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<DistilBert>(Config(config), source);
  };
  family.class_heads = {"classifier.weight"};
  family.sample_inputs = sample_untyped_words;
  return family;
}

}  // namespace rex
