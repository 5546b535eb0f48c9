#include "core/base/json_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

constexpr int deepest_nesting = 100;

/// How deep brackets nest outside of strings. Known before parsing, which must not recurse without a limit.
int nesting(const std::string& json) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char byte = json[at];
    if (in_string) {
      if (byte == '\\') ++at;
      if (byte == '"') in_string = false;
    } else if (byte == '"') {
      in_string = true;
    } else if (byte == '[' || byte == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (byte == ']' || byte == '}') {
      --depth;
    }
  }
  return deepest;
}

/// The library's message without its "[json.exception.…]" label.
std::string reason(const nlohmann::json::exception& error) {
  const std::string text = error.what();
  const auto end = text.find("] ");
  return printable(end == std::string::npos ? text : text.substr(end + 2), 200);
}

}  // namespace

std::string read_text_file(const fs::path& path, std::uintmax_t limit) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) throw Error(path.string(), "no such file");
  if (!fs::is_regular_file(status)) throw Error(path.string(), "is not a regular file");
  const std::uintmax_t size = fs::file_size(path, failure);
  if (failure) throw Error(path.string(), "cannot be read: " + failure.message());
  if (size > limit) {
    throw Error(path.string(), "is " + std::to_string(size >> 20) + " MB large, more than the " +
                                   std::to_string(limit >> 20) + " MB that a file of its kind may have");
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  errno = 0;
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream) throw Error(path.string(), std::string("cannot be read: ") + std::strerror(errno ? errno : EIO));
  return bytes;
}

nlohmann::json read_json_object(const fs::path& path, std::uintmax_t limit) {
  const std::string bytes = read_text_file(path, limit);
  if (nesting(bytes) > deepest_nesting) throw Error(path.string(), "nests brackets too deep to be a real file");
  nlohmann::json json;
  try {
    json = nlohmann::json::parse(bytes);
  } catch (const nlohmann::json::exception& error) {
    throw Error(path.string(), "is not JSON: " + reason(error), "Fetch the file again; it may have been cut short.");
  }
  if (!json.is_object())
    throw Error(path.string(), std::string("holds a JSON ") + json.type_name() + ", not an object");
  return json;
}

}  // namespace rex
