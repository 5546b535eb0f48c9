#include "core/hub/model_list.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/resources.h"

namespace rex::hub {

std::vector<ListedModel> read_model_list(const std::filesystem::path& file) {
  const nlohmann::json list = read_json(file);
  std::vector<ListedModel> models;
  try {
    for (const nlohmann::json& entry : list) {
      ListedModel model{
          entry.at("name"), entry.at("family"), entry.at("good_for"), {}, {}, entry.value("elsewhere", "")};
      for (const nlohmann::json& need : entry.value("needs", nlohmann::json::array())) {
        model.needs.push_back({need.at("name"), need.at("why")});
      }
      for (const nlohmann::json& other : entry.value("borrowed", nlohmann::json::array())) {
        model.borrowed.push_back({other.at("repository"), other.at("files")});
      }
      models.push_back(std::move(model));
    }
  } catch (const nlohmann::json::exception& problem) {
    throw Error(file.string(), std::string("is no list of models: ") + problem.what(), "Install the program again.");
  }
  return models;
}

std::vector<ListedModel> model_list() {
  std::error_code ignored;
  for (const std::filesystem::path& folder : resource_folders()) {
    if (std::filesystem::is_regular_file(folder / "model_list.json", ignored)) {
      return read_model_list(folder / "model_list.json");
    }
  }
  throw Error("model_list.json", "is not there", "Install the program again.");
}

}  // namespace rex::hub
