// Decomposition and composition (Unicode Standard Annex 15, tables of Unicode 9) that keep each code point's place in
// the text, as Hugging Face's tokenizers keep it.
#pragma once

#include "core/text/unicode.h"

namespace rex::text {

/// Which characters are taken apart: those that are the same (NFD, NFC), or also those that only look alike: ligatures,
/// full-width forms, fractions (NFKD, NFKC).
enum class Equivalence { canonical, compatibility };

/// NFD or NFKD. All parts of a decomposed character keep its place.
Characters decompose(Characters characters, Equivalence equivalence = Equivalence::canonical);

/// NFC or NFKC. A composed character has the place of its base alone: the places of the marks that went into it belong
/// to nobody.
Characters compose(Characters characters, Equivalence equivalence = Equivalence::canonical);

/// One code point of a changed text, as Hugging Face counts changes: 0 takes the place of the next character of the
/// source, −n does so and swallows n more, a positive number is inserted behind the one before.
struct Change {
  char32_t code = 0;
  int change = 0;
};

/// The places of CHANGES in SOURCE, which was not empty.
Characters placed(std::span<const Change> changes, const Characters& source);

}  // namespace rex::text
