#include "core/text/tokenizer_files.h"

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/text/special_tokens.h"
#include "core/text/tokenizer_descriptions.h"
#include "core/text/vocabulary_files.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

using Kind = TokenizerFiles::Kind;

/// The kind that tokenizer_config.json names; empty where it names none or a generic class. Throws Error for others.
std::optional<Kind> named_kind(const TokenizerDescriptions& descriptions) {
  const auto value = descriptions.config.find("tokenizer_class");
  if (value == descriptions.config.end() || !value->is_string()) return {};
  auto name = value->get<std::string>();
  if (name.ends_with("Fast")) name.resize(name.size() - 4);
  for (const char* known : {"BertTokenizer", "LxmertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"}) {
    if (name == known) return Kind::wordpiece;
  }
  if (name == "CLIPTokenizer") return Kind::clip;
  for (const char* generic : {"PreTrainedTokenizer", "TokenizersBackend", "AutoTokenizer", ""}) {
    if (name == generic) return {};
  }
  throw Error(descriptions.config_path.string(), "the tokenizer_class " + printable(name, 60) + " is not known",
              "Known are BertTokenizer, LxmertTokenizer and CLIPTokenizer.");
}

void read_vocabulary(const fs::path& folder, const TokenizerDescriptions& descriptions, TokenizerFiles& files) {
  const std::optional<Kind> named = named_kind(descriptions);
  const auto may_be = [&](Kind kind) { return !named || *named == kind; };
  if (fs::exists(descriptions.tokenizer_path)) {
    read_tokenizer_model(descriptions.tokenizer_path, descriptions.tokenizer, files);
    if (may_be(files.kind)) return;
    throw Error(descriptions.tokenizer_path.string(), "is not of the kind that tokenizer_config.json names",
                "Use the tokenizer files of one and the same model.");
  }
  if (may_be(Kind::wordpiece) && fs::exists(folder / "vocab.txt")) return read_vocab_txt(folder / "vocab.txt", files);
  if (may_be(Kind::clip) && fs::exists(folder / "vocab.json") && fs::exists(folder / "merges.txt")) {
    return read_vocab_json(folder / "vocab.json", folder / "merges.txt", files);
  }
  const std::string wanted = !named                      ? "no vocab.txt, no vocab.json with merges.txt"
                             : *named == Kind::wordpiece ? "no vocab.txt"
                                                         : "no vocab.json with merges.txt";
  throw Error(folder.string(), "holds no vocabulary (" + wanted + " and no tokenizer.json)",
              "Give a model folder with its tokenizer files.");
}

bool flag(const json& object, const char* key, bool otherwise) {
  const auto value = object.find(key);
  return value != object.end() && value->is_boolean() ? value->get<bool>() : otherwise;
}

void read_strip_accents(const json& object, WordPieceSettings& settings) {
  const auto value = object.find("strip_accents");
  if (value == object.end()) return;
  settings.strip_accents = value->is_boolean() ? std::optional(value->get<bool>()) : std::nullopt;
}

void read_wordpiece_settings(const TokenizerDescriptions& descriptions, WordPieceSettings& settings) {
  const json& tokenizer = descriptions.tokenizer;
  if (const auto normalizer = tokenizer.find("normalizer"); normalizer != tokenizer.end()) {
    const bool is_bert = normalizer->is_object() && normalizer->value("type", json()) == "BertNormalizer";
    if (!is_bert) {
      throw Error(descriptions.tokenizer_path.string(), "its normalizer is not BERT's",
                  "Only tokenizers of the BERT family can be read from WordPiece vocabularies.");
    }
    settings.clean_text = flag(*normalizer, "clean_text", true);
    settings.split_ideographs = flag(*normalizer, "handle_chinese_chars", true);
    settings.lower_case = flag(*normalizer, "lowercase", true);
    read_strip_accents(*normalizer, settings);
  }
  settings.split_ideographs = flag(descriptions.config, "tokenize_chinese_chars", settings.split_ideographs);
  settings.lower_case = flag(descriptions.config, "do_lower_case", settings.lower_case);
  read_strip_accents(descriptions.config, settings);
}

int64_t longest_input(const TokenizerDescriptions& descriptions) {
  const auto number = [](const json& object, const char* key) -> int64_t {
    constexpr double largest = 1e9;  // transformers writes 10³⁰ for "no limit"
    const auto value = object.find(key);
    if (value == object.end() || !value->is_number()) return 0;
    const auto length = value->get<double>();
    return length >= 1 && length <= largest ? static_cast<int64_t>(length) : 0;
  };
  if (const int64_t length = number(descriptions.config, "model_max_length"); length > 0) return length;
  if (const int64_t length = number(descriptions.model, "max_position_embeddings"); length > 0) return length;
  const auto text = descriptions.model.find("text_config");
  return text != descriptions.model.end() && text->is_object() ? number(*text, "max_position_embeddings") : 0;
}

}  // namespace

TokenizerFiles read_tokenizer_files(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw Error(folder.string(), "is not a folder", "Give a model folder.");
  const TokenizerDescriptions descriptions(folder);
  TokenizerFiles files;
  read_vocabulary(folder, descriptions, files);
  if (files.kind == Kind::wordpiece) read_wordpiece_settings(descriptions, files.wordpiece);
  read_special_tokens(descriptions, files);
  files.model_max_length = longest_input(descriptions);
  return files;
}

}  // namespace rex::text
