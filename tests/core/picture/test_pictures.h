// What the picture tests share.
#pragma once

#include <ATen/ATen.h>

#include <random>
#include <string>

#include "core/picture/picture.h"

namespace rex::test {

/// Noise, the same for the same SEED.
inline Picture noise(int64_t width, int64_t height, unsigned seed) {
  std::mt19937 random(seed);
  Picture picture(width, height);
  for (uint8_t& value : picture.pixels) value = static_cast<uint8_t>(random());
  return picture;
}

/// A picture as bytes [3, height, width].
inline at::Tensor planes_of(const Picture& picture) {
  return at::from_blob(const_cast<uint8_t*>(picture.pixels.data()), {picture.height, picture.width, 3}, at::kByte)
      .permute({2, 0, 1})
      .contiguous();
}

/// FILE with an EXIF block that says ORIENTATION after its start marker. FILE is a JPEG picture.
inline std::string with_orientation(const std::string& file, int orientation, bool big_endian = false) {
  std::string exif = big_endian ? std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26)
                                : std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0", 26);
  exif[big_endian ? 19 : 18] = static_cast<char>(orientation);
  exif = std::string("Exif\0\0", 6) + exif;
  const auto length = static_cast<char>(exif.size() + 2);
  return file.substr(0, 2) + std::string("\xff\xe1\0", 3) + length + exif + file.substr(2);
}

}  // namespace rex::test
