#pragma once

#include <span>
#include <vector>

#include "core/text/pattern.h"
#include "core/text/unicode.h"

namespace rex::text {

/// A text on its way into words: what is cut out of CHARACTERS, in order.
struct Pieces {
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Characters characters;
  std::vector<Range> ranges;  ///< none is empty

  std::span<const Character> operator[](const Range& range) const {
    return std::span(characters).subspan(range.begin, range.end - range.begin);
  }
};

/// What becomes of the text that a pattern matches (Hugging Face's names): it vanishes, is a piece of its own (each
/// match, or neighbours together), or goes with the piece before or behind it.
enum class SplitBehavior { removed, isolated, contiguous, merged_with_previous, merged_with_next };

/// The ranges that STRETCHES, which cover a piece that begins at OFFSET, fall into.
void append_ranges(std::span<const Stretch> stretches, SplitBehavior behavior, std::size_t offset,
                   std::vector<Pieces::Range>& ranges);

}  // namespace rex::text
