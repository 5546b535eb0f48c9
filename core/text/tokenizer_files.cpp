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
  const std::string name = tokenizer_class(descriptions.config);
  if (is_bert_class(name)) return Kind::wordpiece;
  if (name == "CLIPTokenizer") return Kind::clip;
  for (const char* generic : {"PreTrainedTokenizer", "TokenizersBackend", "AutoTokenizer", ""}) {
    if (name == generic) return {};
  }
  throw Error(
      descriptions.config_path.string(),
      "the tokenizer_class " + printable(name, 60) + " is not known without its tokenizer.json",
      "Put tokenizer.json beside it. Without it, BertTokenizer, LxmertTokenizer, RobertaTokenizer and CLIPTokenizer "
      "are known.");
}

void read_vocabulary(const TokenizerDescriptions& descriptions, TokenizerFiles& files) {
  const fs::path& folder = descriptions.folder;
  const std::optional<Kind> named = named_kind(descriptions);
  const auto may_be = [&](Kind kind) { return !named || *named == kind; };
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

void read_wordpiece_settings(const json& config, WordPieceSettings& settings) {
  settings.split_ideographs = flag(config, "tokenize_chinese_chars", settings.split_ideographs);
  settings.lower_case = flag(config, "do_lower_case", settings.lower_case);
  const auto strip = config.find("strip_accents");
  if (strip != config.end() && strip->is_boolean()) settings.strip_accents = strip->get<bool>();
}

}  // namespace

TokenizerFiles read_tokenizer_files(const TokenizerDescriptions& descriptions) {
  TokenizerFiles files;
  read_vocabulary(descriptions, files);
  if (files.kind == Kind::wordpiece) read_wordpiece_settings(descriptions.config, files.wordpiece);
  read_special_tokens(descriptions, files);
  files.model_max_length = descriptions.longest_input();
  files.cuts_front = descriptions.config.value("truncation_side", json()) == "left";
  files.pads_front = descriptions.config.value("padding_side", json()) == "left";
  return files;
}

}  // namespace rex::text
