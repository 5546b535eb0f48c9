#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string_view>

namespace rex {

/// Writes PATH through WRITE: into a temporary file beside it, flushed to the disk, then renamed over PATH. When
/// anything fails (disk full, WRITE throws) PATH is untouched and the temporary file is gone. A symbolic link stays
/// one: what it leads to is written. What is no ordinary file (a pipe, /dev/stdout) is written in place. Throws Error
/// naming PATH and the system's reason.
void write_atomically(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write);

/// The same for bytes that are at hand.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace rex
