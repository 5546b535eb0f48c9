// The configs that timm and open_clip put into a model's folder, in place of Hugging Face's config.json.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/models/open/model_files.h"
#include "core/models/open/open_model.h"
#include "core/picture/preprocessor.h"

namespace rex {

/// What such a config tells, in Hugging Face's terms.
struct ForeignConfig {
  nlohmann::json config;  ///< with its model_type
  PreprocessorSettings preprocessor;
  std::vector<std::string> labels;  ///< may be empty
  std::string origin;               ///< "timm", "open_clip"
};

/// Whether CONFIG, a config.json, is timm's: it names an `architecture` and no model_type, or Hugging Face's wrapper of
/// timm ("timm_wrapper").
bool is_timm_config(const nlohmann::json& config);

/// The config of FOLDER where it is timm's (config.json) or, without a config.json, open_clip's
/// (open_clip_config.json); nothing where it is neither. WEIGHTS in WEIGHTS_FILE tell the sizes that it leaves out.
/// What was taken for granted goes to NOTES. Throws Error naming the field where a model is described that is not built
/// here.
std::optional<ForeignConfig> read_foreign_config(const std::filesystem::path& folder, const NamedWeights& weights,
                                                 const std::filesystem::path& weights_file, const OpenOptions& options,
                                                 std::vector<std::string>& notes);

}  // namespace rex
