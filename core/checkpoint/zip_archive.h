#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/checkpoint/mapped_file.h"

namespace rex {

struct ZipEntry {
  std::string_view bytes;  // as they lie in the file
  bool deflated = false;   // else stored
  std::uint64_t size = 0;  // once inflated
  std::uint32_t crc = 0;   // of the inflated bytes; 0 where the writer left it out
};

/// A zip file's directory, checked: no entry leaves the file, no name occurs twice or leads out of a folder, nothing is
/// encrypted. Sizes come from the central directory (torch leaves the local ones 0); zip64 is read.
/// PKWARE, .ZIP File Format Specification (APPNOTE).
class ZipArchive {
 public:
  /// Throws Error for whatever is not a sound zip file.
  explicit ZipArchive(std::shared_ptr<const MappedFile> file);

  const std::shared_ptr<const MappedFile>& file() const { return file_; }
  const std::map<std::string, ZipEntry>& entries() const { return entries_; }

  /// The entry NAME, or null.
  const ZipEntry* find(const std::string& name) const;

  /// The inflated bytes of a deflated entry. Throws Error where they are damaged, do not have the claimed size, or
  /// claim more than a small file could sensibly hold.
  std::string inflate(const std::string& name) const;

 private:
  std::shared_ptr<const MappedFile> file_;
  std::map<std::string, ZipEntry> entries_;
};

bool looks_like_zip(std::string_view bytes);

/// CRC-32 as in zip files; BEFORE is that of what comes before BYTES.
std::uint32_t crc32_of(std::string_view bytes, std::uint32_t before = 0);

}  // namespace rex
