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

/// A code point on its way into order.
struct Sorted : Change {
  uint8_t combining_class = 0;
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

const UNormalizer2* normalizer(Equivalence equivalence) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* result =
      equivalence == Equivalence::canonical ? unorm2_getNFCInstance(&status) : unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) throw Error("ICU", std::string("has no normalisation data: ") + u_errorName(status));
  return result;
}

/// The first code point that a decomposition takes apart.
char32_t first_decomposing(Equivalence equivalence) { return equivalence == Equivalence::canonical ? 0xC0 : 0xA0; }

/// The decomposition of every character, marks in canonical order.
std::vector<Sorted> decomposed(const Characters& characters, Equivalence equivalence) {
  const UNormalizer2* tables = normalizer(equivalence);
  const auto first = static_cast<UChar32>(first_decomposing(equivalence));
  std::vector<Sorted> result;
  result.reserve(characters.size() + 16);
  std::size_t sorted = 0;  // marks before this place are in order
  const auto by_class = [](const Sorted& left, const Sorted& right) {
    return left.combining_class < right.combining_class;
  };
  const auto sort_marks = [&] {
    const auto begin = result.begin() + static_cast<std::ptrdiff_t>(sorted);
    if (!std::is_sorted(begin, result.end(), by_class)) std::stable_sort(begin, result.end(), by_class);
    sorted = result.size();
  };
  const auto append = [&](UChar32 code, int change) {
    const uint8_t order = combining_class(code);
    if (order == 0) sort_marks();
    result.push_back({{static_cast<char32_t>(code), change}, order});
  };
  for (const Character& character : characters) {
    const auto code = static_cast<UChar32>(character.code);
    std::array<UChar, 32> parts;  // the longest has 18
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length =
        code < first ? -1
                     : unorm2_getDecomposition(tables, code, parts.data(), static_cast<int32_t>(parts.size()), &status);
    if (length < 0 || U_FAILURE(status) || !in_tables(code)) {
      append(code, 0);
      continue;
    }
    for (int32_t at = 0; at < length;) {
      const int change = at == 0 ? 0 : 1;
      UChar32 part = 0;
      U16_NEXT(parts.data(), at, length, part);
      append(part, change);
    }
  }
  sort_marks();
  return result;
}

/// Walks the source as the changes tell and gives each code point of the result its place.
class Placer {
 public:
  explicit Placer(const Characters& source) : source_(source) { result_.reserve(source.size() + 16); }

  void add(const Change& change) {
    const bool inserted = change.change > 0;
    const std::size_t from = std::min(inserted ? (next_ == 0 ? 0 : next_ - 1) : next_, source_.size() - 1);
    result_.push_back({change.code, source_[from].begin, source_[from].end});
    if (!inserted) next_ += 1 + static_cast<std::size_t>(-change.change);
  }

  Characters take() { return std::move(result_); }

 private:
  const Characters& source_;
  Characters result_;
  std::size_t next_ = 0;
};

Characters placed_sorted(const std::vector<Sorted>& changes, const Characters& source) {
  Placer placer(source);
  for (const Sorted& change : changes) placer.add(change);
  return placer.take();
}

bool all_below(const Characters& characters, char32_t bound) {
  return std::all_of(characters.begin(), characters.end(),
                     [&](const Character& character) { return character.code < bound; });
}

}  // namespace

Characters placed(std::span<const Change> changes, const Characters& source) {
  Placer placer(source);
  for (const Change& change : changes) placer.add(change);
  return placer.take();
}

Characters decompose(Characters characters, Equivalence equivalence) {
  if (all_below(characters, first_decomposing(equivalence))) return characters;
  return placed_sorted(decomposed(characters, equivalence), characters);
}

Characters compose(Characters characters, Equivalence equivalence) {
  // Text below the first mark is composed as it is; compatibility characters begin earlier.
  const char32_t first_composing = equivalence == Equivalence::canonical ? 0x300 : first_decomposing(equivalence);
  if (all_below(characters, first_composing)) return characters;
  const UNormalizer2* tables = normalizer(Equivalence::canonical);
  std::vector<Sorted> result;
  std::vector<Sorted> marks;  // that stay after the base
  Sorted base;
  bool has_base = false;
  uint8_t last_class = 0;  // of marks.back()
  const auto flush = [&] {
    if (has_base) result.push_back(base);
    result.insert(result.end(), marks.begin(), marks.end());
    marks.clear();
    last_class = 0;
  };
  for (const Sorted& next : decomposed(characters, equivalence)) {
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
  return placed_sorted(result, characters);
}

}  // namespace rex::text
