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
Decoded decode_gif(std::string_view bytes, const std::string& name);  // the first frame

/// check_picture_size, and that a file of FILE_SIZE bytes can hold so many pixels: beyond 16 megapixels (48 MB), which
/// any file may claim, at most PIXELS_PER_BYTE (zlib can pack 1032 grey pixels into a byte). A decoder calls it before
/// it takes memory. Throws Error saying how much memory the claim would need and how many pixels are believed.
void check_claimed_size(const std::string& name, int64_t width, int64_t height, size_t file_size,
                        int64_t pixels_per_byte = 1000);

/// Each gives a file's bytes.
std::string encode_png(const Picture& picture);
std::string encode_jpeg(const Picture& picture, int quality);

/// The orientation tag (0x0112) of an EXIF block, which is a small TIFF file, with or without "Exif\0\0" before it;
/// 1 where there is none or it makes no sense.
int exif_orientation(std::string_view exif);

/// The same for a PNG file's BYTES: that of its eXIf chunk, or else of the text in which ImageMagick and others keep
/// EXIF as hexadecimal digits ("Raw profile type exif" or "APP1" in a tEXt, zTXt or iTXt chunk).
int png_orientation(std::string_view bytes);

/// How much of one colour is left after its own ink and black ink (both 0…255), in Pillow's integers.
inline uint8_t light_through_ink(int ink, int black) {
  const int white = 255 - black, product = ink * white + 128;
  return static_cast<uint8_t>(white - (((product >> 8) + product) >> 8));
}

/// Picture::note of grey values that were SCALED to 8 bits ("of 16 bits are reduced to their 8 highest").
inline std::string scaled_grey_note(const std::string& scaled) {
  return "The picture's grey values " + scaled +
         "; Pillow's convert(\"RGB\"), as Hugging Face's examples call it, would cut them at 0 and 255 instead.";
}

/// Turns PICTURE upright.
Picture turn_upright(Picture picture, int orientation);

}  // namespace rex::codec
