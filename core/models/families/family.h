// All that the program knows of a kind of model, in one record at the end of the family's file.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/checkpoint/family_names.h"
#include "core/models/description.h"
#include "core/models/forward_pass.h"
#include "core/models/model.h"
#include "core/nn/parameters.h"
#include "core/picture/preprocessor.h"

namespace rex {

class WeightShapes;

/// How large made-up inputs are.
struct SampleSizes {
  std::int64_t samples = 1;
  std::int64_t texts = 2;  ///< beside each picture, for models that read several
  std::int64_t words = 20;
  std::int64_t regions = 36;
  std::optional<std::pair<std::int64_t, std::int64_t>> picture;  ///< width and height; unset: the config's
};

/// Regions of one picture, as a family's inputs are made from them.
struct RegionTensors {
  at::Tensor features;  ///< [regions, size] float32
  /// [regions, 4] left, top, right, bottom as fractions of the picture; undefined where its size is not known and the
  /// boxes are in pixels.
  at::Tensor fractions;
};

/// One family. Functions that may be null say what then holds.
struct Family {
  std::string type;       ///< Hugging Face's model_type: "vit"
  std::string title;      ///< for people: "ViT"
  std::string baselines;  ///< whose published baselines its methods follow (core/explain/methods/conventions.h)
  ModelKind kind;
  FamilyNames names;  ///< how its parameters are called

  /// The model that CONFIG (its config.json) describes; parameters are taken by Hugging Face's names. Throws Error
  /// naming the field where the config makes no sense; SOURCE's finish() tells what was missing.
  std::unique_ptr<Model> (*build)(const nlohmann::json& config, ParameterSource& source) = nullptr;

  /// Weights with one row a class or answer, tried in order.
  std::vector<std::string> class_heads;

  /// Weights without any of these are no mistake: then components of the pooled feature are explained.
  bool explains_features = false;

  /// What holds for pictures where a folder's preprocessor_config.json is silent; none for families without pixels.
  std::optional<ImageProcessor> image_processor = std::nullopt;

  /// The same for weights under the original code base's names in a folder without preprocessor_config.json, where its
  /// authors prepared pictures in another way.
  std::optional<ImageProcessor> original_image_processor = std::nullopt;

  /// The fields of preprocessor_config.json for pictures of the size in CONFIG, where a folder has none; ORIGINAL: for
  /// original_image_processor. Null: the image processor alone decides.
  nlohmann::json (*picture_settings)(const nlohmann::json& config, bool original) = nullptr;

  /// The config.json read off the shapes of the weights; what shapes cannot tell is as in the published models and is
  /// said in NOTES. Throws Error where they do not tell enough. Null: the family needs a config.json.
  nlohmann::json (*config_from_weights)(const WeightShapes& shapes, std::vector<std::string>& notes) = nullptr;

  /// Made-up inputs of the right shapes for CONFIG, for benchmarks and tests: noise for pictures and regions, random
  /// words from a seed.
  ModelInputs (*sample_inputs)(const nlohmann::json& config, const SampleSizes& sizes) = nullptr;

  /// The inputs that stand for REGIONS in MODEL. Null: the family sees no regions.
  ModelInputs (*region_inputs)(const Model& model, const RegionTensors& regions) = nullptr;

  /// INPUTS with the names of the family's original code base replaced by Hugging Face's. Null: there are none.
  ModelInputs (*renamed_inputs)(const ModelInputs& inputs) = nullptr;
};

/// Every family, in the order in which the names of weights are compared with theirs: the more special first.
const std::vector<Family>& families();

/// The family whose model_type is TYPE; null where none is.
const Family* find_family(const std::string& type);

/// The family of MODEL, which build_model() made.
const Family& family_of(const ModelDescription& model);

/// "ViT" for "vit"; TYPE itself where it is not known.
std::string family_title(const std::string& type);

/// "bert, clip, deit, …": the model_types that are known, in alphabetical order.
std::string known_families();

/// How the parameters of every family are called.
std::vector<FamilyNames> every_family_names();

/// Builds the model that CONFIG (config.json) describes. Throws Error naming field and file, with the known types where
/// its model_type is none of them.
std::unique_ptr<Model> build_model(const nlohmann::json& config, ParameterSource& parameters);

}  // namespace rex
