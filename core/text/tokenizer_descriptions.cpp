#include "core/text/tokenizer_descriptions.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/text/roberta_files.h"
#include "core/text/sentencepiece_file.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json read(const fs::path& path, const JsonLimits& limits = description_limits) {
  return fs::exists(path) ? read_json_object(path, limits) : json::object();
}

}  // namespace

TokenizerDescriptions::TokenizerDescriptions(const fs::path& folder_or_file) {
  const bool is_file = fs::is_regular_file(folder_or_file);
  if (!is_file && !fs::is_directory(folder_or_file)) {
    throw Error(folder_or_file.string(), "is not a folder", "Give a model folder.");
  }
  folder = is_file ? folder_or_file.parent_path() : folder_or_file;
  tokenizer_path = is_file ? folder_or_file : folder / "tokenizer.json";
  config_path = folder / "tokenizer_config.json";
  map_path = folder / "special_tokens_map.json";
  added_path = folder / "added_tokens.json";
  config = read(config_path);
  special_tokens_map = read(map_path);
  added_tokens = read(added_path);
  model = read(folder / "config.json");
  const std::string sentencepiece = sentencepiece_name(folder);
  if (fs::exists(tokenizer_path)) {
    tokenizer = read(tokenizer_path, vocabulary_limits);
  } else if (!sentencepiece.empty()) {
    tokenizer_path = folder / sentencepiece;
    tokenizer = describe_sentencepiece(tokenizer_path, tokenizer_class(config));
  } else if (has_roberta_files(*this)) {
    tokenizer_path = folder / "vocab.json";
    tokenizer = describe_roberta(*this);
  } else {
    tokenizer = json::object();
  }
}

int64_t TokenizerDescriptions::longest_input() const {
  const auto number = [](const json& object, const char* key) -> int64_t {
    constexpr double largest = 1e9;  // transformers writes 10³⁰ for "no limit"
    const auto value = object.find(key);
    if (value == object.end() || !value->is_number()) return 0;
    const auto length = value->get<double>();
    return length >= 1 && length <= largest ? static_cast<int64_t>(length) : 0;
  };
  if (const int64_t length = number(config, "model_max_length"); length > 0) return length;
  if (const int64_t length = number(model, "max_position_embeddings"); length > 0) return length;
  const auto text = model.find("text_config");
  return text != model.end() && text->is_object() ? number(*text, "max_position_embeddings") : 0;
}

bool flag(const json& object, const char* key, bool otherwise) {
  const auto value = object.find(key);
  return value != object.end() && value->is_boolean() ? value->get<bool>() : otherwise;
}

std::string tokenizer_class(const json& config) {
  const auto value = config.find("tokenizer_class");
  if (value == config.end() || !value->is_string()) return {};
  auto name = value->get<std::string>();
  if (name.ends_with("Fast")) name.resize(name.size() - 4);
  return name;
}

bool is_bert_class(const std::string& name) {
  for (const char* known : {"BertTokenizer", "LxmertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"}) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace rex::text
