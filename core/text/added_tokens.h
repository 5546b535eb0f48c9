#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/text/unicode.h"

namespace rex::text {

/// A token that is found in the text before it is split into words, as tokenizer.json describes it: [MASK],
/// <|endoftext|>, or what somebody added when training on.
struct AddedToken {
  std::string content;
  int64_t id = -1;
  bool single_word = false;  ///< not when a word character stands next to it
  bool lstrip = false;       ///< takes the white space before it as well
  bool rstrip = false;       ///< takes the white space behind it as well
  bool normalized = false;   ///< looked for in the normalised text (lower case, …) instead of the text as given
  bool operator==(const AddedToken&) const = default;
};

/// Finds added tokens of one kind (normalised or not) in a text: leftmost first, then longest, never overlapping.
class AddedTokenMatcher {
 public:
  struct Part {
    std::size_t begin = 0;  ///< [begin, end) of the characters that were searched
    std::size_t end = 0;
    const AddedToken* token = nullptr;  ///< null: text between tokens
  };

  /// Looks for TOKEN where SPELLING stands. A spelling that is named again means its later token.
  void add(std::span<const Character> spelling, const AddedToken& token);

  /// CHARACTERS cut into tokens and the text between them, in order and complete.
  std::vector<Part> split(std::span<const Character> characters) const;

 private:
  struct Node {
    std::unordered_map<char32_t, std::size_t> next;
    int64_t token = -1;  ///< index into tokens_
  };

  /// The longest token at BEGIN: its index (or -1) and its end.
  std::pair<int64_t, std::size_t> longest(std::span<const Character> characters, std::size_t begin) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<AddedToken> tokens_;
};

}  // namespace rex::text
