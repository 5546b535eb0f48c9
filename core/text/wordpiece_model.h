#pragma once

#include <unordered_map>

#include "core/text/model.h"

namespace rex::text {

/// How WordPiece models differ from each other.
struct WordPieceModelSettings {
  std::string file;  ///< for messages
  std::string unknown = "[UNK]";
  std::string continuing_prefix = "##";
  std::size_t longest_word = 100;  ///< code points; a longer word is unknown
};

/// Words are cut greedily into the longest pieces that the vocabulary has; a word with a part that it lacks is one
/// unknown token.
class WordPieceModel : public Model {
 public:
  /// Borrows VOCABULARY.
  WordPieceModel(const Vocabulary& vocabulary, WordPieceModelSettings settings);

  void append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const override;
  std::string name() const override { return "WordPiece"; }
  int64_t unknown_id() const override { return unknown_id_; }

 private:
  Token unknown(std::span<const Character> word) const;

  const Vocabulary& vocabulary_;
  WordPieceModelSettings settings_;
  int64_t unknown_id_ = -1;
  std::unordered_map<std::string_view, int64_t> continuing_;  ///< pieces inside a word, without their prefix
  std::size_t longest_piece_ = 0;                             ///< in bytes
};

/// The WordPiece model that PART describes.
std::unique_ptr<const Model> read_wordpiece(const DescriptionPart& part, const Vocabulary& vocabulary);

/// The model that PART describes of which each word is one piece of the vocabulary, or unknown.
std::unique_ptr<const Model> read_word_level(const DescriptionPart& part, const Vocabulary& vocabulary);

}  // namespace rex::text
