#include "core/text/tokenizer_descriptions.h"

#include "core/base/json.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json read(const fs::path& path, const JsonLimits& limits = description_limits) {
  return fs::exists(path) ? read_json_object(path, limits) : json::object();
}

}  // namespace

TokenizerDescriptions::TokenizerDescriptions(const fs::path& folder)
    : tokenizer_path(folder / "tokenizer.json"),
      config_path(folder / "tokenizer_config.json"),
      map_path(folder / "special_tokens_map.json"),
      added_path(folder / "added_tokens.json"),
      tokenizer(read(tokenizer_path, vocabulary_limits)),
      config(read(config_path)),
      special_tokens_map(read(map_path)),
      added_tokens(read(added_path)),
      model(read(folder / "config.json")) {}

bool flag(const json& object, const char* key, bool otherwise) {
  const auto value = object.find(key);
  return value != object.end() && value->is_boolean() ? value->get<bool>() : otherwise;
}

}  // namespace rex::text
