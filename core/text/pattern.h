#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/text/description_part.h"
#include "core/text/unicode.h"

struct URegularExpression;

namespace rex::text {

/// A part of a text that a pattern matches, or the text between two of those.
struct Stretch {
  std::size_t begin = 0;  ///< [begin, end) of the characters that were searched
  std::size_t end = 0;
  bool matches = false;
};

/// What Split and Replace of tokenizer.json look for: a literal text or a regular expression.
class Pattern {
 public:
  /// {"String": …} or {"Regex": …}. Throws Error where the expression is not sound, or has what ICU lacks.
  explicit Pattern(const DescriptionPart& part);
  ~Pattern();
  Pattern(Pattern&&) noexcept;

  /// Searches texts one after the other. Not for several threads at once; each makes its own.
  class Search {
   public:
    explicit Search(const Pattern& pattern);
    ~Search();
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;

    /// All of CHARACTERS, cut where the pattern matches, in order. A match may be empty. Throws Error where an
    /// expression takes more steps than any sound one does.
    std::vector<Stretch> find(std::span<const Character> characters);

   private:
    std::vector<Stretch> find_expression(std::span<const Character> characters);

    const Pattern& pattern_;
    URegularExpression* expression_ = nullptr;
    std::u16string text_;
    std::vector<uint32_t> places_;  ///< the character of each unit of text_, and one more
  };

 private:
  std::string file_;      ///< for messages
  std::string spelling_;  ///< for messages
  Characters literal_;    ///< what to find where there is no expression
  URegularExpression* expression_ = nullptr;
};

}  // namespace rex::text
