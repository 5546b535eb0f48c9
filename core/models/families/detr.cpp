#include "core/models/families/detr.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/detr_backbone.h"
#include "core/models/families/family.h"
#include "core/models/families/image_processors.h"
#include "core/models/families/sample_inputs.h"
#include "core/models/families/weight_shapes.h"
#include "core/nn/arithmetic.h"
#include "core/nn/position_encoding.h"

namespace rex {
namespace {

constexpr int image_domain = 0;
constexpr int query_domain = 1;
constexpr std::int64_t learned_positions_most = 50;  // rows of each table in DETR's learned variant
constexpr int box_layer_count = 3;
constexpr double norm_epsilon = 1e-5;

/// MASK [batch, height, width] at ROWS × COLUMNS by nearest neighbours, as bool: the same operation as in Hugging
/// Face's model, so that its rounding of places is the same.
at::Tensor shrink_mask(const at::Tensor& mask, std::int64_t rows, std::int64_t columns) {
  return at::upsample_nearest2d(mask.ne(0).to(at::kFloat).unsqueeze(1), {rows, columns}).squeeze(1).ne(0);
}

}  // namespace

Detr::Detr(const nlohmann::json& json, ParameterSource& parameters) {
  const Config config(json);
  settings_.hidden = config.size("d_model", 256);
  settings_.heads = config.heads("encoder_attention_heads", settings_.hidden, 8);
  settings_.feed_forward = config.size("encoder_ffn_dim", 2048);
  settings_.activation = config.activation("activation_function", "relu");
  nn::DetrLayerSettings decoder = settings_;
  decoder.heads = config.heads("decoder_attention_heads", settings_.hidden, 8);
  decoder.feed_forward = config.size("decoder_ffn_dim", 2048);
  input_channels_ = config.size("num_channels", 3);
  queries_ = config.size("num_queries", 100);
  description_.labels = config.labels();

  const bool has_backbone = parameters.is_random() || parameters.has_any("model.backbone.") ||
                            !parameters.has("model.input_projection.weight");
  std::int64_t channels = 0;
  if (has_backbone) {
    backbone_.emplace(detr_backbone_settings(json, parameters), detr_backbone_prefix, parameters);
    channels = backbone_->output_channels();
  } else if (const auto shape = parameters.shape("model.input_projection.weight"); shape.size() == 4) {
    channels = shape[1];
  }
  projection_ = parameters.take("model.input_projection.weight", {settings_.hidden, channels, 1, 1});
  projection_bias_ = parameters.take("model.input_projection.bias", {settings_.hidden});
  query_positions_ = parameters.take("model.query_position_embeddings.weight", {queries_, settings_.hidden});

  const std::string positions = config.text("position_embedding_type", "sine");
  if (positions == "learned") {
    const std::vector<std::int64_t> shape = {learned_positions_most, settings_.hidden / 2};
    row_positions_ = parameters.take("model.backbone.position_embedding.row_embeddings.weight", shape);
    column_positions_ = parameters.take("model.backbone.position_embedding.column_embeddings.weight", shape);
  } else if (positions != "sine" || settings_.hidden % 4 != 0) {
    throw Error("config.json: position_embedding_type",
                "\"" + positions + "\" with d_model " + std::to_string(settings_.hidden) + " is not possible",
                "Known: sine (d_model divisible by 4) and learned.");
  }

  const int encoder_layers = config.layers("encoder_layers", 6);
  const int decoder_layers = config.layers("decoder_layers", 6);
  for (int i = 0; i < encoder_layers; ++i) {
    encoder_.emplace_back("model.encoder.layers." + std::to_string(i), settings_, parameters);
  }
  for (int i = 0; i < decoder_layers; ++i) {
    decoder_.emplace_back("model.decoder.layers." + std::to_string(i), decoder, parameters);
  }
  // With the auxiliary loss, Hugging Face's decoder passes each layer's output on through the last norm, which Carion
  // et al. only apply to what is read: transformers' DetrDecoder, 4.30 to 5.
  normalizes_every_layer_ = config.flag("auxiliary_loss", false);
  decoder_norm_ = nn::LayerNorm(parameters, "model.decoder.layernorm", settings_.hidden, norm_epsilon);

  const std::vector<std::int64_t> head = parameters.shape("class_labels_classifier.weight");
  const bool head_tells = !config.has("id2label") && !config.has("num_labels") && head.size() == 2 && head[0] > 1;
  classes_ = head_tells ? head[0] - 1 : config.classes();
  classifier_ =
      nn::Linear(parameters, "class_labels_classifier", settings_.hidden, classes_ + 1, true, nn::detr_linear_rule);
  for (int i = 0; i < box_layer_count; ++i) {
    box_layers_.emplace_back(parameters, "bbox_predictor.layers." + std::to_string(i), settings_.hidden,
                             i + 1 < box_layer_count ? settings_.hidden : 4);
  }

  adopt(parameters);
  description_.summary = {std::to_string(encoder_layers) + " encoder and " + std::to_string(decoder_layers) +
                              " decoder layers · " + std::to_string(settings_.heads) + " heads · " +
                              std::to_string(settings_.hidden) + " wide",
                          std::to_string(queries_) + " object queries · " + std::to_string(classes_) + " classes"};
}

Detr::FeatureMap Detr::features(const ModelInputs& inputs, const nn::ForwardContext& context) const {
  FeatureMap map;
  at::Tensor mask;
  if (backbone_) {
    const at::Tensor& pixels = required_input(inputs, "pixel_values", 4, "[1, 3, height, width] numbers of a picture");
    if (pixels.size(1) != input_channels_ || pixels.numel() == 0) {
      throw Error(
          "pixel_values",
          "has " + std::to_string(pixels.size(1)) + " channels and " + std::to_string(pixels.numel()) + " numbers",
          "The model needs " + std::to_string(input_channels_) + " channels and at least one pixel.");
    }
    map.features = backbone_->forward(context, pixels.to(projection_bias_.scalar_type()));
    const auto found = inputs.find("pixel_mask");
    mask =
        found != inputs.end() ? found->second : at::ones({pixels.size(0), pixels.size(2), pixels.size(3)}, at::kLong);
    if (mask.dim() != 3 || mask.size(0) != pixels.size(0) || mask.size(1) != pixels.size(2) ||
        mask.size(2) != pixels.size(3)) {
      throw Error("pixel_mask", "does not have the size of pixel_values", "Give one number for each pixel.");
    }
  } else {
    map.features = required_input(inputs, "features", 4, "[1, channels, rows, columns] (the model has no backbone)")
                       .to(projection_bias_.scalar_type());
    if (map.features.size(1) != projection_.size(1) || map.features.numel() == 0) {
      throw Error("features", "has " + std::to_string(map.features.size(1)) + " channels",
                  "The model needs " + std::to_string(projection_.size(1)) + ".");
    }
    const auto found = inputs.find("feature_mask");
    mask = found != inputs.end() ? found->second
                                 : at::ones({map.features.size(0), map.features.size(2), map.features.size(3)});
    if (mask.dim() != 3 || mask.size(0) != map.features.size(0) || mask.numel() == 0) {
      throw Error("feature_mask", "does not fit the features", "It should be [1, rows, columns].");
    }
  }
  if (mask.eq(0).all().item<bool>()) {
    throw Error(backbone_ ? "pixel_mask" : "feature_mask", "hides the whole picture", "Give a picture.");
  }
  map.mask = shrink_mask(mask, map.features.size(2), map.features.size(3));
  return map;
}

at::Tensor Detr::positions(const at::Tensor& mask) const {
  if (row_positions_.defined()) {
    return nn::learned_positions(row_positions_, column_positions_, mask.size(1), mask.size(2));
  }
  return nn::sine_positions(mask, settings_.hidden).to(projection_bias_.scalar_type());
}

at::Tensor Detr::boxes(const at::Tensor& states) const {
  at::Tensor x = states;
  for (std::size_t i = 0; i < box_layers_.size(); ++i) {
    x = box_layers_[i]({}, x);
    if (i + 1 < box_layers_.size()) x = at::relu(x);
  }
  return at::sigmoid(x);
}

DetrOutputs Detr::detect(const ModelInputs& inputs, const nn::ForwardContext& context, bool all_layers) const {
  DetrOutputs outputs = encode(inputs, context);
  decode(outputs, context, all_layers);
  return outputs;
}

DetrOutputs Detr::encode(const ModelInputs& inputs, const nn::ForwardContext& context) const {
  const FeatureMap map = features(inputs, context);
  DetrOutputs outputs;
  outputs.feature_mask = map.mask;
  outputs.positions = positions(map.mask);
  const at::Tensor projected = nn::convolution(map.features, projection_, projection_bias_, {});
  outputs.input_tokens = context.mark_input("image", image_domain, projected.flatten(2).transpose(1, 2));
  at::Tensor tokens = outputs.input_tokens;
  const at::Tensor padding = nn::padding_mask(map.mask.flatten(1), tokens);
  for (std::size_t i = 0; i < encoder_.size(); ++i) {
    tokens = encoder_[i].forward(context, tokens, outputs.positions, padding,
                                 {"encoder.self", static_cast<int>(i), image_domain, image_domain});
  }
  outputs.encoder_tokens = tokens;
  return outputs;
}

void Detr::decode(DetrOutputs& outputs, const nn::ForwardContext& context, bool all_layers) const {
  const at::Tensor& tokens = outputs.encoder_tokens;
  if (!outputs.positions.defined()) outputs.positions = positions(outputs.feature_mask);
  const at::Tensor padding = nn::padding_mask(outputs.feature_mask.flatten(1), tokens);
  // The reference branches here twice: once for the encoder's output as such, once for every decoder layer.
  const at::Tensor memory = nn::reused(context, nn::reused(context, tokens));
  at::Tensor queries = at::zeros({tokens.size(0), queries_, settings_.hidden}, tokens.options());
  const at::Tensor query_places = query_positions_.unsqueeze(0).expand_as(queries);
  std::vector<at::Tensor> states;
  for (std::size_t i = 0; i < decoder_.size(); ++i) {
    const int layer = static_cast<int>(i);
    const bool last = i + 1 == decoder_.size();
    queries = decoder_[i].forward(context, queries, query_places, memory, outputs.positions, padding,
                                  {"decoder.self", layer, query_domain, query_domain},
                                  {"decoder.cross", layer, query_domain, image_domain});
    if (normalizes_every_layer_) queries = decoder_norm_(context, queries);
    if (!last) queries = nn::reused(context, queries);
    if (all_layers || last) states.push_back(decoder_norm_(context, queries));
  }
  outputs.decoder_states = at::stack(states);
  outputs.logits = classifier_(context, outputs.decoder_states);
  outputs.boxes = boxes(outputs.decoder_states);
}

void Detr::run(const nn::ForwardContext& context, ForwardPass& pass) const {
  const DetrOutputs outputs = detect(pass.inputs, context, false);
  set_class_scores(pass, outputs.logits.squeeze(0));
  pass.outputs["pred_boxes"] = outputs.boxes.squeeze(0);
  if (context.trace == nullptr) return;

  TokenDomain image;
  image.symbol = "i";
  image.grid_rows = outputs.feature_mask.size(1);
  image.grid_columns = outputs.feature_mask.size(2);
  image.append(TokenKind::patch, image.grid_rows * image.grid_columns, outputs.feature_mask[0]);
  TokenDomain objects;
  objects.symbol = "q";
  objects.append(TokenKind::query, queries_);
  context.trace->domains = {std::move(image), std::move(objects)};
  pass.read_outs = {{query_domain, TargetQueryRow{}, false}};
}

namespace {

/// As its image processor makes a photo of four to three: width, height.
constexpr std::pair<std::int64_t, std::int64_t> usual_picture = {1066, 800};

/// Every DETR as published, whatever its depth.
const std::vector<PublishedHeads> published_detr = {{256, 0, 8}};

/// What shapes cannot tell is as in the published models.
nlohmann::json detr_config_from_weights(const WeightShapes& shapes, std::vector<std::string>& notes) {
  const ParameterSource& parameters = shapes.parameters();
  if (shapes.flag("pre_norm").value_or(false)) {
    throw Error(shapes.file().string(), "was trained with pre_norm, a DETR whose layers normalise first",
                "Only DETR as published can be opened: its layers normalise last.");
  }
  const bool named_dilated = shapes.file().filename().string().find("dc5") != std::string::npos;
  const std::optional<bool> told_dilated = shapes.flag("dilation");
  const std::optional<std::int64_t> told_heads = shapes.heads_are_said() ? std::nullopt : shapes.setting("nheads");
  const bool dilated = told_dilated.value_or(named_dilated);
  const std::string encoder = "model.encoder.layers.", decoder = "model.decoder.layers.";
  const std::int64_t hidden = shapes.size("model.query_position_embeddings.weight", 1);
  const std::int64_t heads = told_heads ? *told_heads : shapes.heads(published_detr, hidden, shapes.layers(encoder));
  nlohmann::json config = {
      {"model_type", "detr"},
      {"d_model", hidden},
      {"num_queries", shapes.size("model.query_position_embeddings.weight", 0)},
      {"encoder_layers", shapes.layers(encoder)},
      {"decoder_layers", shapes.layers(decoder)},
      {"encoder_attention_heads", heads},
      {"decoder_attention_heads", heads},
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
  const std::string own = "as the settings of its training say";
  notes.push_back("No config.json: " + std::to_string(heads) + " attention heads " +
                  (told_heads                ? own
                   : shapes.heads_are_said() ? "as said"
                                             : "as in the published DETR models") +
                  (dilated ? "; dilated backbone, " + (told_dilated ? own : "since the file's name says dc5")
                           : "; no dilation" + (told_dilated ? ", " + own : "")) +
                  ".");
  return config;
}

}  // namespace

Family detr_family() {
  Family family;
  family.type = family.baselines = "detr";
  family.title = "DETR";
  family.kind = {.picture = PictureInput::pixels, .answers = AnswerKind::objects};
  family.names = {
      .trunk = "model.",
      .bare = {"backbone.", "input_projection.", "query_position_embeddings.", "encoder.", "decoder."},
      .signs = {"model.query_position_embeddings.weight", "model.decoder.layers.#.encoder_attn.q_proj.weight"}};
  family.build = [](const nlohmann::json& config, ParameterSource& parameters) -> std::unique_ptr<Model> {
    return std::make_unique<Detr>(config, parameters);
  };
  family.class_heads = {"class_labels_classifier.weight"};
  family.image_processor = image_processor("Detr", SizeRule::edges, 800, ResizeFilter::bilinear, imagenet_colours);
  family.image_processor->whole_number_is_square = false;
  family.image_processor->defaults.longest_edge = 1333;
  family.image_processor->defaults.do_pad = family.image_processor->defaults.makes_mask = true;
  family.config_from_weights = detr_config_from_weights;
  family.sample_inputs = [](const nlohmann::json& config, const SampleSizes& sizes) -> ModelInputs {
    return {{"pixel_values", sample_pixels(sizes, Config(config).size("num_channels", 3), usual_picture)}};
  };
  return family;
}

}  // namespace rex
