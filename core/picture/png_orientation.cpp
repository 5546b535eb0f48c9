#include <zlib.h>

#include <algorithm>

#include "core/picture/codecs.h"

// The chunks are those of the PNG specification, 3rd edition. The text is ImageMagick's: a line with the profile's
// name, one with its length, then hexadecimal digits in lines.
namespace rex::codec {
namespace {

constexpr size_t longest_text = 1 << 20;  // EXIF has at most 64 KB, twice that as digits

/// Cuts what stands before END_MARK off TEXT, and the mark.
std::string_view cut(std::string_view& text, char end_mark) {
  const size_t end = text.find(end_mark);
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return head;
}

/// The first longest_text bytes of a zlib stream, or as many as are sound.
std::string inflated(std::string_view packed) {
  std::string text(std::min(longest_text, packed.size() * 1100 + 100), '\0');  // zlib packs at most 1032 to 1
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  inflate(&stream, Z_SYNC_FLUSH);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

/// The text of a chunk of TYPE whose keyword is one of EXIF's; else empty.
std::string profile_text(std::string_view type, std::string_view data) {
  const std::string_view keyword = cut(data, '\0');
  if (keyword != "Raw profile type exif" && keyword != "Raw profile type APP1") return {};
  if (type == "tEXt") return std::string(data.substr(0, longest_text));
  if (type == "zTXt") return data.empty() ? std::string() : inflated(data.substr(1));  // after the method
  if (data.size() < 2) return {};
  const bool compressed = data[0] == 1;
  data.remove_prefix(2);  // flag and method
  cut(data, '\0');        // language
  cut(data, '\0');        // translated keyword
  return compressed ? inflated(data) : std::string(data.substr(0, longest_text));
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int letter = c | 0x20;
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// The bytes that TEXT spells after its name and length.
std::string profile_bytes(std::string_view text) {
  cut(text, '\n');
  cut(text, '\n');
  cut(text, '\n');
  std::string bytes;
  int high = -1;
  for (const char c : text) {
    const int digit = digit_of(c);
    if (digit < 0) continue;
    if (high >= 0) bytes += static_cast<char>(high << 4 | digit);
    high = high >= 0 ? -1 : digit;
  }
  return bytes;
}

}  // namespace

int png_orientation(std::string_view bytes) {
  const auto number = [&](size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(bytes[at + i]);
    return value;
  };
  int orientation = 1;  // of the text
  for (size_t at = 8; at + 12 <= bytes.size();) {
    const size_t length = number(at);
    if (length > bytes.size() - at - 12) break;
    const std::string_view type = bytes.substr(at + 4, 4), data = bytes.substr(at + 8, length);
    if (type == "eXIf") return exif_orientation(data);
    if (orientation == 1 && (type == "tEXt" || type == "zTXt" || type == "iTXt"))
      orientation = exif_orientation(profile_bytes(profile_text(type, data)));
    at += length + 12;
  }
  return orientation;
}

}  // namespace rex::codec
