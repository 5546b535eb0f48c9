#include "core/base/text_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

constexpr const char* check_path = "Check the path and its permissions.";

/// "3 MB", or in bytes where that would say nothing.
std::string size_text(std::uintmax_t bytes) {
  return bytes < (1 << 20) ? std::to_string(bytes) + " bytes" : std::to_string(bytes >> 20) + " MB";
}

}  // namespace

std::string read_text_file(const fs::path& path, std::uintmax_t limit) {
  const std::string where = printable(path.string(), 1000);
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) throw Error(where, "no such file", "Check the path.");
  if (!fs::status_known(status)) throw Error(where, "cannot be read: " + failure.message(), check_path);
  if (!fs::is_regular_file(status)) throw Error(where, "is not a regular file", "Check the path.");
  const std::uintmax_t size = fs::file_size(path, failure);
  if (failure) throw Error(where, "cannot be read: " + failure.message(), check_path);
  if (size > limit) {
    throw Error(
        where,
        "is " + size_text(size) + " large, more than the " + size_text(limit) + " that a file of its kind may have",
        "Check that it is the file that was meant.");
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  errno = 0;
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream) throw Error(where, std::string("cannot be read: ") + std::strerror(errno ? errno : EIO), check_path);
  return bytes;
}

}  // namespace rex
