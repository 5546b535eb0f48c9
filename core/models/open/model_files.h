#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/checkpoint/checkpoint.h"
#include "core/models/model.h"
#include "core/models/open/open_model.h"
#include "core/models/open/regions.h"
#include "core/nn/parameters.h"
#include "core/picture/preprocessor.h"

/// The parts of opening a model folder, each for itself. Private to core/models.
namespace rex {

/// Whether PATH is named as weights are. (A training program's own state may be, too.)
bool is_weights_file(const std::filesystem::path& path);

/// The weights of FOLDER (or the file itself): Hugging Face's usual files, else the only weights file that is there.
/// Throws Error where there are several and none has a usual name. A folder with usual names, or without any weights,
/// is returned as it is: Checkpoint knows what to open, or to say.
std::filesystem::path find_weights(const std::filesystem::path& folder_or_file);

/// Weights under Hugging Face's names, whoever saved them.
struct NamedWeights {
  ParameterSource source;
  std::string family;              ///< the model_type that the names belong to; empty where that cannot be told
  bool original = false;           ///< the names were an original code base's
  std::vector<std::string> names;  ///< of all of them, sorted
  Checkpoint checkpoint;           ///< that they come from
  std::string looks_like;          ///< "The names in model.safetensors are those of a BERT model (Hugging Face)."
};

/// Opens WEIGHTS. MODEL_TYPE (from config.json; may be empty) tells "vit" from "deit", which timm's names do not.
NamedWeights open_weights(const std::filesystem::path& weights, const std::string& model_type);

/// The preprocessor of FOLDER; without preprocessor_config.json that of the family, for pictures of the size in CONFIG,
/// which is said in NOTES.
/// ORIGINAL: the weights go by the names of the original code base.
Preprocessor open_preprocessor(const std::filesystem::path& folder, const nlohmann::json& config,
                               const std::string& family, bool original, std::vector<std::string>& notes);

/// The region source of a model in FOLDER that reads features of REGION_SIZE numbers: the Faster R-CNN or DETR in
/// OPTIONS.regions_model; else, where that is empty, in the folder that `regions.model` of CONFIG names from there, or
/// in regions/ inside FOLDER or beside it, or a Faster R-CNN of that size among the models that are found.
/// `regions.top` is how many regions a DETR gives. It multiplies in OPTIONS.arithmetic. Null where there is none.
std::unique_ptr<RegionSource> open_region_source(const std::filesystem::path& folder, const nlohmann::json& config,
                                                 std::int64_t region_size, const OpenOptions& options = {});

/// How many classes or answers a built MODEL tells apart, from the shape of its head; 0 where it has none.
std::int64_t class_count(const Model& model);

}  // namespace rex
