#include "tests/core/text/cases.h"

#include <fstream>
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

/// The tokens in the words of cases.jsonl.
json described(const Tokenizer& tokenizer, const TokenizedText& text) {
  json result = {{"ids", text.ids()}};
  for (const Token& token : text.tokens) {
    const auto place = static_cast<int64_t>(&token - text.tokens.data());
    result["tokens"].push_back(token.text);
    result["offsets"].push_back({token.begin, token.end});
    result["token_type_ids"].push_back(tokenizer.has_segments() ? token.segment : 0);
    result["special_tokens_mask"].push_back(token.special ? 1 : 0);
    result["attention_mask"].push_back(place < static_cast<int64_t>(text.tokens.size()) - text.padding ? 1 : 0);
  }
  return result;
}

}  // namespace

int check_tokenizer_cases(const std::filesystem::path& folder) {
  const std::unique_ptr<Tokenizer> tokenizer = Tokenizer::open(folder);
  std::ifstream stream(folder / "cases.jsonl");
  int count = 0;
  for (std::string bytes; std::getline(stream, bytes); ++count) {
    const json line = json::parse(bytes);
    INFO(line["text"].dump());
    if (line.contains("error")) {
      CHECK_THROWS_AS(tokenize(*tokenizer, line), Error);
      continue;
    }
    const json found = described(*tokenizer, tokenize(*tokenizer, line));
    for (const char* key : {"ids", "tokens", "offsets", "token_type_ids", "attention_mask", "special_tokens_mask"}) {
      INFO(key);
      if (line.contains(key) && !line[key].empty()) CHECK(found[key] == line[key]);
    }
  }
  return count;
}

}  // namespace rex::test
