#include "core/text/tokenizer.h"

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

std::unique_ptr<Tokenizer> bert() { return Tokenizer::open(test::golden("tokenizer-bert-1")); }
std::unique_ptr<Tokenizer> clip() { return Tokenizer::open(test::golden("tokenizer-clip-own")); }

}  // namespace

TEST_CASE("a tokenizer tells its special tokens and its limit") {
  const auto words = bert();
  CHECK(words->name() == "WordPiece");
  CHECK(words->start_id() == 101);
  CHECK(words->end_id() == 102);
  CHECK(words->mask_id() == 103);
  CHECK(words->unknown_id() == 100);
  CHECK(words->pad_id() == 0);
  CHECK(words->model_max_length() == 512);
  CHECK(words->vocabulary_size() == 6308);
  CHECK(words->piece_of(101) == "[CLS]");
  CHECK(words->piece_of(1 << 30).empty());
  CHECK(words->id_of("[SEP]") == 102);
  CHECK(words->id_of("no such piece") == -1);

  const auto pairs = clip();
  CHECK(pairs->name() == "CLIP BPE");
  CHECK(pairs->piece_of(pairs->start_id()) == "<|startoftext|>");
  CHECK(pairs->end_id() == pairs->vocabulary_size() - 1);
  CHECK(pairs->pad_id() == pairs->end_id());
  CHECK(pairs->mask_id() == -1);
  CHECK(pairs->model_max_length() == 77);
}

TEST_CASE("offsets lead back to the text as it was given, well-formed or not") {
  const std::string text = "na\xC3\xAFve \xff w\xC3\xB6rld \xF0\x9F\x91\x8D!";
  for (const auto& tokenizer : {bert(), clip()}) {
    std::string joined;
    for (const Token& token : tokenizer->encode(text).tokens) {
      const auto slice = code_points(text, token.begin, token.end);
      if (!token.special && (joined.size() < slice.size() || !joined.ends_with(slice))) joined += slice;
    }
    CHECK(joined.find("na\xC3\xAFve") == 0);
    CHECK(joined.ends_with("!"));
  }
  CHECK(code_points("aé中b", 1, 3) == "é中");
  CHECK(code_points("aé", 1, 99) == "é");
  CHECK(code_points("aé", 5, 9).empty());
  CHECK(code_points("", 0, 0).empty());
}

TEST_CASE("what was cut is counted") {
  TokenizeOptions options;
  options.max_length = 5;
  const TokenizedText text = clip()->encode("cat cat cat cat cat", options);
  CHECK(text.tokens.size() == 5);
  CHECK(text.truncated == 2);
  CHECK(text.tokens.back().id == clip()->end_id());
}

TEST_CASE("limits that cannot be kept are refused") {
  TokenizeOptions options;
  options.max_length = 1;
  CHECK_THROWS_WITH(clip()->encode("cat", options), ContainsSubstring("less than the 2 special tokens"));
  options.max_length = 3;
  options.truncation = Truncation::only_second;
  CHECK_THROWS_WITH(clip()->encode("cat cat cat", options), ContainsSubstring("second sequence"));
  options = {};
  options.pad_to = int64_t{1} << 40;
  CHECK_THROWS_WITH(clip()->encode("cat", options), ContainsSubstring("padding"));
}

TEST_CASE("padding is special and told apart") {
  TokenizeOptions options;
  options.pad_to = 6;
  const TokenizedText text = clip()->encode("cat", options);
  CHECK(text.tokens.size() == 6);
  CHECK(text.padding == 3);
  CHECK(text.tokens[5].special);
}

TEST_CASE("CLIP's pairs have two end tokens between them and no token types") {
  const TokenizedText text = clip()->encode_pair("cat", "red bird");
  const int64_t end = clip()->end_id();
  REQUIRE(text.tokens.size() == 7);
  CHECK(text.tokens[2].id == end);
  CHECK(text.tokens[3].id == end);
  CHECK(text.tokens[4].segment == 1);
  CHECK_FALSE(clip()->has_segments());
}

TEST_CASE("texts without words, and texts that are one endless word, are read quickly") {
  const std::string letters(1000000, 'a');
  std::string spaces(1000000, ' ');
  spaces += "\u3000\t\r\n";
  std::string marks;
  for (int at = 0; at < 300000; ++at) marks += "\u0301";
  for (const auto& tokenizer : {bert(), clip()}) {
    CHECK(tokenizer->encode("").tokens.size() == 2);
    CHECK(tokenizer->encode(spaces).tokens.size() == 2);
    CHECK(tokenizer->encode(std::string(3, '\0')).tokens.size() >= 2);
    CHECK(tokenizer->encode(letters).tokens.size() >= 3);
    CHECK(tokenizer->encode(marks).tokens.size() >= 2);
  }
  CHECK(bert()->encode(letters).tokens[1].id == bert()->unknown_id());
}

TEST_CASE("ids without their text become words again") {
  for (const auto& tokenizer : {bert(), clip()}) {
    TokenizeOptions options;
    options.pad_to = 12;
    const TokenizedText written = tokenizer->encode("a catlike red bird", options);
    const TokenizedText found = tokenizer->tokens_of(written.ids());
    REQUIRE(found.tokens.size() == written.tokens.size());
    for (std::size_t i = 0; i < found.tokens.size(); ++i) {
      CHECK(found.tokens[i].text == written.tokens[i].text);
      CHECK(found.tokens[i].special == written.tokens[i].special);
      const bool touches = i > 0 && !written.tokens[i].special && !written.tokens[i - 1].special &&
                           written.tokens[i].begin == written.tokens[i - 1].end;
      const bool found_touches = i > 0 && !found.tokens[i].special && !found.tokens[i - 1].special &&
                                 found.tokens[i].begin == found.tokens[i - 1].end;
      CHECK(touches == found_touches);
    }
    CHECK(tokenizer->tokens_of({tokenizer->vocabulary_size() + 5, -3}).tokens[1].text == "-3");
    CHECK(tokenizer->tokens_of({}).tokens.empty());
  }
}
