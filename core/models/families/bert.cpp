#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "core/models/config.h"
#include "core/models/families/bert_config.h"
#include "core/models/families/family.h"
#include "core/models/families/sample_inputs.h"
#include "core/models/inputs.h"

namespace rex {
namespace {

/// BERT with a classifier on its first token (Devlin et al. 2019; Hugging Face's BertForSequenceClassification).
class Bert : public Model {
 public:
  Bert(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  nn::BertEmbeddings embeddings_;
  std::vector<nn::BertLayer> layers_;
  nn::Linear pooler_;
  nn::Linear classifier_;
};

Bert::Bert(const Config& config, ParameterSource& source) {
  refuse_decoder(config);
  const nn::BertSizes sizes = bert_sizes(config);
  embeddings_ = bert_embeddings(config, source, "bert.embeddings", sizes);
  layers_ = bert_layers(source, "bert.encoder.layer.", config.layers("num_hidden_layers", 12), sizes);
  pooler_ = {source, "bert.pooler.dense", sizes.hidden, sizes.hidden};
  classifier_ = {source, "classifier", sizes.hidden, config.classes()};
  source.ignore("cls.");  // the heads of pre-training

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = embeddings_.positions.size(0);
  description_.summary = {transformer_summary(static_cast<std::int64_t>(layers_.size()), sizes.heads, sizes.hidden)};
}

void Bert::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  refuse_position_ids(pass.inputs, "tokens are counted from 0");
  const BertText text = bert_text(pass.inputs, embeddings_);
  describe_words(context, text.real);
  const at::Tensor x = context.mark_input("text", 0, embeddings_.norm(context, embeddings_.sum(text.ids, text.types)));
  const at::Tensor first = read_bert_layers(context, layers_, x, nn::padding_mask(text.real, x), 0);
  const at::Tensor pooled = nn::activate(context, pooler_(context, first), nn::Activation::tanh);
  set_class_scores(pass, classifier_(context, pooled));
  pass.read_outs = {{0, 0, true}};
}

}  // namespace

Family bert_family() {
  Family family;
  family.type = family.baselines = "bert";
  family.title = "BERT";
  family.kind.text = TextInput::one;
  family.names = {
      .trunk = "bert.",
      .bare = {"embeddings.", "encoder.", "pooler."},
      .signs = {"bert.embeddings.word_embeddings.weight", "bert.encoder.layer.#.attention.self.query.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Bert>(Config(config), source);
  };
  family.class_heads = {"classifier.weight"};
  family.sample_inputs = sample_bert_words;
  return family;
}

}  // namespace rex
