#include <algorithm>

#include "core/picture/codecs.h"

namespace rex::codec {
namespace {

/// Unsigned integers out of a TIFF structure, in its byte order; 0 beyond its end.
class TiffReader {
 public:
  explicit TiffReader(std::string_view bytes) : bytes_(bytes), big_endian_(bytes.starts_with("MM")) {}

  uint32_t read(size_t at, size_t count) const {
    if (at > bytes_.size() || count > bytes_.size() - at) return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < count; ++i)
      value = value << 8 | static_cast<uint8_t>(bytes_[at + (big_endian_ ? i : count - 1 - i)]);
    return value;
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

}  // namespace

int exif_orientation(std::string_view exif) {
  constexpr uint32_t orientation_tag = 0x0112, byte_type = 1, short_type = 3, long_type = 4;
  if (exif.starts_with(std::string_view("Exif\0\0", 6))) exif.remove_prefix(6);
  const TiffReader tiff(exif);
  if ((!exif.starts_with("II") && !exif.starts_with("MM")) || tiff.read(2, 2) != 42) return 1;
  const size_t directory = tiff.read(4, 4);
  const uint32_t entries = tiff.read(directory, 2);
  for (uint32_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + size_t{12} * i;
    if (tiff.read(entry, 2) != orientation_tag) continue;
    const uint32_t type = tiff.read(entry + 2, 2);
    const size_t size = type == byte_type ? 1 : type == short_type ? 2 : type == long_type ? 4 : 0;
    const uint32_t value = size == 0 ? 0 : tiff.read(entry + 8, size);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

Picture turn_upright(Picture picture, int orientation) {
  if (orientation <= 1 || orientation > 8) return picture;
  const bool transposed = orientation >= 5;
  // Where the stored picture's right and lower edges come to lie (after the transposition, if there is one).
  const bool mirrored_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool mirrored_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  Picture result(transposed ? picture.height : picture.width, transposed ? picture.width : picture.height);
  result.note = picture.note;
  constexpr int64_t block = 32;  // a block of rows and of columns fits into the cache whichever way it is read
  for (int64_t top = 0; top < result.height; top += block)
    for (int64_t left = 0; left < result.width; left += block)
      for (int64_t y = top; y < std::min(top + block, result.height); ++y) {
        const int64_t from_y = mirrored_y ? result.height - 1 - y : y;
        uint8_t* to = result.row(y) + left * 3;
        for (int64_t x = left; x < std::min(left + block, result.width); ++x, to += 3) {
          const int64_t from_x = mirrored_x ? result.width - 1 - x : x;
          const uint8_t* from = transposed ? picture.row(from_x) + from_y * 3 : picture.row(from_y) + from_x * 3;
          for (int64_t c = 0; c < 3; ++c) to[c] = from[c];
        }
      }
  return result;
}

}  // namespace rex::codec
