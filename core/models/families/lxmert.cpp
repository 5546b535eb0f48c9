#include <ATen/ATen.h>

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

constexpr int language = 0;  // the domains
constexpr int vision = 1;

/// One sequence on its way through the layers.
struct Stream {
  at::Tensor x;     // [batch, tokens, hidden]
  at::Tensor mask;  // additive, or undefined
};

/// Words look at regions and regions at words, with one set of weights; then each at its own kind.
struct CrossLayer {
  nn::BertAttention across;
  nn::BertAttention language_self;
  nn::BertAttention vision_self;
  nn::BertFeedForward language_output;
  nn::BertFeedForward vision_output;

  CrossLayer(ParameterSource& source, const std::string& name, const nn::BertSizes& sizes);

  void operator()(const nn::ForwardContext& context, Stream& words, Stream& regions, int layer) const;

  /// The last layer, of which only the first word is read: [batch, hidden]. The vision half reaches nothing; it runs as
  /// far as its last map, and only where maps are recorded.
  at::Tensor read(const nn::ForwardContext& context, Stream& words, Stream& regions, int layer) const;

 private:
  void look_across(const nn::ForwardContext& context, Stream& words, Stream& regions, int layer, bool both) const;
};

/// LXMERT for question answering (Tan and Bansal 2019).
class Lxmert : public Model {
 public:
  Lxmert(const Config& config, ParameterSource& source);

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  Stream read_words(const nn::ForwardContext& context, const BertText& text) const;
  Stream read_regions(const nn::ForwardContext& context, const ModelInputs& inputs) const;

  nn::BertEmbeddings embeddings_;
  nn::Linear features_;
  nn::LayerNorm features_norm_;
  nn::Linear boxes_;
  nn::LayerNorm boxes_norm_;
  std::vector<nn::BertLayer> language_layers_;
  std::vector<nn::BertLayer> vision_layers_;
  std::vector<CrossLayer> cross_layers_;
  nn::Linear pooler_;
  nn::Linear answer_up_;
  nn::LayerNorm answer_norm_;
  nn::Linear answer_;
};

CrossLayer::CrossLayer(ParameterSource& source, const std::string& name, const nn::BertSizes& sizes)
    : across(source, name + ".visual_attention.att", name + ".visual_attention.output", sizes),
      language_self(source, name + ".lang_self_att.self", name + ".lang_self_att.output", sizes),
      vision_self(source, name + ".visn_self_att.self", name + ".visn_self_att.output", sizes),
      language_output(source, name + ".lang_inter", name + ".lang_output", sizes),
      vision_output(source, name + ".visn_inter", name + ".visn_output", sizes) {}

void CrossLayer::look_across(const nn::ForwardContext& context, Stream& words, Stream& regions, int layer,
                             bool both) const {
  const at::Tensor word_input = nn::reused(context, words.x);
  const at::Tensor region_input = nn::reused(context, regions.x);
  words.x = across(context, word_input, region_input, regions.mask,
                   {"cross.language_from_vision", layer, language, vision, layer});
  if (!both) return;
  regions.x = across(context, region_input, word_input, words.mask,
                     {"cross.vision_from_language", layer, vision, language, layer});
}

void CrossLayer::operator()(const nn::ForwardContext& context, Stream& words, Stream& regions, int layer) const {
  look_across(context, words, regions, layer, true);
  words.x = language_self(context, words.x, words.mask, {"cross.language_self", layer, language, language});
  regions.x = vision_self(context, regions.x, regions.mask, {"cross.vision_self", layer, vision, vision});
  words.x = language_output(context, words.x);
  regions.x = vision_output(context, regions.x);
}

at::Tensor CrossLayer::read(const nn::ForwardContext& context, Stream& words, Stream& regions, int layer) const {
  const bool recorded = context.trace != nullptr;
  look_across(context, words, regions, layer, recorded);
  const at::Tensor first =
      language_self.read(context, words.x, words.mask, {"cross.language_self", layer, language, language}, 0);
  if (recorded) vision_self(context, regions.x, regions.mask, {"cross.vision_self", layer, vision, vision});
  return language_output(context, first);
}

/// How many layers of one modality alone: 0 as well.
int layers_or_none(const Config& config, const std::string& field, std::int64_t usual) {
  return config.integer(field, usual) == 0 ? 0 : config.layers(field, usual);
}

Lxmert::Lxmert(const Config& config, ParameterSource& source) {
  nn::BertSizes sizes = bert_sizes(config);
  sizes.epsilon = 1e-12;  // whatever layer_norm_eps says, as in Hugging Face's PyTorch class
  const std::int64_t feature_size = config.size("visual_feat_dim", 2048);
  const std::int64_t answers = config.size("num_qa_labels", 9500);
  embeddings_ = bert_embeddings(config, source, "lxmert.embeddings", sizes);
  const std::string regions = "lxmert.encoder.visn_fc.";
  features_ = {source, regions + "visn_fc", feature_size, sizes.hidden};
  features_norm_ = {source, regions + "visn_layer_norm", sizes.hidden, sizes.epsilon};
  boxes_ = {source, regions + "box_fc", config.size("visual_pos_dim", 4), sizes.hidden};
  boxes_norm_ = {source, regions + "box_layer_norm", sizes.hidden, sizes.epsilon};
  language_layers_ = bert_layers(source, "lxmert.encoder.layer.", layers_or_none(config, "l_layers", 9), sizes);
  vision_layers_ = bert_layers(source, "lxmert.encoder.r_layers.", layers_or_none(config, "r_layers", 5), sizes);
  const int cross_layers = config.layers("x_layers", 5);
  for (int layer = 0; layer < cross_layers; ++layer) {
    cross_layers_.emplace_back(source, "lxmert.encoder.x_layers." + std::to_string(layer), sizes);
  }
  pooler_ = {source, "lxmert.pooler.dense", sizes.hidden, sizes.hidden};
  answer_up_ = {source, "answer_head.logit_fc.0", sizes.hidden, 2 * sizes.hidden};
  answer_norm_ = {source, "answer_head.logit_fc.2", 2 * sizes.hidden, sizes.epsilon};
  answer_ = {source, "answer_head.logit_fc.3", 2 * sizes.hidden, answers};
  source.ignore("cls.");  // the heads of pre-training
  source.ignore("obj_predict_head.");

  adopt(source);
  description_.labels = config.labels();
  // A config whose answers were never named has the library's two placeholders.
  if (static_cast<std::int64_t>(description_.labels.size()) != answers) description_.labels.clear();
  description_.longest_text = embeddings_.positions.size(0);
  description_.region_size = feature_size;
  description_.summary = {std::to_string(language_layers_.size()) + " language, " +
                              std::to_string(vision_layers_.size()) + " vision and " +
                              std::to_string(cross_layers_.size()) + " cross layers · " + std::to_string(sizes.heads) +
                              " heads · " + std::to_string(sizes.hidden) + " wide",
                          "regions of " + std::to_string(feature_size) + " numbers"};
}

Stream Lxmert::read_words(const nn::ForwardContext& context, const BertText& text) const {
  const at::Tensor x = embeddings_.norm(context, embeddings_.sum(text.ids, text.types));
  return {context.mark_input("text", language, x), nn::padding_mask(text.real, x)};
}

Stream Lxmert::read_regions(const nn::ForwardContext& context, const ModelInputs& inputs) const {
  const at::Tensor features =
      required_features(inputs, "visual_feats", features_.weight.size(1), "[pictures, regions, size] region features");
  const at::Tensor boxes = required_features(inputs, "visual_pos", boxes_.weight.size(1),
                                             "[pictures, regions, 4] boxes as parts of the picture's width and height");
  if (boxes.size(0) != features.size(0) || boxes.size(1) != features.size(1)) {
    throw Error("visual_pos", "has another number of regions than visual_feats", "Give one box for each region.");
  }
  const at::Tensor real = optional_mask(inputs, "visual_attention_mask", features.select(2, 0));
  const at::Tensor x =
      (features_norm_(context, features_(context, features)) + boxes_norm_(context, boxes_(context, boxes))) / 2;
  return {context.mark_input("image", vision, x), nn::padding_mask(real, x)};
}

void Lxmert::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const BertText text = bert_text(pass.inputs, embeddings_);
  Stream words = read_words(context, text);
  Stream regions = read_regions(context, pass.inputs);
  if (words.x.size(0) != regions.x.size(0)) {
    throw Error("visual_feats",
                "holds " + std::to_string(regions.x.size(0)) + " pictures for " + std::to_string(words.x.size(0)) +
                    " questions",
                "Give one picture for each question.");
  }
  if (context.trace != nullptr) {
    const auto mask = pass.inputs.find("visual_attention_mask");
    TokenDomain text_domain, image_domain;
    text_domain.symbol = "t";
    text_domain.append(TokenKind::word, text.ids.size(1), text.real);
    image_domain.symbol = "i";
    image_domain.append(TokenKind::region, regions.x.size(1), mask == pass.inputs.end() ? at::Tensor() : mask->second);
    context.trace->domains = {text_domain, image_domain};
  }

  int layer = 0;
  for (const nn::BertLayer& block : language_layers_) {
    words.x = block(context, words.x, words.mask, {"language.self", layer++, language, language});
  }
  layer = 0;
  for (const nn::BertLayer& block : vision_layers_) {
    regions.x = block(context, regions.x, regions.mask, {"vision.self", layer++, vision, vision});
  }
  layer = 0;
  for (auto block = cross_layers_.begin(); block + 1 != cross_layers_.end(); ++block) {
    (*block)(context, words, regions, layer++);
  }
  const at::Tensor first = cross_layers_.back().read(context, words, regions, layer);
  const at::Tensor pooled = nn::activate(context, pooler_(context, first), nn::Activation::tanh);
  const at::Tensor hidden = nn::activate(context, answer_up_(context, pooled), nn::Activation::gelu);
  set_class_scores(pass, answer_(context, answer_norm_(context, hidden)));
  pass.read_outs = {{language, 0, true}};
}

}  // namespace

Family lxmert_family() {
  Family family;
  family.type = family.baselines = "lxmert";
  family.title = "LXMERT";
  family.kind = {.picture = PictureInput::regions, .text = TextInput::one};
  family.names = {.trunk = "lxmert.",
                  .bare = {"embeddings.", "encoder.", "pooler."},
                  .signs = {"lxmert.encoder.x_layers.#.visual_attention.att.query.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& source) -> std::unique_ptr<Model> {
    return std::make_unique<Lxmert>(Config(config), source);
  };
  family.class_heads = {"answer_head.logit_fc.3.weight"};
  family.sample_inputs = [](const nlohmann::json& config, const SampleSizes& sizes) {
    ModelInputs inputs = sample_bert_words(config, sizes);
    inputs["visual_feats"] = sample_regions(sizes, Config(config).size("visual_feat_dim", 2048));
    inputs["visual_pos"] = sample_regions(sizes, 4).frac();
    return inputs;
  };
  family.region_inputs = [](const Model&, const RegionTensors& regions) -> ModelInputs {
    if (!regions.fractions.defined()) {
      throw Error("picture", "the model needs the picture's size to place the regions", "Give the picture too.");
    }
    return {{"visual_feats", regions.features.unsqueeze(0)}, {"visual_pos", regions.fractions.unsqueeze(0)}};
  };
  return family;
}

}  // namespace rex
