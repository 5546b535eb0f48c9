#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/models/parameters.h"

namespace rex {

/// The config.json of a model of FAMILY (detr, clip, vit or deit) read off the shapes of its PARAMETERS, which go by
/// Hugging Face's names. FILE is the weights' file: "dc5" in its name stands for a dilated backbone, and it begins
/// error messages. What shapes cannot tell is as in the published models, and is said in NOTES. Throws Error for other
/// families and where the shapes do not tell enough.
nlohmann::json derive_config(const std::string& family, const ParameterSource& parameters,
                             const std::filesystem::path& file, std::vector<std::string>& notes);

}  // namespace rex
