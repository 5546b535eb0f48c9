#include "core/text/wordpiece_model.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex::text {
namespace {

/// The one token of a WORD that is not in the vocabulary. Throws Error where UNKNOWN has no id.
Token unknown_token(std::span<const Character> word, const std::string& unknown, int64_t id, const std::string& file) {
  if (id < 0) {
    throw Error(file,
                "its vocabulary lacks its unknown token \"" + printable(unknown, 60) + "\", which this text needs");
  }
  Token token;
  token.id = id;
  token.text = unknown;
  token.begin = word.front().begin;
  token.end = word.back().end;
  return token;
}

class WordLevel : public Model {
 public:
  WordLevel(const DescriptionPart& part, const Vocabulary& vocabulary)
      : vocabulary_(vocabulary),
        file_(part.file()),
        unknown_(part.text("unk_token", "<unk>")),
        unknown_id_(vocabulary.id_of(unknown_)) {}

  void append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const override {
    Token token;
    token.text = to_utf8(word);
    token.id = vocabulary_.id_of(token.text);
    token.begin = word.front().begin;
    token.end = word.back().end;
    tokens.push_back(token.id >= 0 ? token : unknown_token(word, unknown_, unknown_id_, file_));
  }
  std::string name() const override { return "WordLevel"; }
  int64_t unknown_id() const override { return unknown_id_; }

 private:
  const Vocabulary& vocabulary_;
  std::string file_;  ///< for messages
  std::string unknown_;
  int64_t unknown_id_;
};

}  // namespace

WordPieceModel::WordPieceModel(const Vocabulary& vocabulary, WordPieceModelSettings settings)
    : vocabulary_(vocabulary), settings_(std::move(settings)), unknown_id_(vocabulary.id_of(settings_.unknown)) {
  const std::string& prefix = settings_.continuing_prefix;
  for (const auto& [piece, id] : vocabulary_.pieces()) {
    longest_piece_ = std::max(longest_piece_, piece.size());
    if (piece.starts_with(prefix)) continuing_.emplace(std::string_view(piece).substr(prefix.size()), id);
  }
}

Token WordPieceModel::unknown(std::span<const Character> word) const {
  return unknown_token(word, settings_.unknown, unknown_id_, settings_.file);
}

void WordPieceModel::append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const {
  if (word.size() > settings_.longest_word) {
    tokens.push_back(unknown(word));
    return;
  }
  const std::size_t before = tokens.size();
  std::string bytes;
  std::vector<std::size_t> places;  // where each character begins in bytes
  places.reserve(word.size() + 1);
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
    if (id < 0) {
      tokens.resize(before);
      tokens.push_back(unknown(word));
      return;
    }
    Token token;
    token.id = id;
    if (begin > 0) token.text = settings_.continuing_prefix;
    token.text.append(bytes, places[begin], places[end] - places[begin]);
    token.begin = word[begin].begin;
    token.end = word[end - 1].end;
    tokens.push_back(std::move(token));
    begin = end;
  }
}

std::unique_ptr<const Model> read_wordpiece(const DescriptionPart& part, const Vocabulary& vocabulary) {
  constexpr int64_t most = 1000;  // the cost of a word grows with the square of its length
  WordPieceModelSettings settings;
  settings.file = part.file();
  settings.unknown = part.text("unk_token", settings.unknown);
  settings.continuing_prefix = part.text("continuing_subword_prefix", settings.continuing_prefix);
  settings.longest_word = static_cast<std::size_t>(part.number("max_input_chars_per_word", 100, most));
  return std::make_unique<WordPieceModel>(vocabulary, std::move(settings));
}

std::unique_ptr<const Model> read_word_level(const DescriptionPart& part, const Vocabulary& vocabulary) {
  return std::make_unique<WordLevel>(part, vocabulary);
}

}  // namespace rex::text
