#include "core/text/tokenizer.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/text/clip_bpe.h"
#include "core/text/described_tokenizer.h"
#include "core/text/tokenizer_descriptions.h"
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
  if (limit == 0) return {0, 0};  // whatever is to be cut first
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

int64_t kept_length(int64_t length, int64_t limit, Truncation truncation) {
  if (length <= limit) return length;
  if (truncation == Truncation::only_second) throw Error("truncation", "only_second needs a second sequence");
  return limit;
}

void cut(std::vector<Token>& tokens, int64_t length, bool front) {
  const auto excess = static_cast<std::ptrdiff_t>(tokens.size()) - static_cast<std::ptrdiff_t>(length);
  tokens.erase(front ? tokens.begin() : tokens.end() - excess, front ? tokens.begin() + excess : tokens.end());
}

/// Limit for the tokens of the text itself, when ADDED special tokens stand round them.
int64_t room(int64_t max_length, int64_t added) {
  if (max_length < added) {
    throw Error("max_length", "is " + std::to_string(max_length) + ", less than the " + std::to_string(added) +
                                  " special tokens that the model needs");
  }
  return max_length - added;
}

/// Whether a piece is spelled as the begin of a word.
bool begins_word(const std::string& piece) { return piece.starts_with("\u0120") || piece.starts_with("\u2581"); }

}  // namespace

std::vector<int64_t> TokenizedText::ids() const {
  std::vector<int64_t> result;
  result.reserve(tokens.size());
  for (const Token& token : tokens) result.push_back(token.id);
  return result;
}

bool TokenizedText::is_attended(std::size_t token) const {
  const auto at = static_cast<int64_t>(token);
  return at >= leading_padding && at < static_cast<int64_t>(tokens.size()) - padding;
}

std::string_view code_points(std::string_view text, int64_t begin, int64_t end) {
  const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  int32_t at = 0;
  int32_t first = length;
  for (int64_t token = 0; at < length && token < end; ++token) {
    if (token == begin) first = at;
    U8_FWD_1(text.data(), at, length);
  }
  first = std::min(first, at);
  return text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(at - first));
}

std::unique_ptr<Tokenizer> Tokenizer::open(const std::filesystem::path& folder_or_file) {
  const text::TokenizerDescriptions descriptions(folder_or_file);
  if (std::filesystem::exists(descriptions.tokenizer_path)) {
    return std::make_unique<text::DescribedTokenizer>(descriptions);
  }
  text::TokenizerFiles files = text::read_tokenizer_files(descriptions);
  if (files.kind == text::TokenizerFiles::Kind::clip) return std::make_unique<text::ClipTokenizer>(std::move(files));
  return std::make_unique<text::WordPieceTokenizer>(std::move(files));
}

TokenizedText Tokenizer::encode(std::string_view text, const TokenizeOptions& options) const {
  std::vector<std::vector<Token>> sequences;
  sequences.push_back(pieces(text));
  return assemble(std::move(sequences), options);
}

TokenizedText Tokenizer::encode_pair(std::string_view text, std::string_view pair,
                                     const TokenizeOptions& options) const {
  if (!post_processor_.takes_pairs()) {
    throw Error("pair", "the tokenizer does not say how two texts become one input", "Give one text.");
  }
  std::vector<std::vector<Token>> sequences;
  sequences.push_back(pieces(text));
  sequences.push_back(pieces(pair));
  return assemble(std::move(sequences), options);
}

TokenizedText Tokenizer::assemble(std::vector<std::vector<Token>> sequences, const TokenizeOptions& options) const {
  TokenizedText result;
  const bool is_pair = sequences.size() > 1;
  const int64_t max_length = options.max_length > 0 ? options.max_length : lengths_.max_length;
  const Truncation truncation = options.max_length > 0 ? options.truncation : lengths_.truncation;
  if (max_length > 0) {
    const int64_t limit = room(max_length, options.special_tokens ? post_processor_.added(is_pair) : 0);
    const auto first = static_cast<int64_t>(sequences[0].size());
    const auto second = is_pair ? static_cast<int64_t>(sequences[1].size()) : 0;
    const auto kept = is_pair ? kept_lengths(first, second, limit, truncation)
                              : std::pair(kept_length(first, limit, truncation), second);
    cut(sequences[0], kept.first, lengths_.cuts_front);
    if (is_pair) cut(sequences[1], kept.second, lengths_.cuts_front);
    result.truncated = first + second - kept.first - kept.second;
  }
  result.tokens = post_processor_.assemble(std::move(sequences), options.special_tokens);
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
  const auto joins = [&](const Token& previous, const Token& token) {
    switch (spelling_) {
      case WordSpelling::ends:
        return !previous.text.ends_with("</w>");
      case WordSpelling::begins:
        return !begins_word(token.text);
      default:
        return token.text.starts_with("##");
    }
  };
  const Token* previous = nullptr;
  for (Token& token : result.tokens) {
    if (token.special) continue;
    token.begin = previous == nullptr ? 0 : joins(*previous, token) ? previous->end : previous->end + 1;
    token.end = token.begin + 1;
    previous = &token;
  }
  return result;
}

void Tokenizer::pad(TokenizedText& text, const TokenizeOptions& options) const {
  constexpr int64_t longest = 1 << 20;  // far beyond every model
  const auto length = static_cast<int64_t>(text.tokens.size());
  int64_t wanted = options.pad_to > 0 ? options.pad_to : lengths_.pad_to > 0 ? lengths_.pad_to : length;
  if (options.pad_to <= 0 && lengths_.pad_multiple > 0 && wanted % lengths_.pad_multiple > 0) {
    wanted += lengths_.pad_multiple - wanted % lengths_.pad_multiple;
  }
  if (length >= wanted) return;
  if (wanted > longest) throw Error("padding", "to more than " + std::to_string(longest) + " tokens");
  if (pad_id_ < 0) throw Error("padding", "the vocabulary has no padding token", "Do not pad, or add [PAD] to it.");
  Token token;
  token.id = pad_id_;
  token.text = piece_of(pad_id_);
  token.special = true;
  token.type = lengths_.pad_type;
  (lengths_.pads_front ? text.leading_padding : text.padding) = wanted - length;
  text.tokens.insert(lengths_.pads_front ? text.tokens.begin() : text.tokens.end(),
                     static_cast<std::size_t>(wanted - length), token);
}

}  // namespace rex
