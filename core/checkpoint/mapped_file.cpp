#include "core/checkpoint/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace {

/// Closes on every way out.
struct Descriptor {
  int value = -1;
  ~Descriptor() {
    if (value >= 0) close(value);
  }
};

}  // namespace

MappedFile::MappedFile(std::filesystem::path path, char* data, std::size_t size)
    : path_(std::move(path)), data_(data), size_(size) {}

MappedFile::~MappedFile() { munmap(data_, size_); }

std::shared_ptr<const MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const std::string where = printable(path.string(), 1000);
  const auto cannot_read = [&] {
    return Error(where, std::string("cannot be read: ") + std::strerror(errno), "Check the path and its permissions.");
  };
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) throw cannot_read();
  // Before opening: opening a device or a pipe can have effects or wait for ever.
  if (!S_ISREG(status.st_mode)) throw Error(where, "is not a regular file", "Give the path of a weights file.");
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.value < 0 || fstat(file.value, &status) != 0) throw cannot_read();
  if (!S_ISREG(status.st_mode)) throw Error(where, "is not a regular file", "Give the path of a weights file.");
  if (status.st_size == 0) throw Error(where, "is empty", "Download or save the file again.");
  const auto size = static_cast<std::size_t>(status.st_size);
  // Private and writable without reserving swap: tensors over the map may be changed in place, the file never is.
  void* data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file.value, 0);
  if (data == MAP_FAILED) throw cannot_read();
  return std::shared_ptr<const MappedFile>(new MappedFile(path, static_cast<char*>(data), size));
}

}  // namespace rex
