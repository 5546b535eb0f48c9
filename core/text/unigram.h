#pragma once

#include "core/text/model.h"

namespace rex::text {

/// SentencePiece's unigram model: a word is cut so that the sum of its pieces' scores is the largest.
class Unigram : public Model {
 public:
  /// PART is the model of a tokenizer.json; borrows VOCABULARY, which was read from it. Throws Error where unk_id names
  /// no piece.
  Unigram(const DescriptionPart& part, const Vocabulary& vocabulary);

  void append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const override;
  std::string name() const override { return "Unigram"; }
  int64_t unknown_id() const override { return unknown_id_; }

 private:
  /// A node of the trie of all pieces. Its children stand side by side, in the order of their bytes.
  struct Node {
    uint32_t first_child = 0;
    uint16_t children = 0;
    unsigned char byte = 0;  ///< that leads here
    int32_t piece = -1;      ///< id of the piece that ends here
  };

  void build_trie();
  const Node* child(const Node& node, unsigned char byte) const;

  /// Where the pieces of the best way end, in order.
  std::vector<std::size_t> best_ends(std::string_view text) const;
  bool append_fallback(const class Utf8Word& word, std::size_t begin, std::size_t end,
                       std::vector<Token>& tokens) const;

  std::string file_;  ///< for messages
  const Vocabulary& vocabulary_;
  std::vector<double> scores_;  ///< by id
  double unknown_score_ = 0;
  int64_t unknown_id_ = -1;
  bool byte_fallback_ = false;
  std::vector<Node> nodes_;
};

}  // namespace rex::text
