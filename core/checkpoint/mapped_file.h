#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

namespace rex {

/// A regular file mapped into memory: pages come from the disk when they are touched. A write to them (an in-place
/// operation on a tensor that views the file) stays in this process and never reaches the file. The file must not be
/// truncated by someone else meanwhile; a file replaced by renaming is fine.
class MappedFile {
 public:
  /// Throws Error where PATH is absent, unreadable, empty, or not a regular file (a pipe or device is never opened).
  static std::shared_ptr<const MappedFile> open(const std::filesystem::path& path);

  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {data_, size_}; }
  const std::filesystem::path& path() const { return path_; }

 private:
  MappedFile(std::filesystem::path path, char* data, std::size_t size);

  std::filesystem::path path_;
  char* data_;
  std::size_t size_;
};

}  // namespace rex
