#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace rex {

/// The bytes of a regular file of at most LIMIT bytes. Throws Error naming PATH where it is missing, is something else
/// (a folder, a pipe), or is larger.
std::string read_text_file(const std::filesystem::path& path, std::uintmax_t limit);

/// The JSON object that a file holds: at most LIMIT bytes, nested at most 100 deep. Throws Error naming PATH and the
/// line where it is not JSON, or not an object.
nlohmann::json read_json_object(const std::filesystem::path& path, std::uintmax_t limit);

}  // namespace rex
