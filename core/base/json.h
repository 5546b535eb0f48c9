#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace rex {

/// The JSON document TEXT. WHERE names it in messages. Throws Error for what is not sound JSON, for a key that occurs
/// twice in one object, for more than 64 levels, and for more than 400,000 values: what a foreign file can cost is
/// bounded.
nlohmann::json parse_json(std::string_view text, const std::string& where);

/// The same for a regular file of at most 64 MB.
nlohmann::json read_json(const std::filesystem::path& path);

}  // namespace rex
