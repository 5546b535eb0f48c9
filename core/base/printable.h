#pragma once

#include <string>
#include <string_view>

namespace rex {

/// TEXT from a foreign file, fit for one line of a message or a terminal: control characters and bytes that are not
/// UTF-8 become \xNN, and what goes on for longer than LIMIT bytes ends in "…".
std::string printable(std::string_view text, std::size_t limit = 120);

/// Whether TEXT is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

}  // namespace rex
