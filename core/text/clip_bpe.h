#pragma once

#include <array>

#include "core/text/pipeline.h"

namespace rex::text {

/// CLIP's byte-level byte-pair encoding, as Hugging Face applies it: NFC, lower case, words by a regular expression,
/// then the pairs of bytes and pieces that the merges name, lowest rank first. The last piece of a word ends in </w>.
class ClipTokenizer : public PipelineTokenizer {
 public:
  explicit ClipTokenizer(TokenizerFiles files);
  std::string name() const override { return "CLIP BPE"; }
  bool has_segments() const override { return false; }

 protected:
  int separators() const override { return 2; }
  Characters normalize(Characters characters) const override;
  void append_pieces(std::span<const Character> characters, std::vector<Token>& tokens) const override;

 private:
  struct Merge {
    uint32_t rank = 0;
    int64_t id = 0;
  };
  struct Symbol {
    int64_t id = 0;
    int32_t length = 0;  ///< bytes; 0 once it was merged into the one before
    int32_t previous = -1;
    int32_t next = -1;
  };

  void append_word(std::span<const Character> word, std::vector<Token>& tokens) const;
  const Merge* merge_of(int64_t left, int64_t right) const;
  void merge_all(std::vector<Symbol>& symbols) const;

  std::array<int64_t, 256> byte_ids_;       ///< by byte, inside a word
  std::array<int64_t, 256> last_byte_ids_;  ///< by byte, at the end of a word
  std::unordered_map<uint64_t, Merge> merges_;
};

}  // namespace rex::text
