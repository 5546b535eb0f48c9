#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/text/unicode.h"

namespace rex::text {

/// Text as CLIP's tokenizer reads it: NFC, a run of white space as one space, lower case.
Characters clip_normalize(Characters characters);

/// Gives each word of normalised text to USE, in order. Words are what the regular expression of CLIP's code finds:
/// contractions ('s 't 're 've 'm 'll 'd), runs of letters, single numbers, runs of anything else but white space.
void for_each_clip_word(std::span<const Character> characters,
                        const std::function<void(std::span<const Character>)>& use);

/// What ends the last piece of a word in the vocabulary.
inline constexpr std::string_view clip_word_end = "</w>";

/// The printable character (in UTF-8) that stands for a byte in the vocabularies of byte-level encodings.
std::string byte_spelling(unsigned char byte);

}  // namespace rex::text
