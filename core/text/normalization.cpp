#include "core/text/normalization.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "core/base/error.h"

namespace rex::text {
namespace {

constexpr int newest_version = 9;  // of Unicode, in the reference's tables

/// A code point of the result. CHANGE counts like the reference: 0 replaces the next character of the source, 1 is
/// inserted beside the one before, −n replaces the next and swallows n more.
struct Change {
  char32_t code;
  int change;
  uint8_t combining_class;
};

bool in_tables(UChar32 code) {
  UVersionInfo version;
  u_charAge(code, version);
  return version[0] <= newest_version;
}

uint8_t combining_class(UChar32 code) {
  if (code < 0x300) return 0;
  const uint8_t result = u_getCombiningClass(code);
  return result != 0 && in_tables(code) ? result : 0;
}

const UNormalizer2* normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* result = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) throw Error("ICU", std::string("has no normalisation data: ") + u_errorName(status));
  return result;
}

/// The canonical decomposition of every character, marks in canonical order.
std::vector<Change> decomposed(const Characters& characters) {
  const UNormalizer2* tables = normalizer();
  std::vector<Change> result;
  result.reserve(characters.size() + 16);
  std::size_t sorted = 0;  // marks before this place are in order
  const auto by_class = [](const Change& left, const Change& right) {
    return left.combining_class < right.combining_class;
  };
  const auto sort_marks = [&] {
    const auto first = result.begin() + static_cast<std::ptrdiff_t>(sorted);
    if (!std::is_sorted(first, result.end(), by_class)) std::stable_sort(first, result.end(), by_class);
    sorted = result.size();
  };
  const auto append = [&](UChar32 code, int change) {
    const uint8_t order = combining_class(code);
    if (order == 0) sort_marks();
    result.push_back({static_cast<char32_t>(code), change, order});
  };
  for (const Character& character : characters) {
    const auto code = static_cast<UChar32>(character.code);
    std::array<UChar, 16> parts;
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length =
        code < 0xC0 ? -1
                    : unorm2_getDecomposition(tables, code, parts.data(), static_cast<int32_t>(parts.size()), &status);
    if (length < 0 || U_FAILURE(status) || !in_tables(code)) {
      append(code, 0);
      continue;
    }
    for (int32_t at = 0; at < length;) {
      const bool first = at == 0;
      UChar32 part = 0;
      U16_NEXT(parts.data(), at, length, part);
      append(part, first ? 0 : 1);
    }
  }
  sort_marks();
  return result;
}

/// Gives each code point of the result its place, walking the source as the changes tell.
Characters placed(const std::vector<Change>& changes, const Characters& source) {
  Characters result;
  result.reserve(changes.size());
  std::size_t next = 0;
  for (const Change& change : changes) {
    Character character{change.code, 0, 0};
    const bool inserted = change.change > 0;
    const std::size_t from = std::min(inserted ? (next == 0 ? 0 : next - 1) : next, source.size() - 1);
    character.begin = source[from].begin;
    character.end = source[from].end;
    if (!inserted) next += 1 + static_cast<std::size_t>(-change.change);
    result.push_back(character);
  }
  return result;
}

bool all_below(const Characters& characters, char32_t bound) {
  return std::all_of(characters.begin(), characters.end(),
                     [&](const Character& character) { return character.code < bound; });
}

}  // namespace

Characters decompose(Characters characters) {
  constexpr char32_t first_decomposing = 0xC0;
  if (all_below(characters, first_decomposing)) return characters;
  return placed(decomposed(characters), characters);
}

Characters compose(Characters characters) {
  constexpr char32_t first_mark = 0x300;  // text without marks below it is composed as it is
  if (all_below(characters, first_mark)) return characters;
  const UNormalizer2* tables = normalizer();
  std::vector<Change> result;
  std::vector<Change> marks;  // that stay after the base
  Change base{};
  bool has_base = false;
  uint8_t last_class = 0;  // of marks.back()
  const auto flush = [&] {
    if (has_base) result.push_back(base);
    result.insert(result.end(), marks.begin(), marks.end());
    marks.clear();
    last_class = 0;
  };
  for (const Change& next : decomposed(characters)) {
    if (!has_base) {
      if (next.combining_class != 0) {
        result.push_back(next);
        continue;
      }
      base = next;
      has_base = true;
      continue;
    }
    if (marks.empty() || last_class < next.combining_class) {
      const UChar32 pair = unorm2_composePair(tables, static_cast<UChar32>(base.code), static_cast<UChar32>(next.code));
      if (pair >= 0 && in_tables(pair)) {
        base.code = static_cast<char32_t>(pair);
        base.change += next.change - 1;
        continue;
      }
    }
    if (next.combining_class == 0) {
      flush();
      base = next;
    } else {
      marks.push_back(next);
      last_class = next.combining_class;
    }
  }
  flush();
  return placed(result, characters);
}

}  // namespace rex::text
