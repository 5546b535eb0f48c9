#include "core/models/open/foreign_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/config.h"
#include "core/models/families/family.h"
#include "core/models/families/timm_architecture.h"
#include "core/models/families/weight_shapes.h"

namespace rex {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::array<double, 3> imagenet_mean{0.485, 0.456, 0.406}, imagenet_deviation{0.229, 0.224, 0.225};

[[noreturn]] void refuse(const std::string& field, const std::string& problem) {
  throw Error(field, problem, "Take a plain ViT, DeiT, DINOv2 or CLIP, or the model's Hugging Face version.");
}

/// Three numbers, or one for all.
std::array<double, 3> colours(const Config& config, const std::string& field, const std::array<double, 3>& fallback) {
  const json& value = config.value(field);
  if (value.is_null()) return fallback;
  const json list = value.is_array() ? value : json::array({value});
  if (list.empty() || list.size() > 3) throw Error(config.name(field), "must have a number for each channel");
  std::array<double, 3> numbers{};
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const json& entry = list[std::min(channel, list.size() - 1)];
    if (!entry.is_number()) throw Error(config.name(field), "must have a number for each channel");
    numbers[channel] = entry.get<double>();
  }
  return numbers;
}

ResizeFilter filter_of(const Config& config, const std::string& fallback) {
  const std::string name = config.text("interpolation", fallback);
  const std::optional<ResizeFilter> filter = resize_filter_named(name);
  if (!filter) throw Error(config.name("interpolation"), "\"" + name + "\" is no filter of Pillow's");
  return *filter;
}

/// torchvision's transforms on a Pillow picture.
PreprocessorSettings transforms(const Config& config, const std::string& type) {
  PreprocessorSettings settings;
  settings.type = type;
  settings.do_center_crop = settings.rounded_crop = true;
  settings.filter = filter_of(config, "bicubic");
  const auto mean = colours(config, "mean", imagenet_mean), deviation = colours(config, "std", imagenet_deviation);
  std::copy(mean.begin(), mean.end(), settings.mean.begin());
  std::copy(deviation.begin(), deviation.end(), settings.deviation.begin());
  if (std::any_of(settings.deviation.begin(), settings.deviation.end(), [](float value) { return value == 0; })) {
    throw Error(config.name("std"), "must not be 0");
  }
  return settings;
}

// ---- timm ----

/// How the patches become one row: "token" (the class token's) or "avg" (their mean). What model_args say comes first;
/// the file says it once more beside the architecture, and older files with the rest of pretrained_cfg.
std::string pooling_of(const Config& config, const Config& arguments) {
  std::string pooling = arguments.text("global_pool", "");
  if (pooling.empty()) pooling = config.text("global_pool", "");
  if (pooling.empty()) pooling = config.optional_section("pretrained_cfg").text("global_pool", "");
  if (!pooling.empty() && pooling != "token" && pooling != "avg") {
    refuse(config.name("global_pool"), "\"" + pooling + "\" is neither the class token nor the patches' mean");
  }
  return pooling;
}

/// Refuses what `model_args` may say that would make another model of the same weights.
void check_model_args(const Config& config, const json& arguments) {
  static const std::set<std::string> known = {
      "img_size",       "patch_size",     "embed_dim",      "depth",          "num_heads",       "mlp_ratio",
      "qkv_bias",       "in_chans",       "num_classes",    "drop_rate",      "weight_init",     "dynamic_img_size",
      "drop_path_rate", "attn_drop_rate", "pos_drop_rate",  "proj_drop_rate", "dynamic_img_pad", "patch_drop_rate",
      "init_values",    "reg_tokens",     "no_embed_class", "global_pool",    "class_token",     "fc_norm"};
  for (const auto& [field, value] : arguments.items()) {
    if (known.count(field) != 0 || value.is_null() || value == json(false)) continue;
    refuse(config.name("model_args." + field), value.dump() + " describes a model that is not known here");
  }
}

/// USUAL are channels, height and width where PRETRAINED does not say them.
PreprocessorSettings timm_preprocessor(const Config& pretrained, const std::vector<std::int64_t>& usual) {
  PreprocessorSettings settings = transforms(pretrained, "timm");
  const std::vector<std::int64_t> input = pretrained.sizes("input_size", usual);
  if (input.size() != 3) throw Error(pretrained.name("input_size"), "is not channels, height and width");
  settings.channels = input[0];
  settings.crop_height = input[1];
  settings.crop_width = input[2];
  const double share = pretrained.number("crop_pct", 0.875);
  const std::string mode = pretrained.text("crop_mode", "center");
  if (!(share > 0) || share > 1) throw Error(pretrained.name("crop_pct"), "is not within 0…1");
  settings.height = static_cast<std::int64_t>(std::floor(static_cast<double>(input[1]) / share));
  settings.width = static_cast<std::int64_t>(std::floor(static_cast<double>(input[2]) / share));
  settings.shortest_edge = settings.height;
  if (mode == "squash") {
    settings.size_rule = SizeRule::exact;
  } else if (mode == "border") {
    settings.size_rule = SizeRule::inside;
    const std::array<double, 3> mean = colours(pretrained, "mean", imagenet_mean);
    std::transform(mean.begin(), mean.end(), settings.fill.begin(), [](double share) {
      return static_cast<std::uint8_t>(std::clamp(std::nearbyint(255 * share), 0.0, 255.0));  // halves to even
    });
  } else if (mode != "center") {
    refuse(pretrained.name("crop_mode"), "\"" + mode + "\" is not known here");
  } else if (settings.height != settings.width) {
    // In this case alone timm leaves out which filter its own resizing should take, which is bilinear then.
    settings.size_rule = SizeRule::covering;
    settings.filter = ResizeFilter::bilinear;
  } else {
    settings.size_rule = SizeRule::shortest_edge;
  }
  return settings;
}

/// The names of the classes: descriptions where there are some ("tench, Tinca tinca" for "n01440764"). Hugging Face's
/// wrapper may say them its own way.
std::vector<std::string> timm_labels(const Config& config) {
  const Config pretrained = config.optional_section("pretrained_cfg");
  const auto either = [&](const char* field) -> const json& {
    return config.has(field) ? config.value(field) : pretrained.value(field);
  };
  const json& names = either("label_names").is_null() ? config.value("labels") : either("label_names");
  const json& descriptions = either("label_descriptions");
  json numbered = json::object();
  if (names.is_object()) numbered = names;
  for (std::size_t i = 0; names.is_array() && i < names.size(); ++i) numbered[std::to_string(i)] = names[i];
  if (numbered.empty()) return config.labels();
  const json named = {{"id2label", numbered}};
  std::vector<std::string> labels = Config(named).labels();
  for (std::string& label : labels) {
    const auto found = descriptions.is_object() ? descriptions.find(label) : descriptions.end();
    if (descriptions.is_object() && found != descriptions.end() && found->is_string()) {
      label = found->get<std::string>();
    }
  }
  return labels;
}

ForeignConfig read_timm(const fs::path& file, const json& whole, const NamedWeights& weights,
                        const fs::path& weights_file, const OpenOptions& options, std::vector<std::string>& notes) {
  const Config config(whole, file.string());
  const std::string architecture = config.text("architecture", "");
  const Family* family = find_family(weights.family);
  const bool is_dinov2 = architecture.find("dinov2") != std::string::npos;  // others have scaled layers as well
  if (family == nullptr ||
      (is_dinov2 ? !family->type.starts_with("dinov2") : family->type != "vit" && family->type != "deit")) {
    refuse(config.name("architecture"), "\"" + architecture + "\" is a model of timm that is not known here");
  }
  const json arguments = config.has("model_args") ? config.value("model_args") : json::object();
  if (!arguments.is_object()) throw Error(config.name("model_args"), "is not an object");
  check_model_args(config, arguments);
  const std::string pooling = pooling_of(config, config.optional_section("model_args"));
  std::vector<std::int64_t> heads = options.heads;
  if (heads.empty() && arguments.contains("num_heads")) {
    heads = {config.section("model_args").size("num_heads")};
  } else if (heads.empty()) {
    const auto usual = heads_of_timm_architecture(architecture);
    if (!usual) {
      throw Error(config.name("architecture"),
                  "\"" + architecture + "\" is no model whose number of attention heads is known here",
                  "Say it with `rex explain --heads N …`, or as num_heads among model_args.");
    }
    heads = {*usual};
  }
  ForeignConfig result;
  result.origin = "timm";
  std::vector<std::string> assumed;  // is told by the architecture here
  // Older files have the fields of pretrained_cfg beside the architecture.
  const Config pretrained = config.has("pretrained_cfg") ? config.section("pretrained_cfg") : config;
  WeightShapes shapes(weights.source, weights_file, nullptr, heads);
  if (const auto input = pretrained.sizes("input_size", {}); input.size() == 3)
    shapes.expect_pictures({input[1], input[2]});
  if (arguments.contains("img_size")) shapes.expect_pictures(config.section("model_args").extent("img_size", 224));
  result.config = family->config_from_weights(shapes, assumed);
  if (pooling == "avg" && family->type != "vit") {
    refuse(config.name("global_pool"), "\"avg\" is known here of a plain ViT alone");
  }
  if (!pooling.empty()) result.config["global_pool"] = pooling;
  if (pooling == "avg") result.config["fc_norm"] = weights.source.has("vit.fc_norm.weight");
  if (config.has("problem_type")) result.config["problem_type"] = config.value("problem_type");
  const std::int64_t classes = config.integer("num_classes", 0), stored = result.config.value("num_labels", classes);
  if (classes > 0 && stored != classes) {
    throw Error(config.name("num_classes"),
                "is " + std::to_string(classes) + ", but the weights have " + std::to_string(stored) + " classes",
                "Take the config.json that belongs to the weights.");
  }
  result.labels = timm_labels(config);
  const Config built(result.config);
  const auto [height, width] = built.extent("image_size", 224);
  result.preprocessor = timm_preprocessor(pretrained, {built.size("num_channels", 3), height, width});
  notes.push_back("config.json is timm's: " + architecture + ", " +
                  std::to_string(result.config.at("num_attention_heads").get<std::int64_t>()) +
                  " attention heads; other sizes as in the weights.");
  return result;
}

// ---- open_clip ----

/// Refuses the fields of SECTION that would make another model of the same weights. KNOWN are read or without effect.
void check_tower(const Config& section, const json& fields, const std::set<std::string>& known) {
  for (const auto& [field, value] : fields.items()) {
    if (known.count(field) != 0 || value.is_null() || value == json(false)) continue;
    refuse(section.name(field), value.dump() + " describes a model that is not known here");
  }
}

/// What both towers say alike.
json open_clip_tower(const Config& tower, std::int64_t usual_width, const char* activation) {
  const std::int64_t width = tower.size("width", usual_width);
  const double ratio = tower.number("mlp_ratio", 4.0);
  if (!(ratio > 0) || ratio > 64) throw Error(tower.name("mlp_ratio"), "makes no layers of a possible width");
  const Config norm = tower.optional_section("norm_kwargs");
  return {{"hidden_size", width},
          {"intermediate_size", static_cast<std::int64_t>(static_cast<double>(width) * ratio)},
          {"num_hidden_layers", tower.layers("layers", 12)},
          {"hidden_act", activation},
          {"layer_norm_eps", norm.number("eps", 1e-5)}};
}

ForeignConfig read_open_clip(const fs::path& file, const json& whole, const std::string& name) {
  const Config config(whole, file.string()), model = config.section("model_cfg");
  const Config vision = model.section("vision_cfg"), text = model.section("text_cfg");
  check_tower(
      vision, model.value("vision_cfg"),
      {"image_size", "layers", "width", "head_width", "patch_size", "mlp_ratio", "norm_kwargs", "patch_dropout"});
  check_tower(text, model.value("text_cfg"),
              {"context_length", "vocab_size", "width", "heads", "layers", "mlp_ratio", "norm_kwargs",
               "hf_tokenizer_name", "tokenizer_kwargs"});
  const bool quick = model.flag("quick_gelu", false) || name.ends_with("-quickgelu");
  const char* activation = quick ? "quick_gelu" : "gelu";
  const std::int64_t vision_width = vision.size("width", 768), head_width = vision.size("head_width", 64);
  const auto [height, image_width] = vision.extent("image_size", 224);
  json picture = open_clip_tower(vision, 768, activation), words = open_clip_tower(text, 512, activation);
  picture["num_attention_heads"] = std::max<std::int64_t>(1, vision_width / head_width);
  picture["image_size"] = {height, image_width};
  picture["patch_size"] = vision.size("patch_size", 16);
  const std::int64_t vocabulary = text.size("vocab_size", 49408);
  words["num_attention_heads"] = text.size("heads", 8);
  words["max_position_embeddings"] = text.size("context_length", 77);
  words["vocab_size"] = vocabulary;
  words["bos_token_id"] = vocabulary - 2;
  words["eos_token_id"] = vocabulary - 1;  // the end of a text is its highest id

  ForeignConfig result;
  result.origin = "open_clip";
  result.config = {{"model_type", "clip"},
                   {"projection_dim", model.size("embed_dim")},
                   {"vision_config", picture},
                   {"text_config", words}};
  const Config prepare = config.optional_section("preprocess_cfg");
  json sizes = {{"size", prepare.has("size") ? prepare.value("size") : json::array({height, image_width})}};
  const auto [crop_height, crop_width] = Config(sizes, file.string()).extent("size", 224);
  PreprocessorSettings& settings = result.preprocessor;
  settings = transforms(prepare, "open_clip");
  if (!prepare.has("mean")) settings.mean = {0.48145466F, 0.4578275F, 0.40821073F};
  if (!prepare.has("std")) settings.deviation = {0.26862954F, 0.26130258F, 0.27577711F};
  settings.height = settings.crop_height = crop_height;
  settings.width = settings.crop_width = crop_width;
  settings.shortest_edge = std::min(crop_height, crop_width);
  const std::string mode = prepare.text("resize_mode", "shortest");
  if (mode == "squash") {
    settings.size_rule = SizeRule::exact;
    settings.do_center_crop = false;
  } else if (mode == "longest") {
    settings.size_rule = SizeRule::inside;
    const std::int64_t fill = prepare.integer("fill_color", 0);
    settings.fill.fill(static_cast<std::uint8_t>(std::clamp<std::int64_t>(fill, 0, 255)));
  } else if (mode != "shortest") {
    refuse(prepare.name("resize_mode"), "\"" + mode + "\" is not known here");
  } else if (crop_height != crop_width) {
    settings.size_rule = SizeRule::covering;
    settings.filter = ResizeFilter::bicubic;  // whatever is said: open_clip leaves it out in this case
  } else {
    settings.size_rule = SizeRule::shortest_edge;
  }
  return result;
}

}  // namespace

bool is_timm_config(const json& config) {
  const auto text = [&](const char* field) {
    const auto found = config.is_object() ? config.find(field) : config.end();
    return config.is_object() && found != config.end() && found->is_string() ? found->get<std::string>() : "";
  };
  const std::string type = text("model_type");
  return !text("architecture").empty() && (type.empty() || type == "timm_wrapper");
}

std::optional<ForeignConfig> read_foreign_config(const fs::path& folder, const NamedWeights& weights,
                                                 const fs::path& weights_file, const OpenOptions& options,
                                                 std::vector<std::string>& notes) {
  if (fs::is_regular_file(folder / "config.json")) {
    const json config = read_json(folder / "config.json");
    if (!is_timm_config(config)) return std::nullopt;
    return read_timm(folder / "config.json", config, weights, weights_file, options, notes);
  }
  const fs::path file = folder / "open_clip_config.json";
  if (!fs::is_regular_file(file)) return std::nullopt;
  notes.push_back("No config.json: sizes and preparation of pictures as open_clip_config.json says.");
  return read_open_clip(file, read_json(file), fs::absolute(folder).lexically_normal().filename().string());
}

}  // namespace rex
