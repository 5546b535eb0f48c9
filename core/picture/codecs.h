// One decoder for each file format, and what they share. Private to core/picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/picture/picture.h"

namespace rex::codec {

/// A picture as its file stores it, and how to turn it upright.
struct Decoded {
  Picture picture;
  int orientation = 1;  // EXIF's 1…8; 1 is upright
};

/// Each reads one format from BYTES; NAME stands in errors. The caller has looked at the first bytes.
Decoded decode_png(std::string_view bytes, const std::string& name);
Decoded decode_jpeg(std::string_view bytes, const std::string& name);
Decoded decode_webp(std::string_view bytes, const std::string& name);
Decoded decode_tiff(std::string_view bytes, const std::string& name);
Decoded decode_bmp(std::string_view bytes, const std::string& name);

/// Each gives a file's bytes.
std::string encode_png(const Picture& picture);
std::string encode_jpeg(const Picture& picture, int quality);

/// The orientation tag (0x0112) of an EXIF block, which is a small TIFF file, with or without "Exif\0\0" before it;
/// 1 where there is none or it makes no sense.
int exif_orientation(std::string_view exif);

/// How much of one colour is left after its own ink and black ink (both 0…255), in Pillow's integers.
inline uint8_t light_through_ink(int ink, int black) {
  const int white = 255 - black, product = ink * white + 128;
  return static_cast<uint8_t>(white - (((product >> 8) + product) >> 8));
}

/// Turns PICTURE upright.
Picture turn_upright(Picture picture, int orientation);

}  // namespace rex::codec
