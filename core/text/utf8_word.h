#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "core/text/token.h"
#include "core/text/unicode.h"

namespace rex::text {

/// A word as the bytes that models look up, with the way back to its characters.
class Utf8Word {
 public:
  explicit Utf8Word(std::span<const Character> characters) : characters_(characters) {
    bytes_.reserve(characters.size() + 8);
    sources_.reserve(characters.size() + 8);
    for (std::size_t at = 0; at < characters.size(); ++at) {
      append_utf8(bytes_, characters[at].code);
      sources_.resize(bytes_.size(), static_cast<uint32_t>(at));
    }
  }

  std::string_view bytes() const { return bytes_; }

  /// A token of the bytes [BEGIN, END), at least one. What lies behind the word stands for its last character.
  Token token(int64_t id, std::string text, std::size_t begin, std::size_t end) const {
    const std::size_t last = sources_.size() - 1;
    Token token;
    token.id = id;
    token.text = std::move(text);
    token.begin = characters_[sources_[std::min(begin, last)]].begin;
    token.end = characters_[sources_[std::min(end - 1, last)]].end;
    return token;
  }

 private:
  std::span<const Character> characters_;
  std::string bytes_;
  std::vector<uint32_t> sources_;  ///< the character of each byte
};

/// The spelling of a byte that a vocabulary holds for text that it otherwise lacks: "<0x0A>".
inline std::string fallback_spelling(unsigned char byte) {
  constexpr const char* digits = "0123456789ABCDEF";
  return std::string("<0x") + digits[byte >> 4] + digits[byte & 15] + ">";
}

}  // namespace rex::text
