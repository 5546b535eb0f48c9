#include "app/zoo/scene/companions.h"

#include <cstdlib>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace rex::zoo {

void add_labels(nlohmann::json& config, const std::vector<std::string>& labels) {
  config["id2label"] = nlohmann::json::object();
  config["label2id"] = nlohmann::json::object();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    config["id2label"][std::to_string(i)] = labels[i];
    config["label2id"][labels[i]] = i;
  }
}

void write_preprocessor(const std::filesystem::path& folder, const nlohmann::json& settings) {
  write_atomically(folder / "preprocessor_config.json", settings.dump(2) + "\n");
}

TemporaryVocabulary::TemporaryVocabulary(const std::function<void(const std::filesystem::path&)>& write) {
  std::string name = (std::filesystem::temp_directory_path() / "rex-zoo-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw Error(name, "cannot be made", "Free some space in the temporary folder.");
  folder_ = name;
  write(folder_);
}

TemporaryVocabulary::~TemporaryVocabulary() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace rex::zoo
