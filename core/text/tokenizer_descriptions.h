#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace rex::text {

/// The JSON files of a model folder that tell how to use its vocabulary; an empty object for each that is missing.
struct TokenizerDescriptions {
  /// Throws Error where one is there and is not a JSON object.
  explicit TokenizerDescriptions(const std::filesystem::path& folder);

  std::filesystem::path tokenizer_path;
  std::filesystem::path config_path;
  std::filesystem::path map_path;
  std::filesystem::path added_path;
  nlohmann::json tokenizer;           ///< tokenizer.json
  nlohmann::json config;              ///< tokenizer_config.json
  nlohmann::json special_tokens_map;  ///< special_tokens_map.json
  nlohmann::json added_tokens;        ///< added_tokens.json: content → id
  nlohmann::json model;               ///< config.json
};

/// OBJECT's truth value under KEY; OTHERWISE where there is none.
bool flag(const nlohmann::json& object, const char* key, bool otherwise);

}  // namespace rex::text
