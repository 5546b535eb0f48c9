#pragma once

#include "core/text/bpe.h"
#include "core/text/pipeline.h"

namespace rex::text {

/// CLIP's byte-level byte-pair encoding from vocab.json and merges.txt, as Hugging Face applies it: NFC, lower case,
/// words by a regular expression, then the merges. The last piece of a word ends in </w>.
class ClipTokenizer : public PipelineTokenizer {
 public:
  explicit ClipTokenizer(TokenizerFiles files);
  std::string name() const override { return "CLIP BPE"; }
  bool has_segments() const override { return false; }

 protected:
  Characters normalize(Characters characters) const override;
  void append_pieces(std::span<const Character> characters, std::vector<Token>& tokens, int64_t& word) const override;

 private:
  std::unique_ptr<const Model> model_;
};

}  // namespace rex::text
