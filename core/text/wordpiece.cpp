#include "core/text/wordpiece.h"

#include <algorithm>

#include "core/base/fault.h"
#include "core/text/wordpiece_words.h"

namespace rex::text {

WordPieceTokenizer::WordPieceTokenizer(TokenizerFiles files)
    : PipelineTokenizer(files), settings_(std::move(files.wordpiece)) {
  start_id_ = required_special(files, "cls_token");
  end_id_ = required_special(files, "sep_token");
  unknown_id_ = required_special(files, "unk_token");
  pad_id_ = id_of(required_at(files.special_tokens, "pad_token"));
  mask_id_ = id_of(required_at(files.special_tokens, "mask_token"));
  for (const auto& [piece, id] : vocabulary_.pieces()) {
    longest_piece_ = std::max(longest_piece_, piece.size());
    if (piece.starts_with(settings_.continuing_prefix)) {
      continuing_.emplace(std::string_view(piece).substr(settings_.continuing_prefix.size()), id);
    }
  }
  find_added_tokens(files.added_tokens);
}

Characters WordPieceTokenizer::normalize(Characters characters) const {
  return wordpiece_normalize(std::move(characters), settings_);
}

void WordPieceTokenizer::append_pieces(std::span<const Character> characters, std::vector<Token>& tokens) const {
  for_each_wordpiece_word(characters, [&](std::span<const Character> word) { append_word(word, tokens); });
}

void WordPieceTokenizer::append_word(std::span<const Character> word, std::vector<Token>& tokens) const {
  const std::size_t before = tokens.size();
  const auto unknown = [&] {
    tokens.resize(before);
    tokens.push_back({unknown_id_, vocabulary_.piece_of(unknown_id_), word.front().begin, word.back().end});
  };
  if (word.size() > settings_.longest_word) return unknown();

  std::string bytes;
  std::vector<std::size_t> places;  // where each character begins in bytes
  for (const Character& character : word) {
    places.push_back(bytes.size());
    append_utf8(bytes, character.code);
  }
  places.push_back(bytes.size());

  for (std::size_t begin = 0; begin < word.size();) {
    // Longest first: no piece is longer than longest_piece_ bytes.
    const auto too_long = std::upper_bound(places.begin(), places.end(), places[begin] + longest_piece_);
    auto end = static_cast<std::size_t>(too_long - places.begin()) - 1;
    int64_t id = -1;
    for (; end > begin; --end) {
      const auto part = std::string_view(bytes).substr(places[begin], places[end] - places[begin]);
      if (begin == 0) {
        id = vocabulary_.id_of(part);
      } else if (const auto found = continuing_.find(part); found != continuing_.end()) {
        id = found->second;
      }
      if (id >= 0) break;
    }
    if (id < 0) return unknown();
    std::string piece = begin == 0 ? "" : settings_.continuing_prefix;
    piece.append(bytes, places[begin], places[end] - places[begin]);
    tokens.push_back({id, std::move(piece), word[begin].begin, word[end - 1].end});
    begin = end;
  }
}

}  // namespace rex::text
