#include "core/text/byte_level_words.h"

#include <array>
#include <string_view>

namespace rex::text {
namespace {

enum class CharacterKind { space, letter, number, other };

CharacterKind kind_of(char32_t code) {
  if (is_white_space(code)) return CharacterKind::space;
  if (is_letter(code)) return CharacterKind::letter;
  return is_number(code) ? CharacterKind::number : CharacterKind::other;
}

std::size_t run(std::span<const Character> characters, std::size_t begin, CharacterKind kind) {
  std::size_t end = begin;
  while (end < characters.size() && kind_of(characters[end].code) == kind) ++end;
  return end;
}

/// Where the contraction that begins at an apostrophe ends; BEGIN where there is none.
std::size_t contraction(std::span<const Character> characters, std::size_t begin) {
  constexpr std::array<std::string_view, 7> endings = {"s", "t", "re", "ve", "m", "ll", "d"};
  for (const std::string_view ending : endings) {
    std::size_t at = 0;
    while (at < ending.size() && begin + 1 + at < characters.size() &&
           characters[begin + 1 + at].code == static_cast<char32_t>(ending[at])) {
      ++at;
    }
    if (at == ending.size()) return begin + 1 + at;
  }
  return begin;
}

std::size_t word_end(std::span<const Character> characters, std::size_t begin) {
  const char32_t first = characters[begin].code;
  if (first == '\'') {
    const std::size_t end = contraction(characters, begin);
    if (end > begin) return end;
  }
  const CharacterKind kind = kind_of(first);
  if (kind != CharacterKind::space) return run(characters, begin, kind);
  if (first == ' ' && begin + 1 < characters.size()) {
    const CharacterKind next = kind_of(characters[begin + 1].code);
    if (next != CharacterKind::space) return run(characters, begin + 1, next);
  }
  const std::size_t end = run(characters, begin, CharacterKind::space);
  return end < characters.size() && end - begin > 1 ? end - 1 : end;
}

}  // namespace

void append_byte_level_words(std::span<const Character> characters, std::size_t offset,
                             std::vector<Pieces::Range>& words) {
  for (std::size_t begin = 0; begin < characters.size();) {
    const std::size_t end = word_end(characters, begin);
    words.push_back({offset + begin, offset + end});
    begin = end;
  }
}

}  // namespace rex::text
