#include "core/base/json.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_levels = 64;
constexpr std::size_t most_values = 400'000;
constexpr std::uintmax_t largest_file = 64 << 20;
constexpr const char* damaged = "The file is damaged or no such file: download or save it again.";

}  // namespace

nlohmann::json parse_json(std::string_view text, const std::string& where) {
  using Event = nlohmann::json::parse_event_t;
  std::vector<std::set<std::string>> keys;  // of the open objects and lists
  std::size_t values = 0;
  const auto watch = [&](int, Event event, nlohmann::json& value) {
    if (event == Event::object_start || event == Event::array_start) keys.emplace_back();
    if (event == Event::object_end || event == Event::array_end) keys.pop_back();
    if (keys.size() > most_levels) throw Error(where, "is nested too deeply", damaged);
    if (++values > most_values) throw Error(where, "holds more than 400000 values", damaged);
    if (event == Event::key && !keys.back().insert(value.get<std::string>()).second) {
      throw Error(where, "has the key \"" + printable(value.get<std::string>()) + "\" twice", damaged);
    }
    return true;
  };
  try {
    return nlohmann::json::parse(text.begin(), text.end(), watch);
  } catch (const nlohmann::json::parse_error& error) {
    throw Error(where, "is not sound JSON at byte " + std::to_string(error.byte), damaged);
  }
}

nlohmann::json read_json(const fs::path& path) {
  const std::string where = printable(path.string(), 1000);
  std::error_code failure;
  if (!fs::is_regular_file(path, failure)) {
    throw Error(where, failure ? failure.message() : "is not a regular file", "Check the path.");
  }
  const std::uintmax_t size = fs::file_size(path, failure);
  if (failure) throw Error(where, "cannot be read: " + failure.message(), "Check the path and its permissions.");
  if (size > largest_file) throw Error(where, "is larger than 64 MB, too large for such a file", damaged);
  std::string text(size, '\0');
  if (!std::ifstream(path, std::ios::binary).read(text.data(), static_cast<std::streamsize>(size))) {
    throw Error(where, "cannot be read", "Check the path and its permissions.");
  }
  return parse_json(text, where);
}

}  // namespace rex
