#include "core/render/words.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace rex {

namespace {

constexpr std::string_view continues_word = "##";  // WordPiece
constexpr std::string_view ends_word = "</w>";     // CLIP BPE
constexpr std::string_view space_byte = "\u0120";  // byte-level BPE: a space, in front of a word
constexpr std::string_view space_mark = "\u2581";  // SentencePiece: the same

bool begins_word(std::string_view piece) { return piece.starts_with(space_byte) || piece.starts_with(space_mark); }

/// How the pieces of a text tell its words apart.
enum class Spelling { continues, ends, begins };

Spelling spelling_of(const TokenizedText& tokens) {
  const auto any = [&](auto belongs) {
    return std::any_of(tokens.tokens.begin(), tokens.tokens.end(),
                       [&](const Token& token) { return !token.special && belongs(token.text); });
  };
  if (any([](const std::string& piece) { return piece.ends_with(ends_word); })) return Spelling::ends;
  return any(begins_word) ? Spelling::begins : Spelling::continues;
}

/// Whether TOKEN goes on with the word of PREVIOUS.
bool continues(const Token& previous, const Token& token, Spelling spelling) {
  if (previous.special || token.special || previous.segment != token.segment || token.begin > previous.end)
    return false;
  if (token.begin < previous.end) return true;  // several byte pieces of one character
  if (spelling == Spelling::ends) return !previous.text.ends_with(ends_word);
  if (spelling == Spelling::begins) return token.word == previous.word && !begins_word(token.text);
  return token.text.starts_with(continues_word) ||
         (token.word >= 0 && token.word == previous.word && token.begin == previous.end);
}

/// TEXT without the space in front of it that belongs to pieces like "Ġcat".
std::string_view without_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? text : text.substr(first);
}

/// Tokens up to the special one that closes the text; what follows is padding.
std::size_t real_length(const std::vector<Token>& tokens) {
  const auto last = std::find_if(tokens.rbegin(), tokens.rend(), [](const Token& token) { return !token.special; });
  if (last == tokens.rend()) return std::min<std::size_t>(tokens.size(), 2);
  return std::min(tokens.size(), static_cast<std::size_t>(tokens.rend() - last) + 1);
}

std::string without_marks(std::string_view piece) {
  if (piece.starts_with(continues_word) && piece.size() > continues_word.size()) piece.remove_prefix(2);
  if (piece.ends_with(ends_word)) piece.remove_suffix(ends_word.size());
  for (const std::string_view space : {space_byte, space_mark}) {
    if (piece.starts_with(space)) piece.remove_prefix(space.size());
  }
  return std::string(piece);
}

}  // namespace

std::vector<Word> join_words(const TokenizedText& tokens, const at::Tensor& values, const std::string& text,
                             const std::string& pair) {
  at::Tensor relevance;
  if (values.defined()) relevance = values.detach().to(at::kCPU, at::kFloat).contiguous().flatten();
  const auto value_of = [&](std::size_t position) {
    const auto at = static_cast<std::int64_t>(position);
    if (!relevance.defined() || at >= relevance.numel()) return 0.0F;
    const float value = relevance.data_ptr<float>()[at];
    return std::isfinite(value) ? value : 0.0F;
  };

  const Spelling spelling = spelling_of(tokens);
  std::vector<Word> words;
  std::int64_t begin = 0;  // of the word that grows, in its text
  for (std::size_t position = 0; position < real_length(tokens.tokens); ++position) {
    const Token& token = tokens.tokens[position];
    const Token* previous = position > 0 ? &tokens.tokens[position - 1] : nullptr;
    const bool joins = previous != nullptr && continues(*previous, token, spelling);
    const std::string& source = token.segment == 1 && !pair.empty() ? pair : text;
    const std::string_view own = source.empty() ? std::string_view() : code_points(source, token.begin, token.end);
    if (!joins) {
      begin = token.begin;
      words.emplace_back();
      words.back().special = token.special;
      words.back().space_before =
          previous != nullptr &&
          (token.special || previous->special || previous->segment != token.segment || token.begin > previous->end ||
           without_space(own).size() < own.size() || (source.empty() && begins_word(token.text)));
    }
    Word& word = words.back();
    const float value = value_of(position);
    if (word.pieces.empty() || std::abs(value) > std::abs(word.value)) word.value = value;
    word.pieces.push_back({token.text, static_cast<std::int64_t>(position), value});
    if (token.special) {
      word.text = token.text;
    } else if (source.empty()) {
      word.text += without_marks(token.text);
    } else {
      word.text = std::string(without_space(code_points(source, begin, token.end)));
    }
  }
  return words;
}

Scale scale_of(const std::vector<Word>& words, Scaling scaling) {
  std::vector<float> values;
  for (const Word& word : words) {
    if (!word.special && !word.struck) values.push_back(word.value);
  }
  if (values.empty()) {
    for (const Word& word : words) values.push_back(word.value);
  }
  return scale_of(values, scaling);
}

WordColours word_colours(const ColourMap& map, double share, Colour ground) {
  const Colour background = over(map.at(share), ground);
  return {background, readable_on(background)};
}

}  // namespace rex
