#include "core/base/printable.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace rex {
namespace {

/// The code point at TEXT[at], moving AT behind it; negative where the bytes are not UTF-8.
std::int32_t next_code_point(std::string_view text, std::size_t& at) {
  const char* bytes = text.data() + at;
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  std::int32_t used = 0;
  std::int32_t code = 0;
  U8_NEXT(bytes, used, length, code);
  at += static_cast<std::size_t>(used);
  return code;
}

}  // namespace

std::string printable(std::string_view text, std::size_t limit) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (result.size() >= limit) return result + "…";
    const std::size_t start = at;
    const std::int32_t code = next_code_point(text, at);
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool turns_the_line = code >= 0x2028 && code <= 0x202e;  // line separators and bidirectional overrides
    if (!control && !turns_the_line) {
      result += text.substr(start, at - start);
      continue;
    }
    for (const char byte : text.substr(start, at - start)) {
      result += "\\x";
      result += digits[static_cast<unsigned char>(byte) >> 4];
      result += digits[static_cast<unsigned char>(byte) & 15];
    }
  }
  return result;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (next_code_point(text, at) < 0) return false;
  }
  return true;
}

}  // namespace rex
