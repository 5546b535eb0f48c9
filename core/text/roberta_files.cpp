#include "core/text/roberta_files.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/text/vocabulary_files.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// How the files spell the special token of ROLE: its text alone, or an object with its text as "content".
json token_of_role(const TokenizerDescriptions& descriptions, const char* role, const char* usual) {
  for (const json* file : {&descriptions.config, &descriptions.special_tokens_map}) {
    const auto found = file->find(role);
    if (found != file->end() && (found->is_string() || found->is_object())) return *found;
  }
  return usual;
}

/// The same as tokenizer.json lists it. LSTRIP holds where the files give its text alone.
json added_token(const json& token, const Vocabulary& vocabulary, const std::string& where, bool lstrip) {
  const json content = token.is_object() ? token.value("content", json()) : token;
  if (!content.is_string()) throw Error(where, "a special token is an object without a text as \"content\"");
  const int64_t id = vocabulary.id_of(content.get<std::string>());
  if (id < 0) return {};
  return {{"id", id},
          {"content", content},
          {"single_word", flag(token, "single_word", false)},
          {"lstrip", flag(token, "lstrip", token.is_string() && lstrip)},
          {"rstrip", flag(token, "rstrip", false)},
          {"normalized", false},
          {"special", true}};
}

json end_of_text(const json& token, const std::string& file) {
  if (token.is_null()) throw Error(file, "lacks the tokens that begin and end a text (<s> and </s>)");
  return json::array({token.at("content"), token.at("id")});
}

}  // namespace

bool has_roberta_files(const TokenizerDescriptions& descriptions) {
  const fs::path& folder = descriptions.folder;
  if (!fs::exists(folder / "vocab.json") || !fs::exists(folder / "merges.txt")) return false;
  const std::string name = tokenizer_class(descriptions.config);
  // Where nothing names the class, <s> tells: CLIP's texts begin with <|startoftext|>.
  return name == "RobertaTokenizer" ||
         (name.empty() && read_json_object(folder / "vocab.json", vocabulary_limits).contains("<s>"));
}

json describe_roberta(const TokenizerDescriptions& descriptions) {
  TokenizerFiles files;
  read_vocab_json(descriptions.folder / "vocab.json", descriptions.folder / "merges.txt", files);
  json added = json::array();
  const auto add = [&](const char* role, const char* usual, bool lstrip = false) {
    const json token = added_token(token_of_role(descriptions, role, usual), files.vocabulary,
                                   descriptions.config_path.string(), lstrip);
    if (!token.is_null()) added.push_back(token);
    return token;
  };
  add("bos_token", "<s>");
  add("pad_token", "<pad>");
  add("eos_token", "</s>");
  add("unk_token", "<unk>");
  add("mask_token", "<mask>", true);  // the class lets it take the space before it
  const json end = end_of_text(add("sep_token", "</s>"), files.vocabulary_file);
  const json start = end_of_text(add("cls_token", "<s>"), files.vocabulary_file);

  const bool prefix_space = flag(descriptions.config, "add_prefix_space", false);
  json vocabulary = json::object(), merges = json::array();
  for (const auto& [piece, id] : files.vocabulary.pieces()) vocabulary[piece] = id;
  for (const auto& [left, right] : files.merges) merges.push_back({left, right});
  return {{"added_tokens", std::move(added)},
          {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", prefix_space}}},
          {"post_processor",
           {{"type", "RobertaProcessing"},
            {"sep", end},
            {"cls", start},
            {"trim_offsets", flag(descriptions.config, "trim_offsets", true)},
            {"add_prefix_space", prefix_space}}},
          {"model", {{"type", "BPE"}, {"vocab", std::move(vocabulary)}, {"merges", std::move(merges)}}}};
}

}  // namespace rex::text
