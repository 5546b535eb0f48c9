#include "core/checkpoint/storage.h"

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/zip_archive.h"

namespace rex {

void Storage::verify() const {
  if (crc_ == 0) return;
  std::call_once(verified_, [this] {
    if (crc32_of(bytes_) == crc_) return;
    const auto offset = static_cast<std::size_t>(bytes_.data() - file_->bytes().data());
    throw Error(printable(file_->path().string(), 1000),
                "the weights stored at byte " + std::to_string(offset) + " fail their checksum",
                "The file was damaged on its way: download or save it again.");
  });
}

}  // namespace rex
