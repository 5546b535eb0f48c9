#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace rex {

/// The bytes of a regular file of at most LIMIT bytes. Throws Error naming PATH where it is missing, is something else
/// (a folder, a pipe), is larger (which is found before any memory is taken), or cannot be read.
std::string read_text_file(const std::filesystem::path& path, std::uintmax_t limit);

/// What to do about text that is not what its format says.
inline constexpr const char* fetch_text_again =
    "Fetch or save the file again: it may have been cut short, or edited by mistake.";

}  // namespace rex
