#include "core/text/tokenizer.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/text/clip_bpe.h"
#include "core/text/wordpiece.h"

namespace rex {
namespace {

/// How many tokens a pair keeps of each sequence when together they may have LIMIT. Hugging Face's longest_first is no
/// alternating removal: it decides both lengths at once.
std::pair<int64_t, int64_t> longest_first(int64_t first, int64_t second, int64_t limit) {
  if (first + second <= limit) return {first, second};
  const bool swapped = first > second;
  int64_t shorter = std::min(first, second);
  int64_t longer = shorter > limit ? shorter : std::max(shorter, limit - shorter);
  if (shorter + longer > limit) {
    shorter = limit / 2;
    longer = shorter + limit % 2;
  }
  return swapped ? std::pair(longer, shorter) : std::pair(shorter, longer);
}

std::pair<int64_t, int64_t> kept_lengths(int64_t first, int64_t second, int64_t limit, Truncation truncation) {
  const int64_t excess = first + second - limit;
  if (excess <= 0) return {first, second};
  if (truncation == Truncation::longest_first) return longest_first(first, second, limit);
  const bool cuts_first = truncation == Truncation::only_first;
  if ((cuts_first ? first : second) <= excess) {
    throw Error("text",
                std::string("cutting only the ") + (cuts_first ? "first" : "second") +
                    " sequence cannot bring the pair down to the length that was asked for",
                "Allow more tokens, or cut the longer sequence first.");
  }
  return cuts_first ? std::pair(first - excess, second) : std::pair(first, second - excess);
}

/// Limit for the tokens of the text itself, when ADDED special tokens stand round them.
int64_t room(const TokenizeOptions& options, int64_t added) {
  const int64_t limit = options.max_length - added;
  if (limit < 0) {
    throw Error("max_length", "is " + std::to_string(options.max_length) + ", less than the " + std::to_string(added) +
                                  " special tokens that the model needs");
  }
  return limit;
}

}  // namespace

std::vector<int64_t> TokenizedText::ids() const {
  std::vector<int64_t> result;
  result.reserve(tokens.size());
  for (const Token& token : tokens) result.push_back(token.id);
  return result;
}

std::string_view code_points(std::string_view text, int64_t begin, int64_t end) {
  const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  int32_t at = 0;
  int32_t first = length;
  for (int64_t place = 0; at < length && place < end; ++place) {
    if (place == begin) first = at;
    U8_FWD_1(text.data(), at, length);
  }
  first = std::min(first, at);
  return text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(at - first));
}

std::unique_ptr<Tokenizer> Tokenizer::open(const std::filesystem::path& folder) {
  text::TokenizerFiles files = text::read_tokenizer_files(folder);
  if (files.kind == text::TokenizerFiles::Kind::clip) return std::make_unique<text::ClipTokenizer>(std::move(files));
  return std::make_unique<text::WordPieceTokenizer>(std::move(files));
}

Token Tokenizer::special(int64_t id, int segment) const {
  Token token;
  token.id = id;
  token.text = piece_of(id);
  token.special = true;
  token.segment = segment;
  return token;
}

TokenizedText Tokenizer::encode(std::string_view text, const TokenizeOptions& options) const {
  TokenizedText result;
  std::vector<Token> body = pieces(text);
  if (options.max_length > 0) {
    const auto limit = static_cast<std::size_t>(room(options, options.special_tokens ? 2 : 0));
    if (options.truncation == Truncation::only_second && body.size() > limit) {
      throw Error("truncation", "only_second needs a second sequence");
    }
    if (body.size() > limit) {
      result.truncated = static_cast<int64_t>(body.size() - limit);
      body.resize(limit);
    }
  }
  if (options.special_tokens) {
    body.insert(body.begin(), special(start_id_, 0));
    body.push_back(special(end_id_, 0));
  }
  result.tokens = std::move(body);
  pad(result, options);
  return result;
}

TokenizedText Tokenizer::encode_pair(std::string_view text, std::string_view pair,
                                     const TokenizeOptions& options) const {
  TokenizedText result;
  std::vector<Token> first = pieces(text);
  std::vector<Token> second = pieces(pair);
  if (options.max_length > 0) {
    const auto added = options.special_tokens ? 2 + separators() : 0;
    const auto before = static_cast<int64_t>(first.size() + second.size());
    const auto [keep_first, keep_second] =
        kept_lengths(static_cast<int64_t>(first.size()), static_cast<int64_t>(second.size()), room(options, added),
                     options.truncation);
    first.resize(static_cast<std::size_t>(keep_first));
    second.resize(static_cast<std::size_t>(keep_second));
    result.truncated = before - keep_first - keep_second;
  }
  for (Token& token : second) token.segment = 1;
  std::vector<Token>& tokens = result.tokens;
  if (options.special_tokens) tokens.push_back(special(start_id_, 0));
  tokens.insert(tokens.end(), first.begin(), first.end());
  if (options.special_tokens) tokens.insert(tokens.end(), static_cast<std::size_t>(separators()), special(end_id_, 0));
  tokens.insert(tokens.end(), second.begin(), second.end());
  if (options.special_tokens) tokens.push_back(special(end_id_, 1));
  pad(result, options);
  return result;
}

TokenizedText Tokenizer::tokens_of(const std::vector<int64_t>& ids) const {
  TokenizedText result;
  for (const int64_t id : ids) {
    Token token;
    token.id = id;
    token.text = piece_of(id);
    token.special = id == start_id_ || id == end_id_ || id == pad_id_;
    if (token.text.empty()) token.text = std::to_string(id);
    result.tokens.push_back(std::move(token));
  }
  const bool spelled_with_ends = std::any_of(result.tokens.begin(), result.tokens.end(),
                                             [](const Token& token) { return token.text.ends_with("</w>"); });
  const Token* previous = nullptr;
  for (Token& token : result.tokens) {
    if (token.special) continue;
    const bool joins =
        previous != nullptr && (spelled_with_ends ? !previous->text.ends_with("</w>") : token.text.starts_with("##"));
    token.begin = previous == nullptr ? 0 : joins ? previous->end : previous->end + 1;
    token.end = token.begin + 1;
    previous = &token;
  }
  return result;
}

void Tokenizer::pad(TokenizedText& text, const TokenizeOptions& options) const {
  constexpr int64_t longest = 1 << 20;  // far beyond every model
  if (static_cast<int64_t>(text.tokens.size()) >= options.pad_to) return;
  if (options.pad_to > longest) throw Error("padding", "to more than " + std::to_string(longest) + " tokens");
  if (pad_id_ < 0) throw Error("padding", "the vocabulary has no padding token", "Do not pad, or add [PAD] to it.");
  text.padding = options.pad_to - static_cast<int64_t>(text.tokens.size());
  text.tokens.resize(static_cast<std::size_t>(options.pad_to), special(pad_id_, 0));
}

}  // namespace rex
