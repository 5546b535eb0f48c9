#include <ATen/ATen.h>

#include <limits>
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

/// VisualBERT for question answering (Li et al. 2019): words and regions in one sequence. Its two published code bases
/// share the encoder and differ in the head and in the type that regions have where none is given.
class VisualBert : public Model {
 public:
  VisualBert(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  struct Regions {
    at::Tensor features;  // [batch, V, size]
    at::Tensor types;     // [batch, V]
    at::Tensor real;      // [batch, V]
  };
  Regions regions(const ModelInputs& inputs) const;
  at::Tensor embed(const nn::ForwardContext& context, const BertText& text, const Regions& regions) const;
  bool has_mmf_head() const { return transform_.weight.defined(); }

  nn::BertEmbeddings embeddings_;
  nn::Linear region_projection_;
  at::Tensor region_positions_;  // [positions, hidden]; every region has position 0
  at::Tensor region_types_;      // [types, hidden]
  std::vector<nn::BertLayer> layers_;
  nn::Linear transform_;  // mmf's head has one more layer; weight undefined in Hugging Face's
  nn::LayerNorm transform_norm_;
  nn::Linear classifier_;
};

VisualBert::VisualBert(const Config& config, ParameterSource& source) {
  if (config.flag("bypass_transformer", false)) {
    throw Error(config.name("bypass_transformer"), "models whose regions bypass the Transformer are not supported");
  }
  const nn::BertSizes sizes = bert_sizes(config);
  const std::string embeddings = "visual_bert.embeddings";
  embeddings_ = bert_embeddings(config, source, embeddings, sizes);
  const std::int64_t region_size = config.size("visual_embedding_dim", 512);
  region_projection_ = {source, embeddings + ".visual_projection", region_size, sizes.hidden};
  region_positions_ =
      source.take(embeddings + ".visual_position_embeddings.weight", embeddings_.positions.sizes().vec());
  region_types_ = source.take(embeddings + ".visual_token_type_embeddings.weight", embeddings_.types.sizes().vec());
  layers_ = bert_layers(source, "visual_bert.encoder.layer.", config.layers("num_hidden_layers", 12), sizes);
  const std::string architecture = config.architecture();
  for (const char* other :
       {"VisualBertForVisualReasoning", "VisualBertForMultipleChoice", "VisualBertForRegionToPhraseAlignment"}) {
    if (architecture == other)
      throw Error(config.name("architectures"), architecture + " reads its answer from another place",
                  "Open a VisualBertForQuestionAnswering.");
  }
  const bool mmf_head = source.has("classifier.1.weight");
  if (mmf_head) {
    transform_ = {source, "classifier.0.dense", sizes.hidden, sizes.hidden};
    transform_norm_ = {source, "classifier.0.LayerNorm", sizes.hidden, sizes.epsilon};
  }
  classifier_ = {source, mmf_head ? "classifier.1" : "cls", sizes.hidden, config.classes()};
  source.ignore("visual_bert.pooler.");  // the answer is read from a word, not from the pooled first token

  adopt(source);
  description_.labels = config.labels();
  description_.longest_text = embeddings_.positions.size(0);
  description_.region_size = region_size;
  description_.summary = {transformer_summary(static_cast<std::int64_t>(layers_.size()), sizes.heads, sizes.hidden),
                          "regions of " + std::to_string(region_size) + " numbers"};
}

VisualBert::Regions VisualBert::regions(const ModelInputs& inputs) const {
  Regions regions;
  regions.features = required_features(inputs, "visual_embeds", region_projection_.weight.size(1),
                                       "[pictures, regions, size] region features");
  const at::Tensor like = at::empty({regions.features.size(0), regions.features.size(1)}, at::kLong);
  regions.types = optional_ids(inputs, "visual_token_type_ids", region_types_.size(0), like, has_mmf_head() ? 0 : 1);
  regions.real = optional_ids(inputs, "visual_attention_mask", std::numeric_limits<std::int64_t>::max(), like, 1);
  return regions;
}

at::Tensor VisualBert::embed(const nn::ForwardContext& context, const BertText& text, const Regions& regions) const {
  const at::Tensor words = embeddings_.sum(text.ids, text.types);
  const at::Tensor pictured = region_projection_(context, regions.features) +
                              at::embedding(region_types_, regions.types) + region_positions_[0];
  return embeddings_.norm(context, at::cat({words, pictured}, 1));
}

/// TEXT without the columns at its end that are padding in every sample.
BertText without_padding(const BertText& text) {
  const at::Tensor used = text.real.ne(0).any(0).nonzero();
  const std::int64_t length = used.max().item<std::int64_t>() + 1;
  return {text.ids.narrow(1, 0, length), text.types.narrow(1, 0, length), text.real.narrow(1, 0, length)};
}

void VisualBert::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const BertText text = without_padding(bert_text(pass.inputs, embeddings_));
  const Regions regions = this->regions(pass.inputs);
  if (text.ids.size(0) != regions.features.size(0)) {
    throw Error("visual_embeds",
                "holds " + std::to_string(regions.features.size(0)) + " pictures for " +
                    std::to_string(text.ids.size(0)) + " questions",
                "Give one picture for each question.");
  }
  // The answer is read from the last word before the closing separator.
  const at::Tensor row = text.real.ne(0).sum(1) - 2;
  if (row.min().item<std::int64_t>() < 0) {
    throw Error("input_ids", "holds fewer than two tokens", "Give a question between [CLS] and [SEP].");
  }
  if (context.trace != nullptr) {
    TokenDomain domain;
    domain.symbol = "s";
    domain.append(TokenKind::word, text.ids.size(1), text.real);
    domain.append(TokenKind::region, regions.features.size(1), regions.real);
    context.trace->domains = {domain};
  }

  const at::Tensor sequence = context.mark_input("sequence", 0, embed(context, text, regions));
  const at::Tensor mask = nn::padding_mask(at::cat({text.real, regions.real}, 1), sequence);
  at::Tensor x = read_bert_layers(context, layers_, sequence, mask, row);
  if (has_mmf_head()) {
    x = transform_norm_(context, nn::activate(context, transform_(context, x), nn::Activation::gelu));
  }
  set_class_scores(pass, classifier_(context, x));
  pass.read_outs = {{0, row[0].item<std::int64_t>(), true}};
}

/// mmf's names for the inputs (input_mask, segment_ids, image_feature_0, visual_embeddings_type, max_features) replaced
/// by Hugging Face's. Names that are Hugging Face's, or nobody's, stay.
ModelInputs without_mmf_names(const ModelInputs& inputs) {
  static const std::map<std::string, std::string> names = {{"input_mask", "attention_mask"},
                                                           {"segment_ids", "token_type_ids"},
                                                           {"image_feature_0", "visual_embeds"},
                                                           {"visual_embeddings_type", "visual_token_type_ids"}};
  ModelInputs renamed;
  for (const auto& [name, value] : inputs) {
    const auto found = names.find(name);
    renamed.emplace(found == names.end() ? name : found->second, value);
  }
  // mmf counts the real regions where Hugging Face marks them.
  const auto count = inputs.find("max_features");
  const auto regions = renamed.find("visual_embeds");
  if (count != inputs.end() && count->second.numel() > 0 && regions != renamed.end() && regions->second.dim() == 3 &&
      renamed.count("visual_attention_mask") == 0) {
    const at::Tensor places = at::arange(regions->second.size(1), at::TensorOptions().dtype(at::kLong)).unsqueeze(0);
    renamed["visual_attention_mask"] = places.lt(count->second.reshape({-1, 1})).to(at::kLong);
    renamed.erase("max_features");
  }
  return renamed;
}

}  // namespace

Family visual_bert_family() {
  Family family;
  family.type = family.baselines = "visual_bert";
  family.title = "VisualBERT";
  family.kind = {.picture = PictureInput::regions, .text = TextInput::one};
  family.names = {.trunk = "visual_bert.",
                  .bare = {"embeddings.", "encoder.", "pooler."},
                  .signs = {"visual_bert.embeddings.visual_projection.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<VisualBert>(Config(config), source);
  };
  family.class_heads = {"cls.weight", "classifier.1.weight"};
  family.sample_inputs = [](const nlohmann::json& config, const SampleSizes& sizes) {
    ModelInputs inputs = sample_bert_words(config, sizes);
    inputs["visual_embeds"] = sample_regions(sizes, Config(config).size("visual_embedding_dim", 512));
    return inputs;
  };
  family.region_inputs = [](const Model& model, const RegionTensors& regions) -> ModelInputs {
    const at::Tensor ones = at::ones({1, regions.features.size(0)}, at::kLong);
    // mmf's models, which have a head of their own, were trained with type 0 for regions, Hugging Face's with 1.
    const bool mmf = model.parameters().contains("classifier.1.weight");
    return {{"visual_embeds", regions.features.unsqueeze(0)},
            {"visual_token_type_ids", mmf ? at::zeros_like(ones) : ones}};
  };
  family.renamed_inputs = without_mmf_names;
  return family;
}

}  // namespace rex
