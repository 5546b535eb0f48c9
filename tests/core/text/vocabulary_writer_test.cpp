#include "core/text/vocabulary_writer.h"

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

const std::vector<std::string> words = {"cat", "cats", "scat", "Photo", "of",   "a",    "red",   "bird", "birdcage",
                                        "ab",  "abab", "ba",   "bab",   "café", "blau", "don't", "red"};

std::vector<std::string> spelled(const Tokenizer& tokenizer, const std::string& text) {
  TokenizeOptions options;
  options.special_tokens = false;
  std::vector<std::string> pieces;
  for (const Token& token : tokenizer.encode(text, options).tokens) pieces.push_back(token.text);
  return pieces;
}

}  // namespace

TEST_CASE("each word of a written CLIP vocabulary is one token, and other text is still read") {
  const test::TemporaryFolder folder;
  write_clip_vocabulary(folder.path(), words);
  const auto tokenizer = Tokenizer::open(folder.path());
  for (const char* word : {"cat", "CATS", "scat", "photo", "of", "a", "bird", "birdcage", "ab", "abab", "ba", "bab",
                           "café", "cafe\u0301", "blau", "red"}) {
    INFO(word);
    CHECK(spelled(*tokenizer, word).size() == 1);
  }
  CHECK(spelled(*tokenizer, "don't") == std::vector<std::string>{"don</w>", "'t</w>"});
  CHECK(spelled(*tokenizer, "中!").size() == 4);
  CHECK(tokenizer->end_id() == tokenizer->vocabulary_size() - 1);
  CHECK(tokenizer->start_id() == tokenizer->end_id() - 1);
  CHECK(tokenizer->model_max_length() == 77);
}

TEST_CASE("each word of a written WordPiece vocabulary is one token, and other ASCII text is still read") {
  const test::TemporaryFolder folder;
  write_wordpiece_vocabulary(folder.path(), words, 40);
  const auto tokenizer = Tokenizer::open(folder.path());
  CHECK(tokenizer->pad_id() == 0);
  CHECK(tokenizer->model_max_length() == 40);
  for (const char* word : {"cat", "CATS", "photo", "birdcage", "café", "cafe", "?"}) {
    INFO(word);
    CHECK(spelled(*tokenizer, word).size() == 1);
  }
  CHECK(spelled(*tokenizer, "don't") == std::vector<std::string>{"don", "'", "t"});
  CHECK(spelled(*tokenizer, "Xy9") == std::vector<std::string>{"x", "##y", "##9"});
  CHECK(spelled(*tokenizer, "Ω") == std::vector<std::string>{"[UNK]"});
}

TEST_CASE("a vocabulary without words is the alphabet alone") {
  const test::TemporaryFolder folder;
  write_clip_vocabulary(folder.path(), {});
  CHECK(Tokenizer::open(folder.path())->vocabulary_size() == 514);
  CHECK_THROWS_WITH(write_clip_vocabulary(folder.path(), {"\xff"}), ContainsSubstring("not UTF-8"));
  CHECK_THROWS_AS(write_clip_vocabulary(folder.path() / "missing", words), Error);
}
