#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace rex {

/// A model folder, seen from outside: nothing but its config.json was read.
struct FoundModel {
  std::filesystem::path folder;
  std::string name;         ///< the folder's name, or the repository's ("x/demo") in Hugging Face's download cache
  std::string family;       ///< model_type of config.json
  std::uint64_t bytes = 0;  ///< of the weights files
  bool demo = false;        ///< came with the program
  std::string problem;      ///< why it cannot be opened, where that can be seen from outside
};

/// relevance-explorer/models in the user's data folder ($XDG_DATA_HOME, else ~/.local/share), where models are fetched
/// to; empty where there is none.
std::filesystem::path own_models_folder();

/// Where models are looked for, those that came with the program first: resources/models of the source tree or the
/// installation (also as seen from the running program), the folders of $REX_MODELS (separated by colons),
/// own_models_folder(), and the download cache of Hugging Face's programs ($HF_HUB_CACHE, else $HF_HOME/hub, else
/// ~/.cache/huggingface/hub).
std::vector<std::filesystem::path> model_search_paths();

/// The model folders right in FOLDERS (which may be Hugging Face's download cache: a snapshot for each repository), in
/// their order, by name inside each. Folders that cannot be read are left out.
std::vector<FoundModel> find_models(const std::vector<std::filesystem::path>& folders = model_search_paths());

/// The folders of Faster R-CNN models right in FOLDERS whose features have SIZE numbers, in their order.
std::vector<std::filesystem::path> find_region_detectors(
    std::int64_t size, const std::vector<std::filesystem::path>& folders = model_search_paths());

/// The folder that NAME means: a path that exists, or the name of a found model. Throws Error with the names that there
/// are.
std::filesystem::path locate_model(const std::string& name);

}  // namespace rex
