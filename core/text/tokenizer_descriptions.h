#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace rex::text {

/// The JSON files of a model folder that tell how to use its vocabulary; an empty object for each that is missing.
struct TokenizerDescriptions {
  /// Those of a folder, or those beside a file that stands for tokenizer.json; where there is no other, a SentencePiece
  /// model does so, or RoBERTa's vocab.json with merges.txt. Throws Error where there is neither, or one is there and
  /// is not a JSON object.
  explicit TokenizerDescriptions(const std::filesystem::path& folder_or_file);

  /// Most tokens that the model reads; 0 where no file says it.
  int64_t longest_input() const;

  std::filesystem::path folder;

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

/// The tokenizer_class of tokenizer_config.json without "Fast"; empty where it names none.
std::string tokenizer_class(const nlohmann::json& config);

/// Whether transformers' class NAME is BERT's tokenizer by another name.
bool is_bert_class(const std::string& name);

}  // namespace rex::text
