#include "core/models/open/model_files.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/renaming.h"
#include "core/models/arithmetic.h"
#include "core/models/config.h"
#include "core/models/families/family.h"
#include "core/models/families/image_processors.h"
#include "core/models/open/detr_regions.h"
#include "core/models/open/faster_rcnn_regions.h"
#include "core/models/open/find_models.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/open_model.h"
#include "core/models/open/region_cache.h"
#include "core/models/regions/faster_rcnn_settings.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

/// What training programs leave beside weights.
bool is_no_model(const std::string& name) {
  constexpr std::array parts = {"optimizer", "scheduler", "training_args", "rng_state", "adapter_", "scaler"};
  return std::any_of(parts.begin(), parts.end(),
                     [&](const char* part) { return name.find(part) != std::string::npos; });
}

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

/// timm and Hugging Face have one set of names for ViT and the plain DeiT, but two prefixes.
void move_trunk(Renaming& renaming, const std::string& from, const std::string& to) {
  std::map<std::string, TensorRecipe> moved;
  for (auto& [name, recipe] : renaming.recipes) {
    moved[starts_with(name, from) ? to + name.substr(from.size()) : name] = recipe;
  }
  renaming.recipes = std::move(moved);
  renaming.family = to.substr(0, to.size() - 1);
}

}  // namespace

bool is_weights_file(const fs::path& path) {
  constexpr std::array extensions = {".safetensors", ".bin", ".pt", ".pth", ".ckpt"};
  return std::find(extensions.begin(), extensions.end(), path.extension().string()) != extensions.end();
}

fs::path find_weights(const fs::path& folder_or_file) {
  if (fs::is_regular_file(folder_or_file)) return folder_or_file;
  const std::string where = folder_or_file.string();
  for (const char* name :
       {"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"}) {
    if (fs::is_regular_file(folder_or_file / name)) return folder_or_file;  // Checkpoint knows their order
  }
  for (const char* name : {"open_clip_model.safetensors", "open_clip_pytorch_model.bin"}) {
    if (fs::is_regular_file(folder_or_file / name)) return folder_or_file / name;
  }
  std::vector<fs::path> candidates;
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_or_file, problem)) {
    if (is_weights_file(entry.path()) && entry.is_regular_file(problem) &&
        !is_no_model(entry.path().filename().string())) {
      candidates.push_back(entry.path());
    }
  }
  if (candidates.empty()) return folder_or_file;  // Checkpoint tells what is there instead
  if (candidates.size() > 1) {
    std::sort(candidates.begin(), candidates.end());
    std::string names;
    for (std::size_t i = 0; i < std::min<std::size_t>(candidates.size(), 10); ++i) {
      names += (i ? ", " : "") + candidates[i].filename().string();
    }
    if (candidates.front().filename().string().find("-of-0") != std::string::npos) {
      throw Error(where, "holds the parts of a model's weights without their index: " + names,
                  "Fetch model.safetensors.index.json (or pytorch_model.bin.index.json) as well.");
    }
    throw Error(where, "holds several weights files: " + names,
                "Open one of them, or name the right one model.safetensors or pytorch_model.bin.");
  }
  return candidates.front();
}

NamedWeights open_weights(const fs::path& weights, const std::string& model_type) {
  const Checkpoint checkpoint = Checkpoint::open(weights);
  // A trunk that was saved without its prefix may look like several families: the one that config.json names is meant.
  std::vector<FamilyNames> known = every_family_names();
  std::stable_partition(known.begin(), known.end(), [&](const FamilyNames& one) { return one.family == model_type; });
  Renaming renaming = rename_parameters(checkpoint.names(), known);
  // Without a config.json only the file's name tells the plain DeiT from a ViT, whose pictures were prepared otherwise.
  const bool named_deit = model_type.empty() && checkpoint.path().filename().string().starts_with("deit_");
  if ((model_type == "deit" || named_deit) && renaming.family == "vit") move_trunk(renaming, "vit.", "deit.");
  if (model_type == "vit" && renaming.family == "deit") move_trunk(renaming, "deit.", "vit.");

  std::vector<std::string> names;
  for (const auto& [name, recipe] : renaming.recipes) names.push_back(name);
  const std::string file = checkpoint.path().filename().string();
  std::string looks_like = "The names in " + file + " belong to no model that is known here.";
  if (!renaming.family.empty()) {
    looks_like = "The names in " + file + " are those of a " + family_title(renaming.family) + " model (" +
                 renaming.origin + ").";
  }
  const auto recipes = std::make_shared<const std::map<std::string, TensorRecipe>>(std::move(renaming.recipes));
  const auto lookup = [checkpoint, recipes](const std::string& name) {
    const auto found = recipes->find(name);
    return found == recipes->end() ? at::Tensor() : found->second.apply(checkpoint.tensor(found->second.source));
  };
  const std::string where = (fs::is_directory(weights) ? weights : weights.parent_path()).string();
  return {ParameterSource(where, names, lookup),
          renaming.family,
          renaming.origin != "Hugging Face",
          names,
          checkpoint,
          looks_like};
}

Preprocessor open_preprocessor(const fs::path& folder, const nlohmann::json& config, const std::string& type,
                               bool original, std::vector<std::string>& notes) {
  const Config fields(config), vision = fields.optional_section("vision_config");
  const Config& sizes = fields.has("num_channels") ? fields : vision;
  const std::int64_t channels = sizes.size("num_channels", 3);
  for (const char* name : {"preprocessor_config.json", "processor_config.json"}) {
    if (!fs::is_regular_file(folder / name)) continue;
    return Preprocessor::from_file(folder / name, image_processors(), image_processor_of(type))
        .for_channels(channels, (folder / name).string());
  }
  const Family* family = find_family(type);
  original = original && family != nullptr && family->original_image_processor;
  const bool sized = family != nullptr && family->picture_settings != nullptr;
  const nlohmann::json settings = sized ? family->picture_settings(config, original) : nlohmann::json::object();
  notes.push_back(
      "No preprocessor_config.json: pictures are prepared as " +
      (original ? "the authors of " + family->title + " did." : "is usual for " + family_title(type) + "."));
  const std::string where = (folder / "preprocessor_config.json").string();
  return Preprocessor::from_json(settings, where, image_processors(),
                                 original ? &*family->original_image_processor : image_processor_of(type))
      .for_channels(channels, where);
}

std::unique_ptr<RegionSource> open_region_source(const fs::path& folder, const nlohmann::json& json,
                                                 std::int64_t region_size, const OpenOptions& options) {
  const fs::path& regions_model = options.regions_model;
  const Config wishes = Config(json).optional_section("regions");
  std::vector<fs::path> places = {folder / "regions", folder.parent_path() / "regions"};
  const std::string named = wishes.text("model", "");
  if (!regions_model.empty()) {
    places = {regions_model};
  } else if (!named.empty()) {
    if (fs::path(named).is_absolute()) {
      throw Error(wishes.name("model"), "is an absolute path",
                  "Name the folder from the model's own, as ../demo-detr.");
    }
    places = {folder / named};
  }
  for (fs::path snapshot : places) {
    snapshot = hub_snapshot(snapshot);
    if (is_faster_rcnn(snapshot))
      return cached_regions(faster_rcnn_region_source(snapshot, ChannelOrder::rgb, options.arithmetic));
    if (!fs::is_regular_file(snapshot / "config.json")) continue;
    // Before it is opened: a model of another kind could ask for regions in turn, without end.
    const std::string family = Config(read_json(snapshot / "config.json")).text("model_type", "");
    if (family != "detr") {
      throw Error(snapshot.string(), "is a " + family_title(family) + " model",
                  "Regions come from a Faster R-CNN or DETR model, or give them as a file.");
    }
    OpenModel opened = open_model(snapshot);
    use_arithmetic(*opened.model, options.arithmetic);
    auto* detr = dynamic_cast<Detr*>(opened.model.release());
    return detr_region_source(std::unique_ptr<Detr>(detr), *opened.preprocessor, wishes.size("top", usual_region_count),
                              "DETR in " + snapshot.lexically_normal().filename().string());
  }
  if (!regions_model.empty()) {
    throw Error(regions_model.string(), "holds no region detector",
                "Give the folder of a Faster R-CNN (config.yaml and weights) or of a DETR.");
  }
  if (!named.empty()) {
    throw Error((folder / named).string(), "is no model folder", "config.json names it as the source of regions.");
  }
  const std::vector<fs::path> found = find_region_detectors(region_size);
  if (found.empty()) return nullptr;
  return cached_regions(faster_rcnn_region_source(found.front(), ChannelOrder::rgb, options.arithmetic));
}

std::int64_t class_count(const Model& model) {
  for (const std::string& head : family_of(model.description()).class_heads) {
    const auto found = model.parameters().find(head);
    if (found == model.parameters().end()) continue;
    return found->second.size(0) - (model.description().finds_objects() ? 1 : 0);
  }
  return 0;
}

}  // namespace rex
