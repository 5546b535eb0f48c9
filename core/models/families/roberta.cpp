#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/bert_config.h"
#include "core/models/families/family.h"
#include "core/models/families/sample_inputs.h"
#include "core/models/inputs.h"

namespace rex {
namespace {

constexpr std::int64_t roberta_vocabulary = 50265;

/// RoBERTa with a classifier on its first token (Liu et al. 2019, arXiv 1907.11692; Hugging Face's
/// RobertaForSequenceClassification): BERT's layers, positions that skip padding, and another head.
class Roberta : public Model {
 public:
  Roberta(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  at::Tensor places(const at::Tensor& ids) const;

  std::int64_t padding_;  // the id of the padding token
  nn::BertEmbeddings embeddings_;
  std::vector<nn::BertLayer> layers_;
  nn::Linear before_classifier_;
  nn::Linear classifier_;
};

Roberta::Roberta(const Config& config, ParameterSource& source) : padding_(config.integer("pad_token_id", 1)) {
  refuse_decoder(config);
  const nn::BertSizes sizes = bert_sizes(config);
  embeddings_ = bert_embeddings(config, source, "roberta.embeddings", sizes, roberta_vocabulary);
  if (padding_ < 0 || padding_ + 1 >= embeddings_.positions.size(0)) {
    throw Error(config.name("pad_token_id"), "is " + std::to_string(padding_) + ", which leaves no positions for words",
                "Check that the folder holds the config.json that belongs to the weights.");
  }
  layers_ = bert_layers(source, "roberta.encoder.layer.", config.layers("num_hidden_layers", 12), sizes);
  before_classifier_ = {source, "classifier.dense", sizes.hidden, sizes.hidden};
  classifier_ = {source, "classifier.out_proj", sizes.hidden, config.classes()};
  source.ignore("roberta.pooler.");  // no classifier reads it
  source.ignore("lm_head.");         // of pre-training

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = embeddings_.positions.size(0) - padding_ - 1;
  description_.summary = {transformer_summary(static_cast<std::int64_t>(layers_.size()), sizes.heads, sizes.hidden)};
}

/// Rows of the position embeddings, [batch, T]: words are counted from the row after the padding token's id, whatever
/// the attention mask says, and padding has that row.
at::Tensor Roberta::places(const at::Tensor& ids) const {
  const at::Tensor word = ids.ne(padding_).to(at::kLong);
  return at::cumsum(word, 1) * word + padding_;
}

void Roberta::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  refuse_position_ids(pass.inputs, "tokens are counted from the one after padding's id");
  const BertText text = bert_text(pass.inputs, embeddings_);
  describe_words(context, text.real);
  const at::Tensor sum = embeddings_.sum(text.ids, text.types, places(text.ids));
  const at::Tensor x = context.mark_input("text", 0, embeddings_.norm(context, sum));
  const at::Tensor first = read_bert_layers(context, layers_, x, nn::padding_mask(text.real, x), 0);
  const at::Tensor ready = nn::activate(context, before_classifier_(context, first), nn::Activation::tanh);
  set_class_scores(pass, classifier_(context, ready));
  pass.read_outs = {{0, 0, true}};
}

}  // namespace

Family roberta_family() {
  Family family;
  family.type = "roberta";
  family.title = "RoBERTa";
  family.baselines = "bert";
  family.kind.text = TextInput::one;
  family.names = {
      .trunk = "roberta.",
      .bare = {"embeddings.", "encoder.", "pooler."},
      .signs = {"roberta.embeddings.word_embeddings.weight", "roberta.encoder.layer.#.attention.self.query.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Roberta>(Config(config), source);
  };
  family.class_heads = {"classifier.out_proj.weight"};
  family.sample_inputs = [](const nlohmann::json& config, const SampleSizes& sizes) {
    ModelInputs inputs = sample_bert_words(config, sizes);
    inputs["token_type_ids"].zero_();
    return inputs;
  };
  return family;
}

}  // namespace rex
