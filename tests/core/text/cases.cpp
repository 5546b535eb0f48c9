#include "tests/core/text/cases.h"

#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "tests/support/catch.h"

namespace rex::test {
namespace {

using nlohmann::json;

TokenizedText tokenize(const Tokenizer& tokenizer, const json& line) {
  TokenizeOptions options;
  options.special_tokens = line.value("add_special_tokens", true);
  const int64_t max_length = line.value("max_length", 0);
  if (line.contains("truncation")) options.max_length = max_length;
  if (line.value("truncation", json()) == "only_first") options.truncation = Truncation::only_first;
  if (line.value("truncation", json()) == "only_second") options.truncation = Truncation::only_second;
  if (line.contains("padding")) options.pad_to = max_length;
  const auto text = line["text"].get<std::string>();
  return line.contains("pair") ? tokenizer.encode_pair(text, line["pair"].get<std::string>(), options)
                               : tokenizer.encode(text, options);
}

constexpr std::array keys = {"ids",          "tokens",         "offsets",        "word_ids",           "type_ids",
                             "sequence_ids", "token_type_ids", "attention_mask", "special_tokens_mask"};

/// The tokens in the words of cases.jsonl.
json described(const Tokenizer& tokenizer, const TokenizedText& text) {
  json result = {{"ids", text.ids()}};
  for (const Token& token : text.tokens) {
    const auto place = static_cast<std::size_t>(&token - text.tokens.data());
    result["tokens"].push_back(token.text);
    result["offsets"].push_back({token.begin, token.end});
    result["word_ids"].push_back(token.word < 0 ? json() : json(token.word));
    result["type_ids"].push_back(token.type);
    result["sequence_ids"].push_back(token.special ? json() : json(token.segment));
    result["token_type_ids"].push_back(tokenizer.has_segments() ? token.type : 0);
    result["special_tokens_mask"].push_back(token.special ? 1 : 0);
    result["attention_mask"].push_back(text.is_attended(place) ? 1 : 0);
  }
  return result;
}

}  // namespace

int check_tokenizer_cases(const std::filesystem::path& folder) {
  std::map<std::string, std::unique_ptr<Tokenizer>> tokenizers;  // by the name of their file
  std::ifstream stream(folder / "cases.jsonl");
  int count = 0;
  for (std::string bytes; std::getline(stream, bytes); ++count) {
    const json line = json::parse(bytes);
    INFO(line["text"].dump());
    const std::string file = line.value("tokenizer", "");
    INFO(file);
    std::unique_ptr<Tokenizer>& tokenizer = tokenizers[file];
    if (tokenizer == nullptr) tokenizer = Tokenizer::open(file.empty() ? folder : folder / file);
    if (line.contains("error")) {
      CHECK_THROWS_AS(tokenize(*tokenizer, line), Error);
      continue;
    }
    const json found = described(*tokenizer, tokenize(*tokenizer, line));
    for (const char* key : keys) {
      INFO(key);
      if (line.contains(key) && !line[key].empty()) CHECK(found[key] == line[key]);
    }
  }
  return count;
}

}  // namespace rex::test
