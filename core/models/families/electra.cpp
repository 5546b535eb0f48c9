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

/// ELECTRA with a classifier on its first token (Clark et al. 2020, arXiv 2003.10555; Hugging Face's
/// ElectraForSequenceClassification): BERT's layers, over embeddings that may be narrower than they are.
class Electra : public Model {
 public:
  Electra(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  nn::BertEmbeddings embeddings_;
  nn::Linear widening_;  // weight undefined where the embeddings are as wide as the layers
  std::vector<nn::BertLayer> layers_;
  nn::Linear before_classifier_;
  nn::Linear classifier_;
};

Electra::Electra(const Config& config, ParameterSource& source) {
  refuse_decoder(config);
  const nn::BertSizes sizes = bert_sizes(config, {.hidden = 256, .heads = 4, .inner = 1024});
  nn::BertSizes narrow = sizes;
  narrow.hidden = config.size("embedding_size", 128);
  embeddings_ = bert_embeddings(config, source, "electra.embeddings", narrow);
  if (narrow.hidden != sizes.hidden) widening_ = {source, "electra.embeddings_project", narrow.hidden, sizes.hidden};
  layers_ = bert_layers(source, "electra.encoder.layer.", config.layers("num_hidden_layers", 12), sizes);
  before_classifier_ = {source, "classifier.dense", sizes.hidden, sizes.hidden};
  classifier_ = {source, "classifier.out_proj", sizes.hidden, config.classes()};
  source.ignore("discriminator_predictions.");  // the heads of pre-training
  source.ignore("generator_");

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = embeddings_.positions.size(0);
  description_.summary = {transformer_summary(static_cast<std::int64_t>(layers_.size()), sizes.heads, sizes.hidden)};
}

void Electra::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  refuse_position_ids(pass.inputs, "tokens are counted from 0");
  const BertText text = bert_text(pass.inputs, embeddings_);
  describe_words(context, text.real);
  at::Tensor embedded = embeddings_.norm(context, embeddings_.sum(text.ids, text.types));
  if (widening_.weight.defined()) embedded = widening_(context, embedded);
  const at::Tensor x = context.mark_input("text", 0, embedded);
  const at::Tensor first = read_bert_layers(context, layers_, x, nn::padding_mask(text.real, x), 0);
  // GELU, whatever hidden_act says, as in Hugging Face's class.
  const at::Tensor ready = nn::activate(context, before_classifier_(context, first), nn::Activation::gelu);
  set_class_scores(pass, classifier_(context, ready));
  pass.read_outs = {{0, 0, true}};
}

}  // namespace

Family electra_family() {
  Family family;
  family.type = "electra";
  family.title = "ELECTRA";
  family.baselines = "bert";
  family.kind.text = TextInput::one;
  family.names = {
      .trunk = "electra.",
      .bare = {"embeddings.", "embeddings_project.", "encoder."},
      .signs = {"electra.embeddings.word_embeddings.weight", "electra.encoder.layer.#.attention.self.query.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Electra>(Config(config), source);
  };
  family.class_heads = {"classifier.out_proj.weight"};
  family.sample_inputs = sample_bert_words;
  return family;
}

}  // namespace rex
