#include "core/checkpoint/sharded_index.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

constexpr const char* download_folder_again = "Download the whole model folder again.";

/// Whether FILE, its links followed, lies in FOLDER; or in the blobs/ of Hugging Face's download cache, whose
/// snapshots/REVISION/ folders hold links there.
bool lies_in(const fs::path& folder, const fs::path& file) {
  std::error_code failure;
  const fs::path home = fs::canonical(folder, failure);
  const fs::path real_folder = failure ? fs::path() : fs::canonical(file, failure).parent_path();
  if (failure || real_folder == home) return !failure;
  const bool snapshot = home.parent_path().filename() == "snapshots";
  return snapshot && real_folder == home.parent_path().parent_path() / "blobs";
}

/// The path of shard NAME beside the index.
fs::path shard_path(const std::string& where, const fs::path& folder, const std::string& name) {
  const std::string what = "names the file \"" + printable(name) + "\", which ";
  const bool plain = !name.empty() && name != "." && name != ".." && name.find_first_of("/\\") == std::string::npos &&
                     name.find('\0') == std::string::npos;
  if (!plain)
    throw Error(where, what + "leads out of its folder", "Do not use this model: its index was tampered with.");
  const fs::path path = folder / name;
  std::error_code failure;
  if (!fs::exists(path, failure)) throw Error(where, what + "is not there", download_folder_again);
  if (!lies_in(folder, path)) throw Error(where, what + "is a link out of its folder", "Put the file itself there.");
  return path;
}

}  // namespace

Contents read_sharded_index(const fs::path& index) {
  const std::string where = printable(index.string(), 1000);
  const nlohmann::json document = read_json(index);
  const auto map = document.is_object() ? document.find("weight_map") : document.end();
  if (!document.is_object() || map == document.end() || !map->is_object() || map->empty()) {
    throw Error(where, "is no index of weights: it has no weight_map",
                "Give a weights file, an index or the model's folder.");
  }
  const fs::path folder = index.has_parent_path() ? index.parent_path() : fs::path(".");
  std::map<std::string, Contents> shards;
  Contents contents;
  for (const auto& [name, file] : map->items()) {
    if (!file.is_string())
      throw Error(where, "gives no file name for tensor \"" + printable(name) + "\"", download_folder_again);
    const auto& shard_name = file.get_ref<const std::string&>();
    auto shard = shards.find(shard_name);
    if (shard == shards.end()) {
      shard = shards.emplace(shard_name, read_weights_file(shard_path(where, folder, shard_name))).first;
    }
    const auto tensor = shard->second.tensors.find(name);
    if (tensor == shard->second.tensors.end()) {
      throw Error(where, "expects tensor \"" + printable(name) + "\" in " + printable(shard_name) + ", which lacks it",
                  download_folder_again);
    }
    contents.tensors.emplace(name, tensor->second);
  }
  contents.format = "sharded " + shards.begin()->second.format;
  contents.metadata = shards.begin()->second.metadata;
  contents.arguments = shards.begin()->second.arguments;
  contents.foreign_globals = shards.begin()->second.foreign_globals;
  for (const auto& [name, shard] : shards) {
    contents.files.insert(contents.files.end(), shard.files.begin(), shard.files.end());
  }
  return contents;
}

}  // namespace rex
