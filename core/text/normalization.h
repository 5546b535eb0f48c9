// Canonical decomposition and composition (Unicode Standard Annex 15, tables of Unicode 9) that keep each code point's
// place in the text, as Hugging Face's tokenizers keep it.
#pragma once

#include "core/text/unicode.h"

namespace rex::text {

/// NFD. All parts of a decomposed character keep its place.
Characters decompose(Characters characters);

/// NFC. A composed character has the place of its base alone: the places of the marks that went into it belong to
/// nobody.
Characters compose(Characters characters);

}  // namespace rex::text
