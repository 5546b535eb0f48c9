#include "core/models/derive_config.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace rex {
namespace {

using nlohmann::json;

constexpr std::int64_t usual_head_size = 64;  // of ViT, DeiT and CLIP in every published size
constexpr std::int64_t detr_heads = 8;

/// Shapes by name, with errors for what is not there.
class Shapes {
 public:
  Shapes(const ParameterSource& parameters, std::string where) : parameters_(parameters), where_(std::move(where)) {}

  std::int64_t size(const std::string& name, std::size_t dimension) const {
    const std::vector<std::int64_t> shape = parameters_.shape(name);
    if (dimension >= shape.size() || shape[dimension] < 1) {
      throw Error(where_, "there is no config.json, and without " + name + " the weights do not tell the model's size",
                  "Put the config.json of the model beside the weights.");
    }
    return shape[dimension];
  }

  /// How many layers PREFIX0., PREFIX1., … there are.
  std::int64_t layers(const std::string& prefix) const {
    std::int64_t count = 0;
    while (parameters_.has_any(prefix + std::to_string(count) + ".")) ++count;
    if (count == 0) size(prefix + "0", 0);  // throws
    return count;
  }

  /// The side of a square grid of TOKENS patches.
  std::int64_t side(std::int64_t tokens) const {
    const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(tokens))));
    if (side * side != tokens) {
      throw Error(where_, "there is no config.json, and " + std::to_string(tokens) + " patches are no square",
                  "Put the config.json of the model beside the weights.");
    }
    return side;
  }

  std::int64_t heads(std::int64_t hidden) const {
    if (hidden % usual_head_size != 0) {
      throw Error(
          where_,
          "there is no config.json, and a width of " + std::to_string(hidden) + " does not tell the number of heads",
          "Put the config.json of the model beside the weights.");
    }
    return hidden / usual_head_size;
  }

 private:
  const ParameterSource& parameters_;
  std::string where_;
};

json detr_config(const Shapes& shapes, const ParameterSource& parameters, bool dilated,
                 std::vector<std::string>& notes) {
  const std::string encoder = "model.encoder.layers.", decoder = "model.decoder.layers.";
  json config = {{"model_type", "detr"},
                 {"d_model", shapes.size("model.query_position_embeddings.weight", 1)},
                 {"num_queries", shapes.size("model.query_position_embeddings.weight", 0)},
                 {"encoder_layers", shapes.layers(encoder)},
                 {"decoder_layers", shapes.layers(decoder)},
                 {"encoder_attention_heads", detr_heads},
                 {"decoder_attention_heads", detr_heads},
                 {"encoder_ffn_dim", shapes.size(encoder + "0.fc1.weight", 0)},
                 {"decoder_ffn_dim", shapes.size(decoder + "0.fc1.weight", 0)},
                 {"num_labels", shapes.size("class_labels_classifier.weight", 0) - 1},
                 {"backbone", "read off the weights"},
                 {"dilation", dilated},
                 {"position_embedding_type",
                  parameters.has("model.backbone.position_embedding.row_embeddings.weight") ? "learned" : "sine"}};
  if (const auto stem = parameters.shape("model.backbone.conv_encoder.model.conv1.weight"); stem.size() == 4) {
    config["num_channels"] = stem[1];
  }
  notes.push_back("No config.json: 8 attention heads as in the published DETR models" +
                  std::string(dilated ? "; dilated backbone, since the file's name says dc5." : "; no dilation."));
  return config;
}

json clip_config(const Shapes& shapes, std::vector<std::string>& notes) {
  const std::string vision = "vision_model.", text = "text_model.";
  const std::string patches = vision + "embeddings.patch_embedding.weight";
  const std::int64_t vision_width = shapes.size(patches, 0), patch = shapes.size(patches, 3);
  const std::int64_t grid = shapes.side(shapes.size(vision + "embeddings.position_embedding.weight", 0) - 1);
  const std::int64_t text_width = shapes.size(text + "embeddings.token_embedding.weight", 1);
  const std::int64_t vocabulary = shapes.size(text + "embeddings.token_embedding.weight", 0);
  notes.push_back("No config.json: heads of 64 channels and quick GELU as in OpenAI's CLIP.");
  return {{"model_type", "clip"},
          {"projection_dim", shapes.size("visual_projection.weight", 0)},
          {"vision_config",
           {{"hidden_size", vision_width},
            {"intermediate_size", shapes.size(vision + "encoder.layers.0.mlp.fc1.weight", 0)},
            {"num_hidden_layers", shapes.layers(vision + "encoder.layers.")},
            {"num_attention_heads", shapes.heads(vision_width)},
            {"num_channels", shapes.size(patches, 1)},
            {"image_size", grid * patch},
            {"patch_size", patch},
            {"hidden_act", "quick_gelu"},
            {"layer_norm_eps", 1e-5}}},
          {"text_config",
           {{"hidden_size", text_width},
            {"intermediate_size", shapes.size(text + "encoder.layers.0.mlp.fc1.weight", 0)},
            {"num_hidden_layers", shapes.layers(text + "encoder.layers.")},
            {"num_attention_heads", shapes.heads(text_width)},
            {"max_position_embeddings", shapes.size(text + "embeddings.position_embedding.weight", 0)},
            {"vocab_size", vocabulary},
            {"bos_token_id", vocabulary - 2},
            {"eos_token_id", vocabulary - 1},
            {"hidden_act", "quick_gelu"},
            {"layer_norm_eps", 1e-5}}}};
}

json vit_config(const std::string& family, const Shapes& shapes, const ParameterSource& parameters,
                std::vector<std::string>& notes) {
  const std::string trunk = family + ".", layer = trunk + "encoder.layer.";
  const std::string patches = trunk + "embeddings.patch_embeddings.projection.weight";
  const std::int64_t hidden = shapes.size(patches, 0), patch = shapes.size(patches, 3);
  const bool distilled = parameters.has(trunk + "embeddings.distillation_token");
  const std::int64_t tokens = shapes.size(trunk + "embeddings.position_embeddings", 1) - (distilled ? 2 : 1);
  const std::string head = parameters.has("cls_classifier.weight") ? "cls_classifier.weight" : "classifier.weight";
  notes.push_back("No config.json: heads of 64 channels, GELU and a norm epsilon of 1e-6 as in the published models.");
  return {{"model_type", family},
          {"hidden_size", hidden},
          {"intermediate_size", shapes.size(layer + "0.intermediate.dense.weight", 0)},
          {"num_hidden_layers", shapes.layers(layer)},
          {"num_attention_heads", shapes.heads(hidden)},
          {"num_channels", shapes.size(patches, 1)},
          {"image_size", shapes.side(tokens) * patch},
          {"patch_size", patch},
          {"qkv_bias", parameters.has(layer + "0.attention.attention.query.bias")},
          {"hidden_act", "gelu"},
          {"layer_norm_eps", 1e-6},
          {"num_labels", shapes.size(head, 0)}};
}

}  // namespace

json derive_config(const std::string& family, const ParameterSource& parameters, const std::filesystem::path& file,
                   std::vector<std::string>& notes) {
  const Shapes shapes(parameters, file.string());
  if (family == "detr") {
    const bool dilated = file.filename().string().find("dc5") != std::string::npos;
    return detr_config(shapes, parameters, dilated, notes);
  }
  if (family == "clip") return clip_config(shapes, notes);
  if (family == "vit" || family == "deit") return vit_config(family, shapes, parameters, notes);
  throw Error(file.parent_path().string(),
              "holds no config.json" + (family.empty() ? std::string(", and the weights are of no model known here")
                                                       : "; its weights are those of a " + family + " model"),
              "Put the config.json of the model beside its weights.");
}

}  // namespace rex
