#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>

#include "core/checkpoint/mapped_file.h"

namespace rex {

/// Bytes of a file that one or more tensors view.
class Storage {
 public:
  /// BYTES are a part of FILE. CRC is their checksum as zip files have it, 0 where there is none.
  Storage(std::shared_ptr<const MappedFile> file, std::string_view bytes, bool big_endian = false,
          std::uint32_t crc = 0)
      : file_(std::move(file)), bytes_(bytes), big_endian_(big_endian), crc_(crc) {}

  const MappedFile& file() const { return *file_; }
  std::string_view bytes() const { return bytes_; }
  bool big_endian() const { return big_endian_; }

  /// Reads all bytes the first time and throws Error where their checksum is wrong. May be called from any thread.
  void verify() const;

 private:
  std::shared_ptr<const MappedFile> file_;
  std::string_view bytes_;
  bool big_endian_;
  std::uint32_t crc_;
  mutable std::once_flag verified_;
};

}  // namespace rex
