// Code points with their places, and the classes of code points that the tokenizers of Hugging Face know. Those come
// from Unicode 8 (BERT), 9 (composition) and 16 (CLIP, lower case), whatever version the installed ICU has.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rex::text {

/// A code point on its way from the text to tokens, and the code points [begin, end) of the text that it came from.
struct Character {
  char32_t code = 0;
  int32_t begin = 0;
  int32_t end = 0;
};
using Characters = std::vector<Character>;

/// The code points of UTF-8; U+FFFD for each maximal ill-formed part. Throws Error for more than 64 MB.
Characters decode(std::string_view utf8);

void append_utf8(std::string& utf8, char32_t code);
std::string to_utf8(std::span<const Character> characters);

/// Unicode's White_Space.
bool is_white_space(char32_t code);

/// What BERT drops from a text before everything else: control (but tab, line feed, carriage return), format and
/// private-use code points, NUL and U+FFFD. Unassigned ones stay.
bool is_dropped(char32_t code);

/// What BERT puts spaces round: ideographs.
bool is_ideograph(char32_t code);

/// What BERT drops where accents are stripped: category Mn.
bool is_nonspacing_mark(char32_t code);

/// What is a word of its own for BERT: category P, and the ASCII symbols.
bool is_punctuation(char32_t code);

/// Categories L and N, for CLIP.
bool is_letter(char32_t code);
bool is_number(char32_t code);

/// Letters and numbers (as ranges inside a set of ICU's regular expressions) that an older ICU lacks in \p{L}, \p{N}.
std::string newer_letters_set();
std::string newer_numbers_set();

/// Categories Mn, Mc and Me, of Unicode 9.
bool is_mark(char32_t code);

/// What `\w` of a regular expression matches: letters, marks, decimal digits, connectors.
bool is_word(char32_t code);

/// A number for the script of a code point, of Unicode 9: kana counts as Han, spaces and what is unassigned are of none
/// (-1).
int script_of(char32_t code);

/// Lower case, each code point on its own, without context; U+0130 becomes two.
void to_lower(Characters& characters);

}  // namespace rex::text
