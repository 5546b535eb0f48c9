#include "core/text/post_processor.h"

#include <algorithm>

#include "core/text/unicode.h"

namespace rex::text {
namespace {

constexpr char32_t space_symbol = 0x120;  // a space, as byte-level pieces write it

/// Whether neither end of a piece can be blank, without a look at its code points.
bool ends_are_plain(const std::string& piece) {
  const auto plain = [](char byte) { return byte > ' ' && byte < 0x7F; };
  return !piece.empty() && plain(piece.front()) && plain(piece.back());
}

bool is_blank(const Character& character) { return character.code == space_symbol || is_white_space(character.code); }

/// The rule of Hugging Face's ByteLevel and RobertaProcessing. The first token of a sequence keeps a single space where
/// the tokenizer puts one in front of the text: that space has no place in the text.
void trim(std::vector<Token>& tokens, bool add_prefix_space) {
  for (Token& token : tokens) {
    if (ends_are_plain(token.text)) continue;
    const Characters spelling = decode(token.text);
    auto leading =
        static_cast<int64_t>(std::find_if_not(spelling.begin(), spelling.end(), is_blank) - spelling.begin());
    const auto trailing =
        static_cast<int64_t>(std::find_if_not(spelling.rbegin(), spelling.rend(), is_blank) - spelling.rbegin());
    const bool is_first = &token == tokens.data() || token.begin == 0;
    if (is_first && add_prefix_space && leading == 1) leading = 0;
    token.begin = std::min(token.begin + leading, token.end);
    if (token.end >= trailing) token.end = std::max(token.end - trailing, token.begin);
  }
}

}  // namespace

int64_t PostProcessor::added(bool is_pair) const {
  int64_t count = 0;
  for (const Step& step : is_pair ? both : single) count += static_cast<int64_t>(step.tokens.size());
  return count;
}

bool PostProcessor::takes_pairs() const {
  const auto has = [&](int sequence) {
    return std::any_of(both.begin(), both.end(), [&](const Step& step) { return step.sequence == sequence; });
  };
  return has(0) && has(1);
}

std::vector<Token> PostProcessor::assemble(std::vector<std::vector<Token>> sequences, bool special_tokens) const {
  for (const bool add_prefix_space : trims) {
    for (std::vector<Token>& tokens : sequences) trim(tokens, add_prefix_space);
  }
  std::vector<Token> result;
  int segment = 0;
  for (const Step& step : sequences.size() > 1 ? both : single) {
    if (step.sequence >= 0) {
      segment = step.sequence;
      std::vector<Token>& tokens = sequences[static_cast<std::size_t>(step.sequence)];
      for (Token& token : tokens) {
        token.segment = segment;
        token.type = step.type;
      }
      if (result.empty()) result.reserve(tokens.size() + 8);
      result.insert(result.end(), tokens.begin(), tokens.end());
    } else if (special_tokens) {
      for (const auto& [id, spelling] : step.tokens) {
        Token token;
        token.id = id;
        token.text = spelling;
        token.special = true;
        token.segment = segment;
        token.type = step.type;
        result.push_back(std::move(token));
      }
    }
  }
  return result;
}

PostProcessor bert_template(int64_t start_id, const std::string& start, int64_t end_id, const std::string& end) {
  using P = PostProcessor;
  PostProcessor result;
  result.single = {P::special(start_id, start), P::text(), P::special(end_id, end)};
  result.both = {P::special(start_id, start), P::text(), P::special(end_id, end), P::pair(1),
                 P::special(end_id, end, 1)};
  return result;
}

PostProcessor roberta_template(int64_t start_id, const std::string& start, int64_t end_id, const std::string& end) {
  using P = PostProcessor;
  PostProcessor result;
  result.single = {P::special(start_id, start), P::text(), P::special(end_id, end)};
  result.both = {P::special(start_id, start), P::text(),  P::special(end_id, end),
                 P::special(end_id, end),     P::pair(0), P::special(end_id, end)};
  return result;
}

}  // namespace rex::text
