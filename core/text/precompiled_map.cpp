#include "core/text/precompiled_map.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/text/normalization.h"

namespace rex::text {
namespace {

std::optional<std::string> decode_base64(std::string_view text) {
  const auto value = [](char letter) -> int {
    if (letter >= 'A' && letter <= 'Z') return letter - 'A';
    if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9') return letter - '0' + 52;
    return letter == '+' ? 62 : letter == '/' ? 63 : -1;
  };
  if (text.size() % 4 != 0) return {};
  while (text.ends_with('=') && text.size() % 4 != 2) text.remove_suffix(1);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  uint32_t bits = 0;
  int count = 0;
  for (const char letter : text) {
    const int six = value(letter);
    if (six < 0) return {};
    bits = bits << 6 | static_cast<uint32_t>(six);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

uint32_t little_endian(std::string_view bytes) {
  uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return value;
}

/// The parts of a unit of a double-array trie (the layout of Darts-clone).
uint32_t label_of(uint32_t unit) { return unit & (0x80000000U | 0xFFU); }
uint32_t offset_of(uint32_t unit) { return (unit >> 10) << ((unit & 0x200U) >> 6); }
bool has_leaf(uint32_t unit) { return (unit & 0x100U) != 0; }
uint32_t value_of(uint32_t unit) { return unit & 0x7FFFFFFFU; }

/// Finds where one grapheme cluster ends and the next begins.
class ClusterBreaks {
 public:
  ClusterBreaks() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_ = ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status);
    if (U_FAILURE(status)) throw Error("ICU", std::string("cannot tell characters apart: ") + u_errorName(status));
  }
  ~ClusterBreaks() { ubrk_close(iterator_); }
  ClusterBreaks(const ClusterBreaks&) = delete;
  ClusterBreaks& operator=(const ClusterBreaks&) = delete;

  /// The end of the last character of each cluster of CHARACTERS, which are not empty.
  std::vector<std::size_t> ends(std::span<const Character> characters) {
    std::vector<std::size_t> ends;
    for (std::size_t begin = 0; begin < characters.size();) {
      std::size_t end = begin + 1;
      while (end < characters.size() && !surely_breaks(characters[end - 1].code, characters[end].code)) ++end;
      if (end - begin == 1) {
        ends.push_back(end);
      } else {
        append_ends(characters, begin, end, ends);
      }
      begin = end;
    }
    return ends;
  }

 private:
  /// Two ASCII characters are never one cluster, but for CR LF.
  static bool surely_breaks(char32_t left, char32_t right) {
    return left < 0x80 && right < 0x80 && !(left == '\r' && right == '\n');
  }

  void append_ends(std::span<const Character> characters, std::size_t begin, std::size_t end,
                   std::vector<std::size_t>& ends) {
    text_.clear();
    places_.clear();
    for (std::size_t at = begin; at < end; ++at) {
      places_.resize(text_.size() + 1, at);
      append_utf8(text_, characters[at].code);
    }
    places_.resize(text_.size() + 1, end);
    places_[text_.size()] = end;
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text_.data(), static_cast<int64_t>(text_.size()), &status);
    ubrk_setUText(iterator_, &utext, &status);
    for (int32_t stop = ubrk_next(iterator_); stop != UBRK_DONE && U_SUCCESS(status); stop = ubrk_next(iterator_)) {
      ends.push_back(places_[static_cast<std::size_t>(stop)]);
    }
    utext_close(&utext);
    if (U_FAILURE(status)) throw Error("ICU", std::string("cannot tell characters apart: ") + u_errorName(status));
  }

  UBreakIterator* iterator_ = nullptr;
  std::string text_;
  std::vector<std::size_t> places_;  ///< of the character that begins at a byte of text_
};

/// CHARACTERS become TEXT. One that is removed is swallowed by the one before.
void append_replacement(std::size_t replaced, std::string_view text, std::vector<Change>& changes) {
  const Characters characters = decode(text);
  for (std::size_t at = 0; at < characters.size(); ++at) {
    changes.push_back({characters[at].code, at < replaced ? 0 : 1});
  }
  if (characters.size() < replaced && !changes.empty()) {
    changes.back().change -= static_cast<int>(replaced - characters.size());
  }
}

}  // namespace

PrecompiledMap::PrecompiledMap(const DescriptionPart& part, bool longest_match) : longest_match_(longest_match) {
  const auto bytes = decode_base64(part.text());
  if (!bytes) part.refuse("is not in base 64");
  const std::size_t length = bytes->size() < 4 ? 0 : little_endian(*bytes);
  if (length == 0 || length % 4 != 0 || length > bytes->size() - 4) part.refuse("is not a table of SentencePiece");
  units_.reserve(length / 4);
  for (std::size_t at = 4; at < 4 + length; at += 4) {
    units_.push_back(little_endian(std::string_view(*bytes).substr(at, 4)));
  }
  replacements_ = bytes->substr(4 + length);
  if (!is_utf8(replacements_)) part.refuse("holds replacements that are not UTF-8");
}

std::optional<PrecompiledMap::Found> PrecompiledMap::find(std::string_view text, bool longest) const {
  std::optional<Found> found;
  uint32_t node = offset_of(units_[0]);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    node ^= byte;
    if (byte == 0 || node >= units_.size() || label_of(units_[node]) != byte) break;
    const uint32_t unit = units_[node];
    node ^= offset_of(unit);
    if (!has_leaf(unit) || node >= units_.size()) continue;
    const uint32_t begin = value_of(units_[node]);
    if (begin > replacements_.size()) break;
    const std::size_t end = std::min(replacements_.find('\0', begin), replacements_.size());
    found = Found{std::string_view(replacements_).substr(begin, end - begin), at + 1};
    if (!longest) break;
  }
  return found;
}

Characters PrecompiledMap::apply(Characters characters) const {
  return longest_match_ ? apply_longest(std::move(characters)) : apply_to_clusters(std::move(characters));
}

Characters PrecompiledMap::apply_longest(Characters characters) const {
  std::string text;
  std::vector<std::size_t> begins;  // in text, of each character
  for (const Character& character : characters) {
    begins.push_back(text.size());
    append_utf8(text, character.code);
  }
  begins.push_back(text.size());
  Characters result;
  result.reserve(characters.size());
  for (std::size_t at = 0; at < characters.size();) {
    const auto found = find(std::string_view(text).substr(begins[at]), true);
    if (!found) {
      result.push_back(characters[at++]);
      continue;
    }
    std::size_t end = at + 1;
    while (end < characters.size() && begins[end] < begins[at] + found->length) ++end;
    for (const Character& replacing : decode(found->replacement)) {
      result.push_back({replacing.code, characters[at].begin, characters[end - 1].end});
    }
    at = end;
  }
  return result;
}

Characters PrecompiledMap::apply_to_clusters(Characters characters) const {
  constexpr std::size_t longest_cluster = 5;  // bytes
  std::vector<Change> changes;
  changes.reserve(characters.size());
  bool changed = false;
  std::string text;
  std::size_t begin = 0;
  for (const std::size_t end : ClusterBreaks().ends(characters)) {
    const auto cluster = std::span<const Character>(characters).subspan(begin, end - begin);
    begin = end;
    text.clear();
    for (const Character& character : cluster) append_utf8(text, character.code);
    if (text.size() <= longest_cluster) {
      if (const auto found = find(text, false)) {
        append_replacement(cluster.size(), found->replacement, changes);
        changed = true;
        continue;
      }
    }
    for (const Character& character : cluster) {
      text.clear();
      append_utf8(text, character.code);
      if (const auto found = find(text, false)) {
        append_replacement(1, found->replacement, changes);
        changed = true;
      } else {
        changes.push_back({character.code, 0});
      }
    }
  }
  return changed ? placed(changes, characters) : characters;
}

}  // namespace rex::text
