#include "core/models/open/find_models.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/resources.h"
#include "core/models/config.h"
#include "core/models/open/foreign_config.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/model_files.h"
#include "core/models/regions/faster_rcnn_settings.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

/// The folders that come with the program.
std::vector<fs::path> own_folders() {
  std::vector<fs::path> folders = resource_folders();
  for (fs::path& folder : folders) folder /= "models";
  return folders;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The download cache of Hugging Face's programs; empty where there is no home folder.
fs::path hub_cache_folder() {
  if (const std::string cache = variable("HF_HUB_CACHE"); !cache.empty()) return cache;
  if (const std::string home = variable("HF_HOME"); !home.empty()) return fs::path(home) / "hub";
  const std::string home = variable("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".cache" / "huggingface" / "hub";
}

FoundModel look_at(const fs::path& folder, bool demo) {
  const std::string repository = hub_name(folder);
  FoundModel found{folder, repository.empty() ? folder.filename().string() : repository, "", 0, demo, ""};
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    if (is_weights_file(entry.path()) && entry.is_regular_file(problem)) found.bytes += entry.file_size(problem);
  }
  try {
    const bool open_clip =
        !fs::is_regular_file(folder / "config.json", problem);  // then open_clip_config.json is there
    const nlohmann::json config = open_clip ? nlohmann::json::object() : read_json(folder / "config.json");
    found.family = open_clip ? "clip" : is_timm_config(config) ? "timm" : Config(config).text("model_type", "");
    if (found.family.empty() && is_faster_rcnn(folder)) {
      found.problem = "finds regions for LXMERT and VisualBERT";
    } else if (found.family.empty()) {
      found.problem = "config.json names no model_type";
    }
  } catch (const Error& error) {
    found.problem = error.problem();
  }
  if (found.problem.empty() && found.bytes == 0) found.problem = "holds no weights";
  return found;
}

}  // namespace

fs::path own_models_folder() {
  const std::string data = variable("XDG_DATA_HOME"), home = variable("HOME");
  if (data.empty() && home.empty()) return {};
  return (data.empty() ? fs::path(home) / ".local" / "share" : fs::path(data)) / "relevance-explorer" / "models";
}

std::vector<fs::path> model_search_paths() {
  std::vector<fs::path> folders = own_folders();
  const std::string given = variable("REX_MODELS");
  for (std::size_t begin = 0; begin < given.size();) {
    const std::size_t end = std::min(given.find(':', begin), given.size());
    if (end > begin) folders.push_back(given.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const fs::path& folder : {own_models_folder(), hub_cache_folder()}) {
    if (!folder.empty()) folders.push_back(folder);
  }
  return folders;
}

std::vector<FoundModel> find_models(const std::vector<fs::path>& folders) {
  const std::vector<fs::path> own = own_folders();
  std::vector<FoundModel> models;
  std::set<fs::path> seen;
  std::error_code problem;
  for (const fs::path& folder : folders) {
    const bool demo = std::find(own.begin(), own.end(), folder) != own.end();
    std::vector<fs::path> candidates;
    const auto consider = [&](const fs::path& path) {
      const fs::path candidate = hub_snapshot(path);
      for (const char* config : {"config.json", "open_clip_config.json"}) {
        if (!fs::is_regular_file(candidate / config, problem)) continue;
        candidates.push_back(candidate);
        break;
      }
    };
    consider(folder);
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) consider(entry.path());
    std::sort(candidates.begin(), candidates.end());
    for (const fs::path& candidate : candidates) {
      const fs::path canonical = fs::weakly_canonical(candidate, problem);
      if (seen.insert(canonical).second) models.push_back(look_at(canonical, demo));
    }
  }
  return models;
}

std::vector<fs::path> find_region_detectors(std::int64_t size, const std::vector<fs::path>& folders) {
  std::vector<fs::path> found;
  std::error_code problem;
  for (const fs::path& folder : folders) {
    std::vector<fs::path> candidates;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
      const fs::path snapshot = hub_snapshot(entry.path());
      if (!fs::is_regular_file(snapshot / "config.yaml", problem) || !is_faster_rcnn(snapshot)) continue;
      try {
        if (read_faster_rcnn_settings(snapshot).feature_size() == size) candidates.push_back(snapshot);
      } catch (const Error&) {  // one that cannot be used is not found
      }
    }
    std::sort(candidates.begin(), candidates.end());
    found.insert(found.end(), candidates.begin(), candidates.end());
  }
  return found;
}

fs::path locate_model(const std::string& name) {
  std::error_code problem;
  if (!name.empty() && fs::exists(name, problem)) return hub_snapshot(name);
  std::string known;
  for (const FoundModel& model : find_models()) {
    if (model.name == name) return model.folder;
    known += (known.empty() ? "" : ", ") + model.name;
  }
  throw Error(name.empty() ? "model" : name, "is neither a folder nor the name of a model that was found",
              known.empty() ? "Give the folder of a model; no models were found in the usual places."
                            : "Give the folder of a model, or one of: " + known + ".");
}

}  // namespace rex
