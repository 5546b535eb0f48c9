#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/json.h"

namespace rex {

/// The YAML document TEXT as JSON, as PyYAML's safe loader reads it, which writes the files that are published: plain
/// words become null, truth values and numbers, whatever is quoted a text. Tags of other programs ("!!python/tuple")
/// are read past; nothing is run. WHERE names it in messages. Throws Error saying line and column for what is not YAML
/// 1.1, keys that are not plain or occur twice in one map, and what passes LIMITS; aliases count as often as they
/// stand.
nlohmann::json parse_yaml(const std::string& text, const std::string& where, const JsonLimits& limits = {});

/// The same for a regular file.
nlohmann::json read_yaml(const std::filesystem::path& path, const JsonLimits& limits = {});

}  // namespace rex
