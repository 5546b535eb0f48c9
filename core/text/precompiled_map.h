#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/description_part.h"
#include "core/text/unicode.h"

namespace rex::text {

/// SentencePiece's table of replacements ("precompiled_charsmap"), applied as Hugging Face applies it: to each cluster
/// that a person reads as one character where that is short, else to each code point; and the shortest key that a
/// cluster begins with replaces the whole of it.
class PrecompiledMap {
 public:
  /// PART is the table in base 64: the length of a double-array trie in bytes (uint32, little-endian), the trie (its
  /// units are uint32), and the replacements, each ended by a zero. LONGEST_MATCH: as SentencePiece itself applies it,
  /// the longest key at a place replaces what it matches. Throws Error where PART is none of that.
  PrecompiledMap(const DescriptionPart& part, bool longest_match);

  /// CHARACTERS with their replacements. The nth character of a replacement has the place of the nth of what it
  /// replaces, or of the last one.
  Characters apply(Characters characters) const;

 private:
  struct Found {
    std::string_view replacement;
    std::size_t length = 0;  ///< of the key, in bytes
  };

  /// What replaces a text that begins with a key: the shortest key, or the longest.
  std::optional<Found> find(std::string_view text, bool longest) const;
  Characters apply_to_clusters(Characters characters) const;
  Characters apply_longest(Characters characters) const;

  bool longest_match_;

  std::vector<uint32_t> units_;
  std::string replacements_;
};

}  // namespace rex::text
