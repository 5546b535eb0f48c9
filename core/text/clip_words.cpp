#include "core/text/clip_words.h"

#include <algorithm>

#include "core/text/normalization.h"

namespace rex::text {
namespace {

bool starts_with(std::span<const Character> characters, std::string_view ascii) {
  return characters.size() >= ascii.size() &&
         std::equal(ascii.begin(), ascii.end(), characters.begin(), [](char expected, const Character& character) {
           return character.code == static_cast<char32_t>(expected);
         });
}

bool is_other(char32_t code) { return !is_white_space(code) && !is_letter(code) && !is_number(code); }

std::size_t run(std::span<const Character> characters, bool (*belongs)(char32_t)) {
  std::size_t length = 0;
  while (length < characters.size() && belongs(characters[length].code)) ++length;
  return length;
}

/// Length of the word at the front of CHARACTERS, which is no white space.
std::size_t word_length(std::span<const Character> characters) {
  const char32_t first = characters.front().code;
  if (first == '\'') {
    for (const std::string_view ending : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"}) {
      if (starts_with(characters, ending)) return ending.size();
    }
  }
  if (is_letter(first)) return run(characters, is_letter);
  return is_number(first) ? 1 : run(characters, is_other);
}

}  // namespace

Characters clip_normalize(Characters characters) {
  characters = compose(std::move(characters));
  // A run of white space becomes one space, at the place of its last character.
  std::size_t kept = 0;
  for (std::size_t at = 0; at < characters.size(); ++at) {
    Character character = characters[at];
    if (is_white_space(character.code)) {
      if (at + 1 < characters.size() && is_white_space(characters[at + 1].code)) continue;
      character.code = ' ';
    }
    characters[kept++] = character;
  }
  characters.resize(kept);
  to_lower(characters);
  return characters;
}

void for_each_clip_word(std::span<const Character> characters,
                        const std::function<void(std::span<const Character>)>& use) {
  const auto take = [&](std::size_t length) {
    use(characters.first(length));
    characters = characters.subspan(length);
  };
  const auto is_next = [&](std::string_view token) { return starts_with(characters, token); };
  while (!characters.empty()) {
    // A special token that only lower-casing brought forth is an alternative of the expression of its own; the
    // byte-level step behind the expression then cuts it into "<|", its letters and "|>".
    const std::size_t letters = is_next("<|startoftext|>") ? 11 : is_next("<|endoftext|>") ? 9 : 0;
    if (letters > 0) {
      take(2);
      take(letters);
      take(2);
    } else if (is_white_space(characters.front().code)) {
      characters = characters.subspan(1);
    } else {
      take(word_length(characters));
    }
  }
}

std::string byte_spelling(unsigned char byte) {
  const auto is_printable = [](int code) {
    return (code >= 0x21 && code <= 0x7E) || (code >= 0xA1 && code <= 0xAC) || code >= 0xAE;
  };
  char32_t code = byte;
  if (!is_printable(byte)) {
    code = 0x100;  // the others follow from U+0100 in their order
    for (int before = 0; before < byte; ++before) code += is_printable(before) ? 0 : 1;
  }
  std::string spelling;
  append_utf8(spelling, code);
  return spelling;
}

}  // namespace rex::text
