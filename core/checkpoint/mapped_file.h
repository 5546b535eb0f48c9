#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "core/checkpoint/file_state.h"
#include "core/checkpoint/mapping_guard.h"

namespace rex {

/// Up to so many bytes of weights are read into memory when a model is opened, about a fifth of a second for half a
/// gigabyte; larger ones stay mapped and are watched.
inline constexpr std::uint64_t cheap_to_hold = std::uint64_t{1} << 30;

/// A regular file in memory. At first it is mapped: pages come from the disk when they are touched, and somebody who
/// writes to the file changes them; hold() ends that. A write to the bytes (an in-place operation on a tensor that
/// views them) stays in this process and never reaches the file. A file cut short while it is mapped reads as zeros
/// behind its new end, and is changed().
class MappedFile {
 public:
  /// Throws Error where PATH is absent, unreadable, empty, or not a regular file (a pipe or device is never opened).
  static std::shared_ptr<MappedFile> open(const std::filesystem::path& path);

  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {data_, size_}; }
  const std::filesystem::path& path() const { return path_; }

  /// Reads the whole file into memory of this process, at the address where it is mapped, so that views stay good.
  /// Throws Error where it changed since it was opened; where there is no memory for it, it stays mapped. Not to be
  /// called while another thread reads the bytes.
  void hold();
  bool held() const { return guard_ == nullptr; }

  /// Whether bytes() may no longer be what was opened: the file was written or cut. Never where it is held, nor where
  /// another file took its place under the same name.
  bool changed() const;

  /// Throws Error "changed on disk" where changed().
  void check() const;

  /// As it was when it was opened.
  const FileState& state() const { return state_; }

 private:
  MappedFile(std::filesystem::path path, int descriptor, const FileState& state, char* data);
  void close_file();

  std::filesystem::path path_;
  int descriptor_;  // -1 once held
  FileState state_;
  char* data_;
  std::size_t size_;
  std::unique_ptr<MappingGuard> guard_;  // null once held
};

/// What is done with FILES once their headers are read: they are held where all of them together have at most LIMIT
/// bytes, else stay mapped. Throws Error where one of them changed since it was opened.
void hold_or_check(const std::vector<std::shared_ptr<MappedFile>>& files, std::uint64_t limit);

}  // namespace rex
