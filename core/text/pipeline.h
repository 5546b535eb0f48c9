#pragma once

#include "core/text/added_tokens.h"
#include "core/text/model.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_files.h"

namespace rex::text {

/// What all tokenizers have in common: added tokens are taken out, the rest is normalised and cut into words.
class PipelineTokenizer : public Tokenizer {
 public:
  int64_t vocabulary_size() const override;
  int64_t id_of(std::string_view piece) const override;
  std::string piece_of(int64_t id) const override;

 protected:
  /// Takes the vocabulary; the rest of FILES is read only. Ids of special tokens and find_added_tokens() are left to
  /// the constructor of the derived class.
  explicit PipelineTokenizer(TokenizerFiles& files);

  /// Prepares the search for added tokens; needs normalize(). Throws Error for one of absurd length.
  void find_added_tokens(const std::vector<AddedToken>& tokens);

  /// The id of the special token that plays ROLE ("cls_token"). Throws Error where the folder has none; for "unk_token"
  /// also where only an added token spells it, as words must be able to become it.
  int64_t required_special(const TokenizerFiles& files, const std::string& role) const;

  std::vector<Token> pieces(std::string_view text) const override;
  virtual Characters normalize(Characters characters) const = 0;

  /// Cuts normalised text without added tokens into pieces. WORD is the number of the next word, and counts on.
  virtual void append_pieces(std::span<const Character> characters, std::vector<Token>& tokens,
                             int64_t& word) const = 0;

  /// Appends the pieces of the word CHARACTERS by MODEL, with the number of the word.
  static void append_word(const Model& model, std::span<const Character> characters, std::vector<Token>& tokens,
                          int64_t& word);

  Vocabulary vocabulary_;

 private:
  Vocabulary added_;  ///< pieces that only the added tokens have, or that they spell as well
  AddedTokenMatcher in_text_;
  AddedTokenMatcher in_normalized_;
};

}  // namespace rex::text
