#include "core/render/words.h"

#include <ATen/ATen.h>

#include <cmath>

#include "tests/support/catch.h"

using namespace rex;

namespace {

Token piece(const std::string& text, std::int64_t begin, std::int64_t end, int segment = 0) {
  Token token;
  token.text = text;
  token.begin = begin;
  token.end = end;
  token.segment = segment;
  return token;
}

Token special(const std::string& text) {
  Token token;
  token.text = text;
  token.special = true;
  return token;
}

std::vector<std::string> texts(const std::vector<Word>& words) {
  std::vector<std::string> result;
  for (const Word& word : words) result.push_back(word.text);
  return result;
}

}  // namespace

TEST_CASE("pieces of WordPiece become words as they were written") {
  const TokenizedText tokens{{special("[CLS]"), piece("wonder", 0, 6), piece("##ful", 6, 9), piece(",", 9, 10),
                              piece("caf", 11, 14), piece("##e", 14, 15), special("[SEP]"), special("[PAD]")},
                             0};
  const std::vector<Word> words =
      join_words(tokens, at::tensor({0.9F, 0.2F, -0.5F, 0.1F, 0.3F, 0.1F, 0.8F, 0.7F}), "Wonderful, Café");
  CHECK(texts(words) == std::vector<std::string>{"[CLS]", "Wonderful", ",", "Café", "[SEP]"});
  CHECK(words[1].value == -0.5F);  // the piece with the largest magnitude
  CHECK(words[1].pieces.size() == 2);
  CHECK(words[1].pieces[1].text == "##ful");
  CHECK(words[1].pieces[1].token == 2);
  CHECK(words[0].special);
  CHECK_FALSE(words[2].space_before);
  CHECK(words[3].space_before);
  CHECK(scale_of(words, Scaling::zero_to_max).high == 0.3F);  // special tokens do not fade the sentence
}

TEST_CASE("pieces of CLIP's byte pairs end where the vocabulary says") {
  const TokenizedText tokens{
      {special("<|startoftext|>"), piece("a</w>", 0, 1), piece("ro", 2, 4), piece("cket</w>", 4, 8),
       piece("!</w>", 8, 9), special("<|endoftext|>"), special("<|endoftext|>"), special("<|endoftext|>")},
      0};
  const std::vector<Word> words = join_words(tokens, at::Tensor(), "A rocket!");
  CHECK(texts(words) == std::vector<std::string>{"<|startoftext|>", "A", "rocket", "!", "<|endoftext|>"});
  CHECK(words[2].value == 0);
}

TEST_CASE("byte pieces of one character are one word") {
  const TokenizedText tokens{{special("<|startoftext|>"), piece("ç", 0, 1), piece("Į", 0, 1), piece("«</w>", 0, 1),
                              piece("b</w>", 1, 2), special("<|endoftext|>")},
                             0};
  CHECK(texts(join_words(tokens, at::Tensor(), "猫b")) ==
        std::vector<std::string>{"<|startoftext|>", "猫", "b", "<|endoftext|>"});
}

TEST_CASE("pieces that begin with a space begin words, and the space is no part of them") {
  const auto numbered = [](const std::string& text, std::int64_t begin, std::int64_t end, std::int64_t word) {
    Token token = piece(text, begin, end);
    token.word = word;
    return token;
  };
  const TokenizedText bytes{{special("<s>"), numbered("A", 0, 1, 0), numbered("\u0120ro", 1, 4, 1),
                             numbered("cket", 4, 8, 1), numbered("!", 8, 9, 2), special("</s>")},
                            0};
  const std::vector<Word> words = join_words(bytes, at::Tensor(), "A rocket!");
  CHECK(texts(words) == std::vector<std::string>{"<s>", "A", "rocket", "!", "</s>"});
  CHECK(words[2].space_before);
  CHECK_FALSE(words[3].space_before);
  // SentencePiece without words of its own: all pieces are of one.
  const TokenizedText marks{
      {numbered("\u2581", 0, 1, 0), numbered("fo", 0, 2, 0), numbered("x", 2, 3, 0), numbered("\u2581ran", 3, 7, 0)},
      0};
  CHECK(texts(join_words(marks, at::Tensor(), "fox ran")) == std::vector<std::string>{"fox", "ran"});
  CHECK(texts(join_words(marks, at::Tensor(), {})) == std::vector<std::string>{"fox", "ran"});
}

TEST_CASE("the second text of a pair has its own offsets") {
  const TokenizedText tokens{
      {special("[CLS]"), piece("one", 0, 3), special("[SEP]"), piece("two", 0, 3, 1), special("[SEP]")}, 0};
  CHECK(texts(join_words(tokens, at::Tensor(), "One", "Two")) ==
        std::vector<std::string>{"[CLS]", "One", "[SEP]", "Two", "[SEP]"});
}

TEST_CASE("without the text words are spelled from their pieces") {
  const TokenizedText pieces{{piece("wonder", 0, 6), piece("##ful", 6, 9), piece("day", 10, 13)}, 0};
  CHECK(texts(join_words(pieces, at::Tensor(), {})) == std::vector<std::string>{"wonderful", "day"});
}

TEST_CASE("empty and odd texts") {
  CHECK(join_words({}, at::Tensor(), "").empty());
  const TokenizedText only_special{{special("[CLS]"), special("[SEP]"), special("[PAD]")}, 0};
  const auto words = join_words(only_special, at::tensor({1.0F, 2.0F}), "");
  CHECK(texts(words) == std::vector<std::string>{"[CLS]", "[SEP]"});
  CHECK(scale_of(words, Scaling::zero_to_max).high == 2);
  const TokenizedText beyond{{piece("x", 5, 90)}, 0};  // offsets of another text
  CHECK(join_words(beyond, at::tensor({std::nanf("")}), "ab").front().value == 0);
}

TEST_CASE("words are readable on their colour, on paper and on a dark ground") {
  for (const ColourMap& map : colour_maps()) {
    for (const Colour ground : {Colour{255, 255, 255}, Colour{30, 30, 34}}) {
      for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        INFO(map.name << " " << share);
        const WordColours colours = word_colours(map, share, ground);
        CHECK(colours.background.alpha == 255);
        CHECK(contrast(colours.text, colours.background) >= 4.2);
      }
    }
  }
}
