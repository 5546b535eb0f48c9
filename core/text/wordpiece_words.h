#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "core/text/unicode.h"

namespace rex::text {

/// How BERT's tokenizers differ from each other.
struct WordPieceSettings {
  bool clean_text = true;             ///< drop control characters
  bool split_ideographs = true;       ///< each CJK ideograph is a word
  bool lower_case = true;             ///< false for cased models
  std::optional<bool> strip_accents;  ///< like lower_case where not said
};

/// Text as BERT's tokenizer reads it: cleaned, ideographs apart, accents stripped, lower case.
Characters wordpiece_normalize(Characters characters, const WordPieceSettings& settings);

/// Gives each word of normalised text to USE, in order: runs between white space; each punctuation mark alone.
void for_each_wordpiece_word(std::span<const Character> characters,
                             const std::function<void(std::span<const Character>)>& use);

}  // namespace rex::text
