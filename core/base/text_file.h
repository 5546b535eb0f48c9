#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace rex {

/// The bytes of a regular file of at most LIMIT bytes. Throws Error naming PATH where it is missing, is something else
/// (a folder, a pipe), is larger (which is found before any memory is taken), or cannot be read.
std::string read_text_file(const std::filesystem::path& path, std::uintmax_t limit);

}  // namespace rex
