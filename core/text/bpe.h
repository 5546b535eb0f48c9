#pragma once

#include <array>
#include <optional>
#include <utility>

#include "core/text/merge_table.h"
#include "core/text/model.h"

namespace rex::text {

/// How byte-pair encodings differ from each other.
struct BpeSettings {
  std::string file;                                         ///< for messages
  std::vector<std::pair<std::string, std::string>> merges;  ///< pairs of pieces, lowest rank first
  std::optional<std::string> unknown;                       ///< what a character becomes that the vocabulary lacks
  std::string continuing_prefix;                            ///< in front of every character but the first of a word
  std::string word_end;                                     ///< behind the last character of a word: "</w>"
  bool fuse_unknown = false;                                ///< neighbouring unknown characters are one token
  bool byte_fallback = false;                               ///< bytes <0x00>…<0xFF> in place of the unknown token
  bool ignore_merges = false;                               ///< a word of the vocabulary is one token at once
};

/// Byte-pair encoding: a word is cut into characters, and the pairs that the merges name are joined, lowest rank first.
class Bpe : public Model {
 public:
  /// Borrows VOCABULARY. Throws Error for a merge of what the vocabulary lacks.
  Bpe(const Vocabulary& vocabulary, BpeSettings settings);

  void append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const override;
  std::string name() const override { return "BPE"; }
  int64_t unknown_id() const override { return unknown_id_; }

 private:
  struct Symbol {
    int64_t id = 0;
    int32_t length = 0;  ///< bytes; 0 once it was merged into the one before
    int32_t previous = -1;
    int32_t next = -1;
  };

  /// The id of a character at its place in a word, or −1.
  int64_t id_of(char32_t code, bool first, bool last) const;
  int64_t looked_up_id(char32_t code, bool first, bool last) const;
  std::string spelling(char32_t code, bool first, bool last) const;
  std::vector<Symbol> symbols_of(std::span<const Character> word) const;
  bool append_fallback(const std::string& spelling, std::vector<Symbol>& symbols) const;
  void merge_few(std::vector<Symbol>& symbols) const;
  void merge_many(std::vector<Symbol>& symbols) const;

  static constexpr std::size_t common = 0x180;  ///< code points whose ids are at hand; all bytes are spelled by them

  const Vocabulary& vocabulary_;
  BpeSettings settings_;
  int64_t unknown_id_ = -1;
  std::array<int64_t, 256> fallback_ids_;
  std::array<std::array<int64_t, common>, 4> common_ids_;  ///< by place: inside, first, last, alone
  MergeTable merges_;
};

/// The byte-pair encoding that PART describes.
std::unique_ptr<const Model> read_bpe(const DescriptionPart& part, const Vocabulary& vocabulary);

}  // namespace rex::text
