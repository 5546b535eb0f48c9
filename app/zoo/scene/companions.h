#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rex::zoo {

/// Adds id2label and label2id to CONFIG.
void add_labels(nlohmann::json& config, const std::vector<std::string>& labels);

/// Writes preprocessor_config.json into FOLDER.
void write_preprocessor(const std::filesystem::path& folder, const nlohmann::json& settings);

/// A folder with a vocabulary that lives as long as the object: tokenizers are opened from folders.
class TemporaryVocabulary {
 public:
  explicit TemporaryVocabulary(const std::function<void(const std::filesystem::path&)>& write);
  ~TemporaryVocabulary();
  TemporaryVocabulary(const TemporaryVocabulary&) = delete;
  TemporaryVocabulary& operator=(const TemporaryVocabulary&) = delete;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace rex::zoo
