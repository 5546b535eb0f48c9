#include "core/models/open/open_model.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/machine.h"
#include "core/checkpoint/renaming.h"
#include "core/models/arithmetic.h"
#include "core/models/config.h"
#include "core/models/families/family.h"
#include "core/models/families/weight_shapes.h"
#include "core/models/open/foreign_config.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/labels.h"
#include "core/models/open/model_files.h"
#include "core/models/open/weights_hash.h"
#include "core/models/regions/faster_rcnn_settings.h"
#include "core/picture/resizing.h"
#include "core/text/sentencepiece_file.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

/// What the shapes of WEIGHTS in FILE tell. Throws Error where the family needs a config.json, or none is known.
nlohmann::json config_from_weights(const NamedWeights& weights, const fs::path& file, const OpenOptions& options,
                                   std::vector<std::string>& notes) {
  const Family* family = find_family(weights.family);
  if (family != nullptr && family->config_from_weights != nullptr) {
    const WeightShapes shapes(weights.source, file, &weights.checkpoint.arguments(), options.heads);
    return family->config_from_weights(shapes, notes);
  }
  throw Error(file.parent_path().string(),
              "holds no config.json" + (family == nullptr ? std::string(", and the weights are of no model known here")
                                                          : "; its weights are those of a " + family->title + " model"),
              "Put the config.json of the model beside its weights.");
}

/// config.json with its model_type, or what the weights tell where it is missing.
nlohmann::json config_of(const fs::path& folder, const fs::path& weights_file, NamedWeights& weights,
                         const OpenOptions& options, std::vector<std::string>& notes) {
  const fs::path file = folder / "config.json";
  if (is_faster_rcnn(folder)) {
    throw Error(folder.string(), "holds a Faster R-CNN, which finds regions and is not explained",
                "Open LXMERT or VisualBERT, with this folder as --regions-model or as regions/ inside the model's.");
  }
  if (!fs::is_regular_file(file)) return config_from_weights(weights, weights_file, options, notes);
  nlohmann::json config = read_json(file);
  if (Config(config, file.string()).text("model_type", "").empty()) {
    if (weights.family.empty()) {
      throw Error(file.string(), "names no model_type, and the weights are of no model known here", weights.looks_like);
    }
    notes.push_back("config.json names no model_type: taken for " + weights.family + " by the names of the weights.");
    config["model_type"] = weights.family;
  }
  return config;
}

/// Refuses the trunk of a classifier by its true reason: its fields and shapes may all be right.
void require_classifier(const fs::path& folder, const NamedWeights& weights, const std::string& type) {
  const Family* family = find_family(weights.family);
  if (family == nullptr || weights.family != type || family->class_heads.empty()) return;
  if (family->explains_features) return;
  const auto& heads = family->class_heads;
  const bool has_head =
      std::any_of(heads.begin(), heads.end(), [&](const std::string& head) { return weights.source.has(head); });
  const bool trunk_alone = std::all_of(weights.names.begin(), weights.names.end(), [&](const std::string& name) {
    return name.rfind(family->names.trunk, 0) == 0;
  });
  if (has_head || !trunk_alone) return;
  throw Error(folder.string(),
              "these weights have no classifier: they are a feature extractor, the trunk of a " + family->title +
                  " model, which gives no answer that could be explained",
              "Take a model that was fine-tuned to answer.");
}

/// Refuses one tower of a model that compares pictures with texts, by its true reason.
void require_both_towers(const fs::path& folder, const NamedWeights& weights, std::string type) {
  for (const std::string_view tower : {"_vision_model", "_text_model"}) {  // Hugging Face's types of one tower
    if (type.ends_with(tower)) type.resize(type.size() - tower.size());
  }
  const Family* family = find_family(type);
  if (family == nullptr || !family->kind.reads_several_texts()) return;
  const auto any = [&](const char* start) {
    return std::any_of(weights.names.begin(), weights.names.end(),
                       [&](const std::string& name) { return name.starts_with(start); });
  };
  const bool sees = any("vision_model."), reads = any("text_model.");
  if (sees == reads) return;
  throw Error(folder.string(),
              std::string("these weights hold only the tower of ") + (sees ? "pictures" : "texts") + " of a " +
                  family->title + " model, which compares nothing alone",
              "Take the whole model, with both towers.");
}

/// Throws Error for a model_type that is not known, with those that are and the one whose names the weights are most
/// like.
void require_known_family(const fs::path& folder, const NamedWeights& weights, const std::string& type) {
  if (find_family(type) != nullptr) return;
  std::string nearest = weights.family;
  if (nearest.empty()) {  // another family's prefix before the same names
    std::vector<std::string> bare;
    for (const std::string& name : weights.names) bare.push_back(name.substr(name.find('.') + 1));
    nearest = rename_parameters(bare, every_family_names()).family;
  }
  throw Error((folder / "config.json").string() + ": model_type", "\"" + type + "\" is not known",
              "Known are " + known_families() + "." +
                  (nearest.empty() ? "" : " Its weights are named most like those of " + family_title(nearest) + "."));
}

std::string model_type_of(const fs::path& folder) {
  const fs::path file = folder / "config.json";
  return fs::is_regular_file(file) ? Config(read_json(file), file.string()).text("model_type", "") : "";
}

bool has_vocabulary(const fs::path& folder) {
  return fs::is_regular_file(folder / "vocab.txt") || fs::is_regular_file(folder / "vocab.json") ||
         fs::is_regular_file(folder / "tokenizer.json") || !text::sentencepiece_name(folder).empty();
}

}  // namespace

OpenModel open_model(const fs::path& folder_or_file, const Progress& progress, const OpenOptions& options) {
  std::error_code problem;
  if (!fs::exists(folder_or_file, problem)) {
    throw Error(folder_or_file.string(), "is not there", "Give the folder of a model: `rex models` lists those found.");
  }
  nn::require_arithmetic(options.arithmetic);
  progress.report(0, "reading the weights' names");
  OpenModel opened;
  const bool is_file = !fs::is_directory(folder_or_file);
  opened.folder = is_file ? fs::absolute(folder_or_file).parent_path() : hub_snapshot(folder_or_file);
  const fs::path weights_file = find_weights(is_file ? folder_or_file : opened.folder);
  NamedWeights weights = open_weights(weights_file, model_type_of(opened.folder));
  if (!weights.checkpoint.choice().empty()) opened.notes.push_back(weights.checkpoint.choice());

  progress.report(0.2, "building the model");
  const std::optional<ForeignConfig> foreign =
      read_foreign_config(opened.folder, weights, weights_file, options, opened.notes);
  const nlohmann::json config =
      foreign ? foreign->config : config_of(opened.folder, weights_file, weights, options, opened.notes);
  const std::string model_type = Config(config).text("model_type", "");
  if (model_type != weights.family && !weights.family.empty()) {
    weights.looks_like += " config.json says " + model_type + ": take the one that belongs to the weights.";
  }
  require_both_towers(opened.folder, weights, model_type);
  require_known_family(opened.folder, weights, model_type);
  require_classifier(opened.folder, weights, model_type);
  opened.model = build_model(config, weights.source);
  weights.source.finish(weights.looks_like);

  progress.report(0.8, "reading vocabulary and labels");
  std::vector<std::string> labels =
      foreign && !foreign->labels.empty() ? foreign->labels : opened.model->description().labels;
  const std::int64_t classes = class_count(*opened.model);
  if (!are_names(labels) || static_cast<std::int64_t>(labels.size()) != classes) {
    labels = labels_beside(opened.folder, classes, opened.notes);
  }
  const fs::path named = (is_file ? folder_or_file.stem() : fs::absolute(folder_or_file).lexically_normal());
  std::string name = named.has_filename() ? named.filename().string() : named.parent_path().filename().string();
  if (const std::string repository = hub_name(opened.folder); !is_file && !repository.empty()) name = repository;
  opened.model->identify(name, weights_hash(opened.model->parameters()), std::move(labels));
  use_arithmetic(*opened.model, options.arithmetic);
  if (options.arithmetic == nn::Arithmetic::bfloat16) {
    opened.notes.push_back(bfloat16_note(matrix_product_rate(), bfloat16_product_rate()));
  }

  const ModelDescription& description = opened.model->description();
  if (description.explains_features()) {
    opened.notes.push_back(
        "These weights have no classifier (a feature extractor): what is explained is a component of the feature, or "
        "the similarity with a second picture.");
  }
  if (description.finds_objects() && Config(config).architecture().ends_with("Segmentation")) {
    opened.notes.push_back("The head that makes masks is not read: boxes and their classes are explained.");
  }
  if (description.reads_text()) {
    if (has_vocabulary(opened.folder)) {
      opened.tokenizer = Tokenizer::open(opened.folder);
    } else {
      opened.notes.push_back(
          "No vocabulary (vocab.txt, vocab.json with merges.txt, or tokenizer.json): texts cannot "
          "be read, only tensors.");
    }
  }
  if (description.sees_regions()) {
    opened.regions = open_region_source(opened.folder, config, description.region_size, options);
    if (opened.regions != nullptr && opened.regions->feature_size() != description.region_size) {
      throw Error(opened.folder.string(),
                  opened.regions->name() + " gives features of " + std::to_string(opened.regions->feature_size()) +
                      " numbers, but the model reads " + std::to_string(description.region_size),
                  "Put the detector in regions/ that this model was trained with.");
    }
    if (opened.regions != nullptr) {
      for (std::string& note : opened.regions->notes()) opened.notes.push_back(std::move(note));
    }
  } else if (!options.regions_model.empty()) {
    throw Error("--regions-model", description.name + " does not read regions (" + description.family + ")",
                "Leave it out.");
  } else if (foreign) {
    const std::int64_t channels = Config(config).size("num_channels", foreign->preprocessor.channels);
    opened.preprocessor = Preprocessor(foreign->preprocessor).for_channels(channels, foreign->origin + "'s config");
  } else if (description.sees_pixels()) {
    opened.preprocessor = open_preprocessor(opened.folder, config, description.family, weights.original, opened.notes);
  }
  if (opened.preprocessor && resizing_of(opened.preprocessor->settings()) != Resizing::pillow) {
    opened.notes.push_back(
        "Pictures are resized as torchvision does, not Pillow: " + opened.preprocessor->settings().type + ".");
  }
  opened.model->watch(weights.checkpoint.watched());
  opened.model->weights_files().check();  // what was converted on the way is no longer seen afterwards
  progress.report(1, "open");
  return opened;
}

}  // namespace rex
