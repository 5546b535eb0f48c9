#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string_view>

namespace rex {

/// Writes PATH through WRITE: into a temporary file beside it, flushed to the disk, then renamed over PATH. When
/// anything fails (disk full, WRITE throws) PATH is untouched and the temporary file is gone. Throws Error naming PATH
/// and the system's reason.
void write_atomically(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write);

/// The same for bytes that are at hand.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

/// The same for a library that wants a file name: WRITE gets the temporary name (beside PATH, with PATH's extension, so
/// that a format chosen by extension stays right).
void write_atomically_by_name(const std::filesystem::path& path,
                              const std::function<void(const std::filesystem::path&)>& write);

}  // namespace rex
