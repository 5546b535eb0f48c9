#include "tests/support/small_models.h"

#include <ATen/ATen.h>

#include "tests/support/model_folders.h"

namespace rex::test {
namespace {

at::Tensor ids(std::int64_t texts, std::int64_t length) {
  return at::arange(texts * length).remainder(23).view({texts, length}) + 3;
}

nlohmann::json detr_config(int layers, int heads) {
  nlohmann::json config = tiny_detr_config();
  config["encoder_layers"] = config["decoder_layers"] = layers;
  config["encoder_attention_heads"] = config["decoder_attention_heads"] = heads;
  return config;
}

}  // namespace

const std::vector<std::string>& small_families() {
  static const std::vector<std::string> families = {"vit", "deit", "bert", "clip", "visual_bert", "lxmert", "detr"};
  return families;
}

SmallModel small_model(const std::string& family, std::int64_t batch, int layers, int heads) {
  const nlohmann::json common = {{"model_type", family},
                                 {"hidden_size", 16},
                                 {"num_attention_heads", heads},
                                 {"num_hidden_layers", layers},
                                 {"intermediate_size", 24},
                                 {"vocab_size", 30},
                                 {"num_labels", 5},
                                 {"image_size", 16},
                                 {"patch_size", 8}};
  const at::Tensor pixels = at::rand({batch, 3, 16, 16});
  const at::Tensor mask = at::ones({batch, 7}, at::kLong);
  if (batch > 1) mask[1].slice(0, 5).zero_();
  SmallModel result{common, {}};
  if (family == "vit" || family == "deit") {
    result.inputs = {{"pixel_values", pixels}};
  } else if (family == "bert") {
    result.inputs = {{"input_ids", ids(batch, 7)}, {"attention_mask", mask}};
  } else if (family == "clip") {
    nlohmann::json text = common, vision = common;
    text["eos_token_id"] = 25;
    result.config = {{"model_type", "clip"}, {"projection_dim", 12}, {"text_config", text}, {"vision_config", vision}};
    const at::Tensor texts = ids(batch + 1, 7);
    texts.select(1, 5).fill_(25);
    result.inputs = {{"pixel_values", pixels}, {"input_ids", texts}};
  } else if (family == "visual_bert") {
    result.config["visual_embedding_dim"] = 6;
    result.inputs = {
        {"input_ids", ids(batch, 7)}, {"attention_mask", mask}, {"visual_embeds", at::rand({batch, 4, 6})}};
  } else if (family == "lxmert") {
    result.config.update({{"visual_feat_dim", 6},
                          {"num_qa_labels", 5},
                          {"l_layers", layers},
                          {"r_layers", layers},
                          {"x_layers", layers}});
    result.inputs = {{"input_ids", ids(batch, 7)},
                     {"attention_mask", mask},
                     {"visual_feats", at::rand({batch, 4, 6})},
                     {"visual_pos", at::rand({batch, 4, 4})}};
  } else {
    result.config = detr_config(layers, heads);
    result.inputs = {{"pixel_values", at::rand({batch, 3, 48, 64})}};
  }
  return result;
}

std::unique_ptr<Model> build_random(const nlohmann::json& config) {
  ParameterSource source = ParameterSource::random(7);
  return build_model(config, source);
}

}  // namespace rex::test
