#include "core/checkpoint/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace {

constexpr std::uintptr_t huge_page = 2 << 20;

std::string where_of(const std::filesystem::path& path) { return printable(path.string(), 1000); }

Error cannot_read(const std::filesystem::path& path) {
  return Error(where_of(path), std::string("cannot be read: ") + std::strerror(errno),
               "Check the path and its permissions.");
}

Error changed_on_disk(const std::filesystem::path& path) {
  return Error(where_of(path), "changed on disk while it was in use", "Open it again.");
}

/// Closes on every way out.
struct Descriptor {
  int value = -1;
  ~Descriptor() {
    if (value >= 0) close(value);
  }
};

/// Memory for SIZE bytes that lies in its huge page as LIKE does, so that the system moves it there by the huge page.
class Memory {
 public:
  Memory(std::size_t size, const void* like) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    size_ = (size + page - 1) / page * page;
    void* whole =
        mmap(nullptr, size_ + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (whole == MAP_FAILED) return;
    madvise(whole, size_ + huge_page, MADV_HUGEPAGE);  // halves the time for reading; only a wish
    const std::size_t before =
        (reinterpret_cast<std::uintptr_t>(like) - reinterpret_cast<std::uintptr_t>(whole)) % huge_page;
    data_ = static_cast<char*>(whole) + before;
    if (before > 0) munmap(whole, before);
    munmap(data_ + size_, huge_page - before);
  }
  ~Memory() {
    if (data_ != nullptr) munmap(data_, size_);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  char* data() const { return data_; }  // null where there is none

  /// Moves it over what is mapped at TARGET, in one step; false where the system cannot.
  bool replace(void* target) {
    if (mremap(data_, size_, size_, MREMAP_MAYMOVE | MREMAP_FIXED, target) == MAP_FAILED) return false;
    data_ = nullptr;
    return true;
  }

 private:
  std::size_t size_ = 0;  // whole pages
  char* data_ = nullptr;
};

}  // namespace

MappedFile::MappedFile(std::filesystem::path path, int descriptor, const FileState& state, char* data)
    : path_(std::move(path)),
      descriptor_(descriptor),
      state_(state),
      data_(data),
      size_(static_cast<std::size_t>(state.size)),
      guard_(std::make_unique<MappingGuard>(data, size_)) {}

MappedFile::~MappedFile() {
  guard_.reset();
  munmap(data_, size_);
  close_file();
}

void MappedFile::close_file() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

std::shared_ptr<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) throw cannot_read(path);
  // Before opening: opening a device or a pipe can have effects or wait for ever.
  const auto require_regular = [&] {
    if (!S_ISREG(status.st_mode))
      throw Error(where_of(path), "is not a regular file", "Give the path of a weights file.");
  };
  require_regular();
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.value < 0 || fstat(file.value, &status) != 0) throw cannot_read(path);
  require_regular();
  const auto state = FileState::of(file.value);
  if (!state) throw cannot_read(path);
  if (state->size == 0) throw Error(where_of(path), "is empty", "Download or save the file again.");
  // Private and writable without reserving swap: tensors over the map may be changed in place, the file never is.
  void* data = mmap(nullptr, state->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file.value, 0);
  if (data == MAP_FAILED) throw cannot_read(path);
  try {
    std::shared_ptr<MappedFile> mapped(new MappedFile(path, file.value, *state, static_cast<char*>(data)));
    file.value = -1;  // now its own
    return mapped;
  } catch (...) {
    munmap(data, state->size);
    throw;
  }
}

void MappedFile::hold() {
  if (held()) return;
  Memory memory(size_, data_);
  if (memory.data() == nullptr) return;
  for (std::size_t at = 0; at < size_;) {
    const ssize_t count = pread(descriptor_, memory.data() + at, size_ - at, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw cannot_read(path_);
    if (count == 0) throw changed_on_disk(path_);  // cut short
    at += static_cast<std::size_t>(count);
  }
  check();
  if (!memory.replace(data_)) return;
  guard_.reset();
  close_file();
}

bool MappedFile::changed() const { return !held() && (guard_->damaged() || FileState::of(descriptor_) != state_); }

void MappedFile::check() const {
  if (changed()) throw changed_on_disk(path_);
}

void hold_or_check(const std::vector<std::shared_ptr<MappedFile>>& files, std::uint64_t limit) {
  std::uint64_t total = 0;
  for (const auto& file : files) total += file->state().size;
  for (const auto& file : files) total <= limit ? file->hold() : file->check();
}

}  // namespace rex
