// The models of tokenizer.json: how a word becomes pieces of the vocabulary.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/text/description_part.h"
#include "core/text/token.h"
#include "core/text/unicode.h"
#include "core/text/vocabulary.h"

namespace rex::text {

/// Immutable; serves many threads.
class Model {
 public:
  virtual ~Model() = default;

  /// Appends the pieces of WORD, which is not empty. Throws Error where a word needs an unknown token and there is
  /// none.
  virtual void append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const = 0;

  /// "WordPiece", "BPE", …
  virtual std::string name() const = 0;

  /// The id of the unknown token, or −1.
  virtual int64_t unknown_id() const = 0;
};

/// The vocabulary of the model that PART describes. Throws Error where it holds none, or ids that are no such.
Vocabulary read_vocabulary(const DescriptionPart& part);

/// The model that PART describes. Borrows VOCABULARY, which read_vocabulary() read. Throws Error for kinds that are not
/// known, and for settings that are no such.
std::unique_ptr<const Model> read_model(const DescriptionPart& part, const Vocabulary& vocabulary);

}  // namespace rex::text
