#pragma once

#include <optional>

#include "core/text/pipeline.h"

namespace rex::text {

/// BERT's tokenizer (LXMERT and VisualBERT use it too): words are cut greedily into the longest pieces that the
/// vocabulary has; a word with a part that it lacks is one [UNK].
class WordPieceTokenizer : public PipelineTokenizer {
 public:
  explicit WordPieceTokenizer(TokenizerFiles files);
  std::string name() const override { return "WordPiece"; }
  bool has_segments() const override { return true; }

 protected:
  int separators() const override { return 1; }
  Characters normalize(Characters characters) const override;
  void append_pieces(std::span<const Character> characters, std::vector<Token>& tokens) const override;

 private:
  void append_word(std::span<const Character> word, std::vector<Token>& tokens) const;

  WordPieceSettings settings_;
  std::unordered_map<std::string_view, int64_t> continuing_;  ///< pieces inside a word, without their prefix
  std::size_t longest_piece_ = 0;                             ///< in bytes, without prefix
};

}  // namespace rex::text
