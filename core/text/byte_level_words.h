#pragma once

#include "core/text/pieces.h"

namespace rex::text {

/// Appends the words of CHARACTERS, which begin at OFFSET, as GPT-2's regular expression cuts them: 's 't 're 've 'm
/// 'll 'd, runs of letters, of numbers or of anything else (each with one space in front of it, where there is one),
/// and white space, of which the last one before a word stays apart.
void append_byte_level_words(std::span<const Character> characters, std::size_t offset,
                             std::vector<Pieces::Range>& words);

}  // namespace rex::text
