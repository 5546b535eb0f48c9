#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "core/base/error.h"
#include "core/picture/codecs.h"

// The layout is that of Microsoft's BITMAPFILEHEADER and BITMAPINFOHEADER with its later, longer versions, and of
// OS/2's BITMAPCOREHEADER.
namespace rex::codec {
namespace {

constexpr size_t file_header = 14, core_header = 12, info_header = 40;
enum Compression : uint32_t { raw = 0, run_length_8 = 1, run_length_4 = 2, bit_fields = 3, bit_fields_with_alpha = 6 };

struct Header {
  int64_t width = 0, height = 0;
  bool top_down = false;
  uint32_t bits = 0;  // of a pixel: 1, 4, 8, 16, 24 or 32
  uint32_t compression = raw;
  size_t data = 0;                                    // where the pixels start
  std::array<uint32_t, 3> masks{};                    // red, green, blue of a 16 or 32-bit pixel
  std::array<std::array<uint8_t, 3>, 256> palette{};  // red, green, blue
};

class BmpReader {
 public:
  BmpReader(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(name_, "the BMP picture is damaged or truncated (" + problem + ")", "Save or download it again.");
  }

  uint32_t number(size_t at, size_t size) const {
    if (at > bytes_.size() || size > bytes_.size() - at) fail("the file ends too early");
    uint32_t value = 0;
    for (size_t i = size; i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes_[at + i]);
    return value;
  }

  std::string_view from(size_t at) const { return bytes_.substr(std::min(at, bytes_.size())); }

 private:
  std::string_view bytes_;
  std::string name_;
};

void read_masks(const BmpReader& reader, Header& header) {
  if (header.compression == bit_fields || header.compression == bit_fields_with_alpha) {
    for (size_t i = 0; i < 3; ++i) header.masks[i] = reader.number(file_header + info_header + 4 * i, 4);
  } else if (header.bits == 16) {
    header.masks = {0x7C00, 0x03E0, 0x001F};
  } else {
    header.masks = {0xFF0000, 0x00FF00, 0x0000FF};
  }
}

void read_bmp_palette(const BmpReader& reader, size_t header_size, uint32_t colours, Header& header) {
  const size_t entry = header_size == core_header ? 3 : 4;  // blue, green, red, nothing
  const size_t start = file_header + header_size;
  const size_t wanted = std::min<size_t>(colours == 0 ? size_t{1} << header.bits : colours, 256);
  for (size_t i = 0; i < wanted && start + (i + 1) * entry <= header.data; ++i)
    for (size_t c = 0; c < 3; ++c)
      header.palette[i][2 - c] = static_cast<uint8_t>(reader.number(start + i * entry + c, 1));
}

bool is_known(uint32_t bits, uint32_t compression) {
  switch (compression) {
    case raw:
      return bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
    case run_length_8:
      return bits == 8;
    case run_length_4:
      return bits == 4;
    case bit_fields:
    case bit_fields_with_alpha:
      return bits == 16 || bits == 32;
    default:
      return false;
  }
}

Header read_bmp_header(const BmpReader& reader, const std::string& name) {
  Header header;
  const size_t size = reader.number(file_header, 4);
  header.data = reader.number(10, 4);
  uint32_t colours = 0;
  if (size == core_header) {
    header.width = reader.number(18, 2);
    header.height = reader.number(20, 2);
    header.bits = reader.number(24, 2);
  } else if (size >= info_header && size <= 1024) {
    header.width = static_cast<int32_t>(reader.number(18, 4));
    header.height = static_cast<int32_t>(reader.number(22, 4));
    header.top_down = header.height < 0;
    if (header.top_down) header.height = -header.height;
    header.bits = reader.number(28, 2);
    header.compression = reader.number(30, 4);
    colours = reader.number(46, 4);
  } else {
    reader.fail("unknown header");
  }
  check_claimed_size(name, header.width, header.height, reader.from(0).size());
  if (!is_known(header.bits, header.compression))
    throw Error(name,
                "a BMP picture with " + std::to_string(header.bits) + " bits a pixel and compression " +
                    std::to_string(header.compression) + " is not supported",
                "Save it as PNG.");
  if (header.bits <= 8) read_bmp_palette(reader, size, colours, header);
  if (header.bits == 16 || header.bits == 32) read_masks(reader, header);
  return header;
}

/// The value of MASK's bits in PIXEL, scaled to 0…255.
uint8_t channel_of(uint32_t pixel, uint32_t mask) {
  if (mask == 0) return 0;
  const int shift = std::countr_zero(mask);
  return static_cast<uint8_t>(uint64_t{(pixel & mask) >> shift} * 255 / (mask >> shift));
}

void read_raw(const BmpReader& reader, const Header& header, Picture& picture) {
  const auto stride = static_cast<size_t>((header.width * header.bits + 31) / 32 * 4);
  const std::string_view data = reader.from(header.data);
  for (int64_t y = 0; y < header.height; ++y) {
    const auto* row = reinterpret_cast<const uint8_t*>(data.data()) + static_cast<size_t>(y) * stride;
    uint8_t* to = picture.row(header.top_down ? y : header.height - 1 - y);
    for (int64_t x = 0; x < header.width; ++x, to += 3) {
      if (header.bits <= 8) {
        const int64_t bit = x * header.bits;
        const uint32_t index = row[bit / 8] >> (8 - header.bits - bit % 8) & ((1U << header.bits) - 1);
        std::copy_n(header.palette[index].begin(), 3, to);
      } else if (header.bits == 24) {
        for (int c = 0; c < 3; ++c) to[c] = row[x * 3 + 2 - c];
      } else {
        const int64_t size = header.bits / 8;
        uint32_t pixel = 0;
        for (int64_t i = size; i-- > 0;) pixel = pixel << 8 | row[x * size + i];
        for (size_t c = 0; c < 3; ++c) to[c] = channel_of(pixel, header.masks[c]);
      }
    }
  }
}

/// Pairs of (count, value); a count of 0 introduces an end of line (0), the end (1), a jump (2) or that many literal
/// values, padded to two bytes. Values are one byte, or two pixels of four bits.
void read_run_length(const BmpReader& reader, const Header& header, Picture& picture) {
  const std::string_view data = reader.from(header.data);
  const bool halves = header.compression == run_length_4;
  for (size_t i = 0; i < picture.pixels.size(); ++i)
    picture.pixels[i] = header.palette[0][i % 3];  // what is jumped over
  size_t at = 0;
  const auto next = [&]() -> uint32_t {
    if (at >= data.size()) reader.fail("the file ends too early");
    return static_cast<uint8_t>(data[at++]);
  };
  int64_t x = 0, y = 0;
  const auto put = [&](uint32_t index) {
    if (x < header.width && y < header.height)
      std::copy_n(header.palette[index].begin(), 3, picture.row(header.top_down ? y : header.height - 1 - y) + x * 3);
    ++x;
  };
  const auto put_run = [&](uint32_t count, auto&& value) {
    uint32_t byte = 0;
    for (uint32_t i = 0; i < count; ++i) {
      if (!halves || i % 2 == 0) byte = value();
      put(!halves ? byte : i % 2 == 0 ? byte >> 4 : byte & 15);
    }
  };
  while (y < header.height) {
    const uint32_t count = next(), value = next();
    if (count > 0) {
      put_run(count, [&] { return value; });
    } else if (value == 0) {
      x = 0;
      ++y;
    } else if (value == 1) {
      return;
    } else if (value == 2) {
      x += next();
      y += next();
    } else {
      const size_t start = at;
      put_run(value, next);
      if ((at - start) % 2 == 1) next();
    }
  }
}

}  // namespace

Decoded decode_bmp(std::string_view bytes, const std::string& name) {
  const BmpReader reader(bytes, name);
  const Header header = read_bmp_header(reader, name);
  const bool run_length = header.compression == run_length_8 || header.compression == run_length_4;
  // What the file can hold at most, before memory is taken for what its header claims.
  const int64_t stride = (header.width * header.bits + 31) / 32 * 4;
  const int64_t needed = run_length ? header.width * header.height / 256
                                    : (header.height - 1) * stride + (header.width * header.bits + 7) / 8;
  if (static_cast<int64_t>(reader.from(header.data).size()) < needed) reader.fail("the file ends too early");
  Decoded result{Picture(header.width, header.height), 1};
  if (run_length)
    read_run_length(reader, header, result.picture);
  else
    read_raw(reader, header, result.picture);
  return result;
}

}  // namespace rex::codec
