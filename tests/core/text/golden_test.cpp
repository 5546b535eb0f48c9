// The reference's own answers.
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/text/tokenizer.h"
#include "core/text/unicode.h"
#include "tests/core/text/cases.h"
#include "tests/support/catch.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"

using namespace rex;
using nlohmann::json;

namespace {

const std::string needs_vocabulary = "OpenAI's vocabulary is read from ../shared, which is not here";

/// Code points of the ranges "A-B" (hexadecimal).
std::vector<bool> code_points_of(const json& ranges) {
  std::vector<bool> result(0x110000);
  for (const auto& range : ranges) {
    const auto text = range.get<std::string>();
    const std::size_t dash = text.find('-');
    const std::size_t first = std::stoul(text, nullptr, 16);
    const std::size_t last = dash == std::string::npos ? first : std::stoul(text.substr(dash + 1), nullptr, 16);
    for (std::size_t code = first; code <= last; ++code) result[code] = true;
  }
  return result;
}

void check_class(const json& ranges, const std::function<bool(char32_t)>& belongs) {
  const std::vector<bool> expected = code_points_of(ranges);
  std::vector<char32_t> wrong;
  for (char32_t code = 0; code < 0x110000; ++code) {
    const bool is_surrogate = code >= 0xD800 && code < 0xE000;
    if (!is_surrogate && belongs(code) != expected[code]) wrong.push_back(code);
  }
  CHECK(wrong.empty());
  if (!wrong.empty()) WARN("first wrong code point: " << static_cast<uint32_t>(wrong[0]));
}

json read_json(const std::filesystem::path& path) { return json::parse(std::ifstream(path)); }

}  // namespace

TEST_CASE("BERT's cases come out as the reference has them") {
  CHECK(test::check_tokenizer_cases(test::golden("tokenizer-bert-1")) == 301);
}

TEST_CASE("a cased BERT with added tokens of every kind comes out as the reference has it") {
  CHECK(test::check_tokenizer_cases(test::golden("tokenizer-bert-own")) == 17);
}

TEST_CASE("a small CLIP vocabulary comes out as the reference has it") {
  CHECK(test::check_tokenizer_cases(test::golden("tokenizer-clip-own")) == 24);
}

TEST_CASE("CLIP's cases come out as the reference has them") {
  for (const char* name : {"tokenizer-clip-1", "tokenizer-clip-2"}) {
    const auto folder = test::shared_golden(name);
    if (folder.empty()) REX_SKIP(needs_vocabulary);
    CHECK(test::check_tokenizer_cases(folder) == 290);
  }
}

TEST_CASE("every tokenizer's cases come out as the reference has them", "[golden]") {
  for (const test::GoldenFolder& folder : test::golden_folders()) {
    if (!folder.kind.starts_with("tokenizer-") || !exists(folder.path / "cases.jsonl")) continue;
    INFO(folder.path.string());
    CHECK(test::check_tokenizer_cases(folder.path) > 0);
  }
}

TEST_CASE("BERT's classes of code points are those of the reference, whatever ICU is installed") {
  const json classes = read_json(test::golden("tokenizer-bert-1") / "unicode-classes.json");
  check_class(classes["clean_text_removes"], text::is_dropped);
  check_class(classes["chinese_char_gets_spaces"], text::is_ideograph);
  check_class(classes["strip_accents_removes_alone"], text::is_nonspacing_mark);
  check_class(classes["pre_tokenizer_punctuation"], text::is_punctuation);
  check_class(classes["pre_tokenizer_whitespace"], text::is_white_space);
}

TEST_CASE("CLIP's classes of code points are those of the reference, whatever ICU is installed") {
  const auto folder = test::shared_golden("tokenizer-clip-1");
  if (folder.empty()) REX_SKIP(needs_vocabulary);
  const json classes = read_json(folder / "unicode-classes.json");
  check_class(classes["letter"], text::is_letter);
  check_class(classes["number"], text::is_number);
  check_class(classes["whitespace"], text::is_white_space);
}

TEST_CASE("the texts of the model cases have the tokens that the models were given") {
  const auto lxmert = test::golden("lxmert-1");
  const json lxmert_case = read_json(lxmert / "case.json");
  CHECK(Tokenizer::open(lxmert)->encode(lxmert_case["text"].get<std::string>()).ids() ==
        lxmert_case["input_ids"].get<std::vector<std::int64_t>>());

  const auto spelled = [](const std::filesystem::path& folder, const std::string& text) {
    json pieces;
    for (const Token& token : Tokenizer::open(folder)->encode(text).tokens) pieces.push_back(token.text);
    return pieces;
  };
  const json bert = read_json(test::golden("bert-1") / "case.json");
  CHECK(spelled(test::golden("bert-1"), bert["text"].get<std::string>()) == bert["tokens"]);
  // This folder has vocab.txt and nothing else that concerns words.
  const json visualbert = read_json(test::golden("visualbert-1") / "case.json");
  CHECK(spelled(test::golden("visualbert-1"), visualbert["question"].get<std::string>()) == visualbert["tokens"]);
}

TEST_CASE("the small CLIP model reads texts as OpenAI's tokenizer does, but for what that unescapes") {
  const auto folder = test::shared_golden("clip-1");
  if (folder.empty()) REX_SKIP(needs_vocabulary);
  const std::unique_ptr<Tokenizer> tokenizer = Tokenizer::open(folder);
  TokenizeOptions options;
  options.special_tokens = false;
  const json cases = read_json(folder / "case.json");
  for (const json& line : cases["tokenization"]) {
    const auto text = line["text"].get<std::string>();
    INFO(text);
    if (text.find("&lt;") == std::string::npos)
      CHECK(tokenizer->encode(text, options).ids() == line["ids"].get<std::vector<std::int64_t>>());
  }
}
