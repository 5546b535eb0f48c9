#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace rex {

/// What the system tells of a file's content without reading it. Writing to a file changes its time; putting another
/// file in its place changes the inode. Two changes within one tick of the file system's clock (1 to 10 ms on older
/// kernels) cannot be told apart where the size stays.
struct FileState {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;  // bytes
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;  // of the last modification

  bool operator==(const FileState&) const = default;

  /// Of the file that PATH leads to; nothing where there is none.
  static std::optional<FileState> of(const std::filesystem::path& path);
  /// Of the open file DESCRIPTOR.
  static std::optional<FileState> of(int descriptor);
};

}  // namespace rex
