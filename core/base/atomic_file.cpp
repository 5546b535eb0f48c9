#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include "core/base/error.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

/// A temporary file that is removed unless it was renamed into place.
class Temporary {
 public:
  explicit Temporary(const fs::path& target) : target_(target) {
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    const std::string extension = target.extension().string();
    std::string name = (folder / ("." + target.stem().string() + ".XXXXXX")).string() + extension;
    const int file = mkstemps(name.data(), static_cast<int>(extension.size()));
    if (file < 0) {
      throw Error(target.string(), std::string("cannot be written: ") + std::strerror(errno),
                  "Choose a folder that exists and that you may write to.");
    }
    const mode_t mask = umask(0);
    umask(mask);
    fchmod(file, 0666 & ~mask);
    close(file);
    path_ = name;
  }
  ~Temporary() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  const fs::path& path() const { return path_; }

  void commit() {
    const int file = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && fsync(file) == 0;
    const int reason = errno;
    if (file >= 0) close(file);
    if (!flushed) throw Error(target_.string(), std::string("cannot be written: ") + std::strerror(reason));
    std::error_code failure;
    fs::rename(path_, target_, failure);
    if (failure) throw Error(target_.string(), "cannot be written: " + failure.message());
    path_.clear();
  }

 private:
  fs::path target_;
  fs::path path_;
};

/// Writes FILE in place; PATH names it in messages.
void write_to(const fs::path& file, const fs::path& path, const std::function<void(std::ostream&)>& write) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  errno = 0;
  write(stream);
  stream.flush();
  if (!stream) {
    throw Error(path.string(), std::string("cannot be written: ") + std::strerror(errno ? errno : EIO),
                "Free some space on the disk or choose another folder.");
  }
}

/// What PATH leads to through symbolic links, so that these stay.
fs::path link_target(fs::path path) {
  constexpr int most_links = 40;  // as the kernel follows
  std::error_code failure;
  for (int link = 0; link < most_links && fs::is_symlink(path, failure); ++link) {
    const fs::path next = fs::read_symlink(path, failure);
    if (failure) break;
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return path;
}

}  // namespace

void write_atomically(const fs::path& path, const std::function<void(std::ostream&)>& write) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  const bool device = fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
  if (device) return write_to(path, path, write);  // a pipe or /dev/stdout: nothing of it could be kept
  Temporary temporary(link_target(path));
  write_to(temporary.path(), path, write);
  temporary.commit();
}

void write_atomically(const fs::path& path, std::string_view bytes) {
  write_atomically(
      path, [&](std::ostream& stream) { stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); });
}

}  // namespace rex
