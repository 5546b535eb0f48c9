#include "core/text/special_tokens.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"
#include "core/text/description_part.h"
#include "core/text/vocabulary_files.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Roles that a special token can play, in the order in which transformers adds them.
constexpr std::array roles = {"bos_token", "eos_token", "unk_token", "sep_token",
                              "pad_token", "cls_token", "mask_token"};

/// A token as these files spell it: its text alone, or an object with its text as "content". Nothing for null.
std::optional<AddedToken> token_of(const json& value, const fs::path& where, const std::string& key, bool normalized) {
  AddedToken token;
  if (value.is_null()) return {};
  if (value.is_string()) {
    token.content = value.get<std::string>();
    return token;
  }
  const auto content = value.is_object() ? value.find("content") : value.end();
  if (!value.is_object() || content == value.end() || !content->is_string()) {
    throw Error(where.string(), printable(key, 60) + " is neither a text nor an object with a text as \"content\"");
  }
  token.content = content->get<std::string>();
  token.single_word = flag(value, "single_word", false);
  token.lstrip = flag(value, "lstrip", false);
  token.rstrip = flag(value, "rstrip", false);
  token.normalized = flag(value, "normalized", normalized);
  return token;
}

/// Reads special tokens by role, and those without a role, from tokenizer_config.json or special_tokens_map.json.
class NamedTokens {
 public:
  explicit NamedTokens(TokenizerFiles::Kind kind) {
    using Kind = TokenizerFiles::Kind;
    using Spellings = std::map<std::string, std::string>;
    const Spellings bert = {{"unk_token", "[UNK]"},
                            {"sep_token", "[SEP]"},
                            {"pad_token", "[PAD]"},
                            {"cls_token", "[CLS]"},
                            {"mask_token", "[MASK]"}};
    const Spellings clip = {{"bos_token", "<|startoftext|>"},
                            {"eos_token", "<|endoftext|>"},
                            {"unk_token", "<|endoftext|>"},
                            {"pad_token", "<|endoftext|>"}};
    // tokenizer.json names its own.
    const Spellings usual = kind == Kind::wordpiece ? bert : kind == Kind::clip ? clip : Spellings();
    for (const auto& [role, spelling] : usual) by_role_[role].content = spelling;
  }

  void read(const json& object, const fs::path& where) {
    for (const char* role : roles) {
      const auto value = object.find(role);
      if (value == object.end()) continue;
      if (const auto token = token_of(*value, where, role, false)) by_role_[role] = *token;
    }
    for (const char* key : {"additional_special_tokens", "extra_special_tokens"}) {
      const auto list = object.find(key);
      if (list == object.end() || !list->is_structured()) continue;
      for (const json& value : *list) {
        if (const auto token = token_of(value, where, key, false)) extra_.push_back(*token);
      }
    }
  }

  /// All of them, in the order in which transformers adds them.
  std::vector<AddedToken> in_order() const {
    std::vector<AddedToken> tokens;
    for (const char* role : roles) {
      if (const auto token = by_role_.find(role); token != by_role_.end()) tokens.push_back(token->second);
    }
    tokens.insert(tokens.end(), extra_.begin(), extra_.end());
    return tokens;
  }

  const std::map<std::string, AddedToken>& by_role() const { return by_role_; }

 private:
  std::map<std::string, AddedToken> by_role_;
  std::vector<AddedToken> extra_;
};

/// Collects added tokens by id: a later one replaces an earlier one.
class AddedTokens {
 public:
  explicit AddedTokens(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// A token whose id is written beside it; the vocabulary's own id comes first.
  void add_numbered(AddedToken token, int64_t id) {
    const int64_t own = vocabulary_.id_of(token.content);
    token.id = own >= 0 ? own : id;
    numbered_.insert(token.content);
    put(token);
  }

  /// A special token that is named without an id.
  void add_named(AddedToken token) {
    if (numbered_.contains(token.content)) return;  // its description there is exact
    token.id = vocabulary_.id_of(token.content);
    if (token.id < 0 || std::find(named_.begin(), named_.end(), token) != named_.end()) return;
    named_.push_back(token);
    put(token);
  }

  std::vector<AddedToken> in_order() const {
    std::vector<AddedToken> tokens;
    for (const auto& [id, token] : by_id_) tokens.push_back(token);
    return tokens;
  }

 private:
  void put(const AddedToken& token) {
    if (!token.content.empty()) by_id_[token.id] = token;
  }

  const Vocabulary& vocabulary_;
  std::set<std::string> numbered_;
  std::vector<AddedToken> named_;
  std::map<int64_t, AddedToken> by_id_;
};

/// The "added_tokens" of tokenizer.json: objects with an "id".
void add_from_tokenizer(const TokenizerDescriptions& descriptions, AddedTokens& tokens) {
  const DescriptionPart whole(descriptions.tokenizer, descriptions.tokenizer_path.string(), "");
  const auto list = whole.find("added_tokens");
  if (!list) return;
  for (const DescriptionPart& entry : list->elements()) {
    AddedToken token;
    token.content = entry.at("content").text();
    token.single_word = entry.flag("single_word", false);
    token.lstrip = entry.flag("lstrip", false);
    token.rstrip = entry.flag("rstrip", false);
    token.normalized = entry.flag("normalized", !entry.flag("special", false));
    tokens.add_numbered(token, entry.at("id").number(std::numeric_limits<int32_t>::max()));
  }
}

/// The "added_tokens_decoder" of tokenizer_config.json: objects under their ids.
void add_from_decoder(const json& decoder, const fs::path& where, AddedTokens& tokens) {
  if (!decoder.is_object()) throw Error(where.string(), "its added_tokens_decoder is not an object");
  for (const auto& [number, entry] : decoder.items()) {
    const auto digits = whole_number(number);
    const json id = digits ? json(*digits) : json();
    const auto token = token_of(entry, where, "added token " + number, !flag(entry, "special", false));
    if (token) tokens.add_numbered(*token, checked_id(id, where.string(), token->content));
  }
}

/// added_tokens.json: ids under their contents.
void add_from_map(const TokenizerDescriptions& descriptions, const std::vector<AddedToken>& special,
                  AddedTokens& tokens) {
  for (const auto& [content, id] : descriptions.added_tokens.items()) {
    AddedToken token;
    token.content = content;
    token.normalized = std::none_of(special.begin(), special.end(),
                                    [&](const AddedToken& known) { return known.content == token.content; });
    tokens.add_numbered(token, checked_id(id, descriptions.added_path.string(), content));
  }
}

}  // namespace

void read_special_tokens(const TokenizerDescriptions& descriptions, TokenizerFiles& files) {
  const auto decoder = descriptions.config.find("added_tokens_decoder");
  const bool is_legacy = decoder == descriptions.config.end();
  NamedTokens named(files.kind);
  named.read(descriptions.config, descriptions.config_path);
  if (is_legacy) named.read(descriptions.special_tokens_map, descriptions.map_path);

  AddedTokens added(files.vocabulary);
  if (is_legacy) add_from_map(descriptions, named.in_order(), added);
  add_from_tokenizer(descriptions, added);
  if (!is_legacy) add_from_decoder(*decoder, descriptions.config_path, added);
  for (const AddedToken& token : named.in_order()) added.add_named(token);

  for (const auto& [role, token] : named.by_role()) files.special_tokens[role] = token.content;
  files.added_tokens = added.in_order();
}

}  // namespace rex::text
