#include "core/models/families/detr_backbone.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/config.h"

namespace rex {
namespace {

struct KnownNetwork {
  bool bottleneck;
  std::vector<std::int64_t> depths;
};

/// He et al. 2016, table 1.
const std::map<std::string, KnownNetwork>& known_networks() {
  static const std::map<std::string, KnownNetwork> networks = {
      {"resnet18", {false, {2, 2, 2, 2}}},  {"resnet34", {false, {3, 4, 6, 3}}},  {"resnet50", {true, {3, 4, 6, 3}}},
      {"resnet101", {true, {3, 4, 23, 3}}}, {"resnet152", {true, {3, 8, 36, 3}}},
  };
  return networks;
}

const std::vector<std::int64_t> usual_widths = {64, 128, 256, 512};  // of the inner convolutions, by stage

std::vector<std::int64_t> times(std::vector<std::int64_t> numbers, std::int64_t factor) {
  for (std::int64_t& number : numbers) number *= factor;
  return numbers;
}

nn::ResidualNetworkSettings native_settings(const Config& network) {
  nn::ResidualNetworkSettings settings;
  const std::string kind = network.text("layer_type", "bottleneck");
  if (kind != "bottleneck" && kind != "basic") {
    throw Error(network.name("layer_type"), "\"" + kind + "\" is not known", "Known: basic, bottleneck.");
  }
  settings.bottleneck = kind == "bottleneck";
  settings.depths = network.sizes("depths", {3, 4, 6, 3});
  settings.channels = network.sizes("hidden_sizes", {256, 512, 1024, 2048});
  settings.input_channels = network.size("num_channels", 3);
  settings.stem_channels = network.size("embedding_size", 64);
  settings.downsample_in_first_stage = network.flag("downsample_in_first_stage", false);
  settings.downsample_in_bottleneck = network.flag("downsample_in_bottleneck", false);
  settings.activation = network.activation("hidden_act", "relu");
  // DETR reads the last of the feature maps that the backbone gives; by default that is the last stage.
  settings.output_stage = settings.depths.size();
  if (const nlohmann::json& names = network.value("out_features"); names.is_array() && !names.empty()) {
    const nlohmann::json& last = names.back();
    const std::string name = last.is_string() ? last.get<std::string>() : "";
    settings.output_stage = 0;
    for (std::size_t stage = 1; stage <= settings.depths.size(); ++stage) {
      if (name == "stage" + std::to_string(stage)) settings.output_stage = stage;
    }
    if (settings.output_stage == 0) {
      throw Error(network.name("out_features"), "ends in a stage that the backbone does not have",
                  "Its stages are stage1 to stage" + std::to_string(settings.depths.size()) + ".");
    }
  }
  return settings;
}

/// Depth, width and kind of block from the shapes of the weights.
void read_off_shapes(const ParameterSource& parameters, nn::ResidualNetworkSettings& settings) {
  const std::string prefix = detr_backbone_prefix;
  settings.bottleneck = parameters.has(prefix + "layer1.0.conv3.weight");
  const std::string last = settings.bottleneck ? "conv3.weight" : "conv2.weight";
  settings.depths.clear();
  settings.channels.clear();
  for (int stage = 1; parameters.has_any(prefix + "layer" + std::to_string(stage) + "."); ++stage) {
    const std::string layer = prefix + "layer" + std::to_string(stage) + ".";
    std::int64_t blocks = 0;
    while (parameters.has_any(layer + std::to_string(blocks) + ".")) ++blocks;
    const std::vector<std::int64_t> shape = parameters.shape(layer + "0." + last);
    settings.depths.push_back(std::max<std::int64_t>(blocks, 1));
    settings.channels.push_back(shape.empty() ? 1 : shape.front());
  }
}

nn::ResidualNetworkSettings timm_settings(const Config& config, const ParameterSource& parameters) {
  nn::ResidualNetworkSettings settings;
  const Config own = config.optional_section("backbone_config");  // newer files wrap the timm backbone's settings
  const std::string name = config.text("backbone", own.text("backbone", "resnet50"));
  const Config details = config.optional_section("backbone_kwargs");
  const std::string stem = std::string(detr_backbone_prefix) + "conv1.weight";
  settings.input_channels = config.size("num_channels", 3);
  settings.dilate_last_stage = config.flag("dilation", false) || details.integer("output_stride", 32) == 16 ||
                               own.integer("output_stride", 32) == 16;

  const auto known = known_networks().find(name.substr(0, name.find('.')));  // "resnet50.a1_in1k" is a resnet50
  settings.bottleneck = known == known_networks().end() || known->second.bottleneck;
  if (const std::string block = details.text("block", ""); !block.empty()) {
    settings.bottleneck = block != "basic" && block != "BasicBlock";
  }
  const std::vector<std::int64_t> widths = details.sizes("channels", usual_widths);
  if (known != known_networks().end()) settings.depths = known->second.depths;
  settings.depths = details.sizes("layers", settings.depths);
  settings.channels = times(widths, settings.bottleneck ? 4 : 1);

  if (!parameters.is_random()) {
    const std::vector<std::int64_t> first =
        parameters.shape(std::string(detr_backbone_prefix) + "layer1.0.conv1.weight");
    const bool config_tells = details.has("layers") && details.has("channels");
    // A known network of the usual width must be whole; for any other only the weights can tell what it is.
    const bool usual = known != known_networks().end() && !first.empty() && first.front() == usual_widths.front();
    if (!config_tells && !usual && !first.empty()) read_off_shapes(parameters, settings);
    if (const auto shape = parameters.shape(stem); !shape.empty()) settings.stem_channels = shape.front();
  }
  if (settings.depths.empty()) {
    throw Error(config.name("backbone"), "\"" + name + "\" is not a network that DETR is built on here",
                "Known: resnet18, resnet34, resnet50, resnet101, resnet152.");
  }
  settings.output_stage = settings.depths.size();
  return settings;
}

}  // namespace

nn::ResidualNetworkSettings detr_backbone_settings(const nlohmann::json& json, const ParameterSource& parameters) {
  const Config config(json);
  const Config own = config.optional_section("backbone_config");
  const std::string kind = own.text("model_type", "");
  const bool native =
      config.has("backbone_config") && kind != "timm_backbone" && !config.flag("use_timm_backbone", false);
  if (native && !kind.empty() && kind != "resnet") {
    throw Error(own.name("model_type"), "\"" + kind + "\" backbones are not supported",
                "DETR models with a ResNet backbone are.");
  }
  nn::ResidualNetworkSettings settings = native ? native_settings(own) : timm_settings(config, parameters);
  // Either kind may have been saved under the other's names; the names in the file decide.
  const std::string prefix = detr_backbone_prefix;
  settings.spelling = native ? nn::BackboneSpelling::native : nn::BackboneSpelling::timm;
  if (parameters.has_any(prefix + "embedder.")) settings.spelling = nn::BackboneSpelling::native;
  if (parameters.has(prefix + "conv1.weight")) settings.spelling = nn::BackboneSpelling::timm;
  return settings;
}

}  // namespace rex
