#pragma once

#include "core/text/pipeline.h"
#include "core/text/wordpiece_model.h"

namespace rex::text {

/// BERT's tokenizer (LXMERT and VisualBERT use it too) from vocab.txt.
class WordPieceTokenizer : public PipelineTokenizer {
 public:
  explicit WordPieceTokenizer(TokenizerFiles files);
  std::string name() const override { return "WordPiece"; }
  bool has_segments() const override { return true; }

 protected:
  Characters normalize(Characters characters) const override;
  void append_pieces(std::span<const Character> characters, std::vector<Token>& tokens, int64_t& word) const override;

 private:
  WordPieceSettings settings_;
  std::unique_ptr<const Model> model_;
};

}  // namespace rex::text
