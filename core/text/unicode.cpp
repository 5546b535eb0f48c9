#include "core/text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "core/base/error.h"

namespace rex::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Letters and numbers of Unicode 15.1 and 16, for an ICU that does not know them yet.
constexpr std::array newer_letters = {
    Range{0x1C89, 0x1C8A},   Range{0xA7CB, 0xA7CD},   Range{0xA7DA, 0xA7DC},   Range{0x105C0, 0x105F3},
    Range{0x10D4A, 0x10D65}, Range{0x10D6F, 0x10D85}, Range{0x10EC2, 0x10EC4}, Range{0x11380, 0x11389},
    Range{0x1138B, 0x1138B}, Range{0x1138E, 0x1138E}, Range{0x11390, 0x113B5}, Range{0x113B7, 0x113B7},
    Range{0x113D1, 0x113D1}, Range{0x113D3, 0x113D3}, Range{0x11BC0, 0x11BE0}, Range{0x13460, 0x143FA},
    Range{0x16100, 0x1611D}, Range{0x16D40, 0x16D6C}, Range{0x18CFF, 0x18CFF}, Range{0x1E5D0, 0x1E5ED},
    Range{0x1E5F0, 0x1E5F0}, Range{0x2EBF0, 0x2EE5D},
};
constexpr std::array newer_numbers = {
    Range{0x10D40, 0x10D49}, Range{0x116D0, 0x116E3}, Range{0x11BF0, 0x11BF9}, Range{0x16130, 0x16139},
    Range{0x16D70, 0x16D79}, Range{0x1CCF0, 0x1CCF9}, Range{0x1E5F1, 0x1E5FA},
};

template <typename Ranges>
bool within(const Ranges& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return code >= range.first && code <= range.last; });
}

template <typename Ranges>
std::string set_of(const Ranges& ranges) {
  std::string set;
  for (const Range& range : ranges) {
    append_utf8(set, range.first);
    set += '-';
    append_utf8(set, range.last);
  }
  return set;
}

/// Unicode's version (major) that assigned a code point; 0 where the installed ICU does not know it.
int assigned_in(char32_t code) {
  UVersionInfo version;
  u_charAge(static_cast<UChar32>(code), version);
  return version[0];
}

bool known_to(int version, char32_t code) {
  const int assigned = assigned_in(code);
  return assigned != 0 && assigned <= version;
}

bool in_category(char32_t code, uint32_t mask) { return (U_GET_GC_MASK(static_cast<UChar32>(code)) & mask) != 0; }

/// Lower case of the capitals of Unicode 16 and 17, for an ICU that does not know them yet.
char32_t newer_lower(char32_t code) {
  if (code < 0x1C89) return code;
  switch (code) {
    case 0x1C89:
    case 0xA7CC:
    case 0xA7CE:
    case 0xA7D2:
    case 0xA7D4:
    case 0xA7DA:
      return code + 1;
    case 0xA7CB:
      return 0x264;
    case 0xA7DC:
      return 0x19B;
    default:
      break;
  }
  if (code >= 0x10D50 && code <= 0x10D65) return code + 0x20;
  return code >= 0x16EA0 && code <= 0x16EB8 ? code + 0x1B : code;
}

char32_t lower(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
  const auto result = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
  return result == code ? newer_lower(code) : result;
}

}  // namespace

Characters decode(std::string_view utf8) {
  constexpr std::size_t longest = 64u << 20;  // tokens take a hundred times the memory of their text
  if (utf8.size() > longest) throw Error("text", "is longer than 64 MB", "Split it into parts.");
  Characters characters;
  characters.reserve(utf8.size());
  const auto length = static_cast<int32_t>(utf8.size());
  for (int32_t at = 0, place = 0; at < length; ++place) {
    UChar32 code = 0;
    U8_NEXT_OR_FFFD(utf8.data(), at, length, code);
    characters.push_back({static_cast<char32_t>(code), place, place + 1});
  }
  return characters;
}

void append_utf8(std::string& utf8, char32_t code) {
  if (code < 0x80) {
    utf8.push_back(static_cast<char>(code));
    return;
  }
  std::array<char, 4> bytes;
  int32_t used = 0;
  U8_APPEND_UNSAFE(bytes.data(), used, static_cast<UChar32>(code));
  utf8.append(bytes.data(), static_cast<std::size_t>(used));
}

std::string to_utf8(std::span<const Character> characters) {
  std::string utf8;
  for (const Character& character : characters) append_utf8(utf8, character.code);
  return utf8;
}

bool is_white_space(char32_t code) {
  if (code < 0x80) return code == ' ' || (code >= '\t' && code <= '\r');
  return u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_WHITE_SPACE);
}

bool is_dropped(char32_t code) {
  if (code == '\t' || code == '\n' || code == '\r') return false;
  if (code < 0xA0) return code < 0x20 || code >= 0x7F;
  if (code == 0xFFFD) return true;
  return in_category(code, U_GC_CF_MASK | U_GC_CO_MASK) && known_to(8, code);
}

bool is_ideograph(char32_t code) {
  // 2B820–2B91F is missing in the list that the reference uses.
  constexpr std::array ideographs = {Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xF900, 0xFAFF},
                                     Range{0x20000, 0x2A6DF}, Range{0x2A700, 0x2B81F}, Range{0x2B920, 0x2CEAF},
                                     Range{0x2F800, 0x2FA1F}};
  return code >= 0x3400 && within(ideographs, code);
}

bool is_nonspacing_mark(char32_t code) {
  if (code < 0x300) return false;
  // Code points whose category changed after Unicode 8.
  if (code == 0x1734 || code == 0x1171E) return true;
  if (code == 0x1885 || code == 0x1886 || code == 0xA9BD || code == 0x111C9) return false;
  return in_category(code, U_GC_MN_MASK) && known_to(8, code);
}

bool is_punctuation(char32_t code) {
  if (code < 0x80) {
    return (code >= '!' && code <= '/') || (code >= ':' && code <= '@') || (code >= '[' && code <= '`') ||
           (code >= '{' && code <= '~');
  }
  if (code == 0x166D || code == 0x111C9) return true;  // changed after Unicode 8
  return in_category(code, U_GC_P_MASK) && known_to(8, code);
}

bool is_letter(char32_t code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
  return in_category(code, U_GC_L_MASK) ? assigned_in(code) <= 16 : within(newer_letters, code);
}

bool is_number(char32_t code) {
  if (code < 0x80) return code >= '0' && code <= '9';
  return in_category(code, U_GC_N_MASK) ? assigned_in(code) <= 16 : within(newer_numbers, code);
}

std::string newer_letters_set() { return set_of(newer_letters); }

std::string newer_numbers_set() { return set_of(newer_numbers); }

bool is_mark(char32_t code) {
  if (code < 0x300 || code == 0x111C9) return false;  // the latter is a mark since Unicode 11
  return in_category(code, U_GC_M_MASK) && known_to(9, code);
}

bool is_word(char32_t code) {
  if (code < 0x80) return is_letter(code) || is_number(code) || code == '_';
  const auto point = static_cast<UChar32>(code);
  return u_hasBinaryProperty(point, UCHAR_ALPHABETIC) || u_hasBinaryProperty(point, UCHAR_JOIN_CONTROL) ||
         in_category(code, U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK);
}

int script_of(char32_t code) {
  constexpr char32_t long_vowel = 0x30FC;  // of Hiragana and Katakana alike
  if (code == ' ' || !known_to(9, code)) return -1;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(code), &status);
  if (U_FAILURE(status) || script == USCRIPT_UNKNOWN) return -1;
  const bool is_kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || code == long_vowel;
  return is_kana ? USCRIPT_HAN : script;
}

void to_lower(Characters& characters) {
  constexpr char32_t dotted_capital_i = 0x130;
  const auto expands = [](const Character& character) { return character.code == dotted_capital_i; };
  if (std::any_of(characters.begin(), characters.end(), expands)) {
    Characters expanded;
    expanded.reserve(characters.size() + 16);
    for (Character character : characters) {
      const bool both = expands(character);
      if (both) character.code = 'i';
      expanded.push_back(character);
      if (both) expanded.push_back({0x307, character.begin, character.end});
    }
    characters = std::move(expanded);
  }
  for (Character& character : characters) character.code = lower(character.code);
}

}  // namespace rex::text
