#include <tiffio.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <sstream>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/picture/codecs.h"

namespace rex::codec {
namespace {

constexpr uint64_t largest_piece = uint64_t{1} << 28;  // bytes of one row or tile

/// The file in memory, as libtiff's callbacks see it, and its last complaint.
struct Source {
  std::string_view bytes;
  size_t position = 0;
  std::string problem;
};

tmsize_t read_bytes(thandle_t handle, void* to, tmsize_t count) {
  auto& source = *static_cast<Source*>(handle);
  const size_t rest = source.bytes.size() - std::min(source.position, source.bytes.size());
  const size_t size = std::min(static_cast<size_t>(std::max<tmsize_t>(count, 0)), rest);
  if (size > 0) std::memcpy(to, source.bytes.data() + source.position, size);
  source.position += size;
  return static_cast<tmsize_t>(size);
}

tmsize_t write_nothing(thandle_t, void*, tmsize_t) { return 0; }

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  auto& source = *static_cast<Source*>(handle);
  if (whence == SEEK_SET) source.position = offset;
  if (whence == SEEK_CUR) source.position += offset;
  if (whence == SEEK_END) source.position = source.bytes.size() + offset;
  return source.position;
}

int close_nothing(thandle_t) { return 0; }

toff_t size_of(thandle_t handle) { return static_cast<Source*>(handle)->bytes.size(); }

int remember_error(TIFF*, void* source, const char*, const char* format, va_list arguments) {
  char message[200];
  std::vsnprintf(message, sizeof message, format, arguments);
  static_cast<Source*>(source)->problem = message;
  return 1;
}

int ignore_warning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct Closer {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Handle = std::unique_ptr<TIFF, Closer>;

Handle open(Source& source) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                 TIFFOpenOptionsFree);
  // A strip as it is stored may be the whole file.
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(),
                                      static_cast<tmsize_t>(std::max<uint64_t>(largest_piece, source.bytes.size())));
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), remember_error, &source);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignore_warning, nullptr);
  return Handle(TIFFClientOpenExt("", "rm", &source, read_bytes, write_nothing, seek, close_nothing, size_of, nullptr,
                                  nullptr, options.get()));
}

struct Layout {
  uint32_t width = 0, height = 0;
  uint16_t bits = 1, samples = 1, photometric = PHOTOMETRIC_MINISBLACK, planes = PLANARCONFIG_CONTIG;
  uint16_t format = SAMPLEFORMAT_UINT, compression = COMPRESSION_NONE, orientation = 1;
  bool premultiplied = false;                // colours are already multiplied by alpha
  std::array<const uint16_t*, 3> palette{};  // red, green, blue
};

Layout read_layout(TIFF* tiff) {
  Layout layout;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &layout.width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &layout.height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &layout.bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &layout.samples);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &layout.planes);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &layout.format);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &layout.compression);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &layout.orientation);
  TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric);
  uint16_t extra_count = 0;
  const uint16_t* extra = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &extra_count, &extra) != 0 && extra_count > 0)
    layout.premultiplied = extra[0] == EXTRASAMPLE_ASSOCALPHA;
  if (layout.photometric == PHOTOMETRIC_YCBCR && layout.compression == COMPRESSION_JPEG) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    layout.photometric = PHOTOMETRIC_RGB;
  }
  if (layout.photometric == PHOTOMETRIC_PALETTE) {
    uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) != 0) layout.palette = {red, green, blue};
  }
  return layout;
}

int channels_of(const Layout& layout) {
  switch (layout.photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
      return 1;
    case PHOTOMETRIC_RGB:
      return 3;
    case PHOTOMETRIC_SEPARATED:
      return 4;
    default:
      return 0;  // libtiff's own conversion takes care of it
  }
}

/// Turns rows of samples, as libtiff decodes them, into RGB.
class Converter {
 public:
  explicit Converter(const Layout& layout) : layout_(layout), channels_(channels_of(layout)) {}

  /// How many of a pixel's samples matter.
  int samples_needed() const { return channels_ + (needs_alpha() ? 1 : 0); }

  /// COUNT pixels of BITS-wide samples, SAMPLES a pixel.
  void convert(const uint8_t* from, int64_t count, int bits, int samples, uint8_t* rgb) const {
    if (layout_.photometric == PHOTOMETRIC_RGB && bits == 8 && !needs_alpha()) {  // the usual case
      for (int64_t x = 0; x < count; ++x, from += samples, rgb += 3)
        for (int64_t c = 0; c < 3; ++c) rgb[c] = from[c];
      return;
    }
    for (int64_t x = 0; x < count; ++x, rgb += 3) {
      std::array<int, 4> value{};
      for (int c = 0; c < channels_; ++c) value[static_cast<size_t>(c)] = byte_of(from, x * samples + c, bits);
      if (needs_alpha()) divide_by_alpha(value, byte_of(from, x * samples + channels_, bits));
      write(value, rgb);
    }
  }

  /// The sample at INDEX as a byte: its 8 highest bits, or stretched to 0…255 where it has fewer; an index into the
  /// palette as it is.
  uint8_t byte_of(const uint8_t* from, int64_t index, int bits) const {
    if (bits == 8) return from[index];
    if (bits == 16) {
      uint16_t value;  // libtiff gives the machine's byte order
      std::memcpy(&value, from + index * 2, sizeof value);
      return static_cast<uint8_t>(value >> 8);
    }
    const int64_t bit = index * bits;
    if (bits > 8) {  // the 8 highest bits, which two bytes hold
      const int pair = from[bit / 8] << 8 | (bit % 8 == 0 ? 0 : from[bit / 8 + 1]);
      return static_cast<uint8_t>(pair >> (8 - bit % 8));
    }
    const int most = (1 << bits) - 1, value = from[bit / 8] >> (8 - bits - bit % 8) & most;
    return static_cast<uint8_t>(layout_.photometric == PHOTOMETRIC_PALETTE ? value : value * 255 / most);
  }

 private:
  bool needs_alpha() const { return layout_.premultiplied && channels_ == 3 && layout_.samples > 3; }

  static void divide_by_alpha(std::array<int, 4>& value, int alpha) {
    for (size_t c = 0; c < 3; ++c) value[c] = alpha == 0 ? 0 : std::min(value[c] * 255 / alpha, 255);
  }

  void write(const std::array<int, 4>& value, uint8_t* rgb) const {
    for (size_t c = 0; c < 3; ++c) switch (layout_.photometric) {
        case PHOTOMETRIC_MINISWHITE:
          rgb[c] = static_cast<uint8_t>(255 - value[0]);
          break;
        case PHOTOMETRIC_MINISBLACK:
          rgb[c] = static_cast<uint8_t>(value[0]);
          break;
        case PHOTOMETRIC_PALETTE:
          rgb[c] = static_cast<uint8_t>(layout_.palette[c][value[0]] >> 8);
          break;
        case PHOTOMETRIC_RGB:
          rgb[c] = static_cast<uint8_t>(value[c]);
          break;
        default:
          rgb[c] = light_through_ink(value[c], value[3]);
      }
  }

  const Layout& layout_;
  int channels_;
};

/// Gives the samples of PLANE to VISIT(x, y, count, samples), piece of a row by piece. False where libtiff fails.
template <typename Visitor>
bool visit_pieces(TIFF* tiff, const Layout& layout, uint16_t plane, Visitor visit) {
  // Not cleared: memory is taken where libtiff writes, not where the header says.
  if (TIFFIsTiled(tiff) == 0) {
    const uint64_t size = TIFFScanlineSize64(tiff);
    if (size == 0 || size > largest_piece) return false;
    const auto row = std::make_unique_for_overwrite<uint8_t[]>(size);
    for (uint32_t y = 0; y < layout.height; ++y) {
      if (TIFFReadScanline(tiff, row.get(), y, plane) != 1) return false;
      visit(0, y, layout.width, row.get());
    }
    return true;
  }
  uint32_t width = 0, height = 0;
  TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &width);
  TIFFGetField(tiff, TIFFTAG_TILELENGTH, &height);
  const uint64_t size = TIFFTileSize64(tiff), row_size = TIFFTileRowSize64(tiff);
  if (width == 0 || height == 0 || size == 0 || size > largest_piece) return false;
  const auto tile = std::make_unique_for_overwrite<uint8_t[]>(size);
  for (uint64_t top = 0; top < layout.height; top += height)
    for (uint64_t left = 0; left < layout.width; left += width) {
      if (TIFFReadTile(tiff, tile.get(), static_cast<uint32_t>(left), static_cast<uint32_t>(top), 0, plane) < 0)
        return false;
      const uint64_t rows = std::min<uint64_t>(height, layout.height - top);
      for (uint64_t y = 0; y < rows; ++y)
        visit(left, top + y, std::min<uint64_t>(width, layout.width - left), tile.get() + y * row_size);
    }
  return true;
}

/// Every channel in a plane of its own: gathers them first.
bool read_planes(TIFF* tiff, const Layout& layout, const Converter& converter, Picture& picture) {
  const auto samples = static_cast<uint16_t>(converter.samples_needed());
  const uint64_t row_size = uint64_t{layout.width} * samples;
  std::vector<uint8_t, LazyZeroAllocator<uint8_t>> gathered(row_size * layout.height);
  for (uint16_t plane = 0; plane < samples; ++plane) {
    const auto gather = [&](uint64_t x, uint64_t y, uint64_t count, const uint8_t* from) {
      uint8_t* to = gathered.data() + y * row_size + x * samples + plane;
      for (uint64_t i = 0; i < count; ++i)
        to[i * samples] = converter.byte_of(from, static_cast<int64_t>(i), layout.bits);
    };
    if (!visit_pieces(tiff, layout, plane, gather)) return false;
  }
  for (int64_t y = 0; y < picture.height; ++y)
    converter.convert(gathered.data() + static_cast<uint64_t>(y) * row_size, picture.width, 8, samples, picture.row(y));
  return true;
}

bool read_pixels(TIFF* tiff, const Layout& layout, Picture& picture) {
  const Converter converter(layout);
  if (layout.planes == PLANARCONFIG_SEPARATE && layout.samples > 1)
    return read_planes(tiff, layout, converter, picture);
  return visit_pieces(tiff, layout, 0, [&](uint64_t x, uint64_t y, uint64_t count, const uint8_t* from) {
    converter.convert(from, static_cast<int64_t>(count), layout.bits, layout.samples,
                      picture.row(static_cast<int64_t>(y)) + x * 3);
  });
}

/// One of the ways in which 32 bits are a number.
double number_of(uint32_t bits, uint16_t format) {
  if (format == SAMPLEFORMAT_IEEEFP) return std::bit_cast<float>(bits);
  if (format == SAMPLEFORMAT_INT) return static_cast<int32_t>(bits);
  return bits;
}

/// Grey of 32 bits, scaled as load_picture() says. NAME stands in the error for values whose scale cannot be told.
bool read_wide_grey(TIFF* tiff, const Layout& layout, const std::string& name, Picture& picture) {
  std::vector<uint32_t, LazyZeroAllocator<uint32_t>> values(size_t{layout.width} * layout.height);
  const uint64_t stride = layout.planes == PLANARCONFIG_SEPARATE ? 1 : layout.samples;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  bool sound = true;
  const auto gather = [&](uint64_t x, uint64_t y, uint64_t count, const uint8_t* from) {
    uint32_t* to = values.data() + y * layout.width + x;
    for (uint64_t i = 0; i < count; ++i, ++to) {
      std::memcpy(to, from + i * stride * sizeof *to, sizeof *to);
      const double value = number_of(*to, layout.format);
      sound = sound && std::isfinite(value);
      least = std::min(least, value);
      most = std::max(most, value);
    }
  };
  if (!visit_pieces(tiff, layout, 0, gather)) return false;
  const bool real = layout.format == SAMPLEFORMAT_IEEEFP;
  const bool fills_32_bits = layout.format != SAMPLEFORMAT_INT && !real && most >= 0x1p24;
  if (!sound || least < 0 || (most > 255 && !fills_32_bits)) {
    std::ostringstream range;
    range << least << " to " << most;
    throw Error(name,
                sound
                    ? "its 32-bit values go from " + range.str() + ", and the file does not say what is black and white"
                    : "it has values that are not finite numbers",
                "Save it with 8 or 16 bits a channel.");
  }
  const bool share = real && most <= 1;
  if (fills_32_bits) picture.note = scaled_grey_note("of 32 bits are reduced to their 8 highest");
  if (share) picture.note = scaled_grey_note("within 0…1 are multiplied by 255");
  for (size_t i = 0; i < values.size(); ++i) {
    const double value = number_of(values[i], layout.format);
    auto byte = static_cast<uint8_t>(fills_32_bits ? values[i] >> 24
                                     : share       ? std::lround(value * 255)
                                                   : static_cast<long>(value));
    if (layout.photometric == PHOTOMETRIC_MINISWHITE) byte = 255 - byte;
    std::fill_n(picture.pixels.data() + i * 3, 3, byte);
  }
  return true;
}

/// YCbCr without JPEG, CIELab and the like, as libtiff converts them.
bool read_by_libtiff(TIFF* tiff, const Layout& layout, Picture& picture) {
  char reason[1024] = "";
  if (TIFFRGBAImageOK(tiff, reason) == 0) return false;
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);  // turning it upright is ours
  std::vector<uint32_t, LazyZeroAllocator<uint32_t>> pixels(size_t{layout.width} * layout.height);
  if (TIFFReadRGBAImageOriented(tiff, layout.width, layout.height, pixels.data(), ORIENTATION_TOPLEFT, 1) == 0)
    return false;
  uint8_t* to = picture.pixels.data();
  for (const uint32_t pixel : pixels) {
    *to++ = static_cast<uint8_t>(TIFFGetR(pixel));
    *to++ = static_cast<uint8_t>(TIFFGetG(pixel));
    *to++ = static_cast<uint8_t>(TIFFGetB(pixel));
  }
  return true;
}

bool is_wide_grey(const Layout& layout) {
  return layout.bits == 32 && layout.format <= SAMPLEFORMAT_VOID &&
         (layout.photometric == PHOTOMETRIC_MINISBLACK || layout.photometric == PHOTOMETRIC_MINISWHITE);
}

/// Whether Converter or read_wide_grey() knows these samples.
bool is_supported(const Layout& layout) {
  const int bits = layout.bits, channels = channels_of(layout);
  if (layout.samples < channels || layout.samples > 16) return false;
  if (is_wide_grey(layout)) return true;
  if (layout.format != SAMPLEFORMAT_UINT && layout.format != SAMPLEFORMAT_VOID) return false;
  if (layout.photometric == PHOTOMETRIC_PALETTE && (layout.palette[0] == nullptr || bits > 8)) return false;
  return bits == 1 || bits == 2 || bits == 4 || (bits >= 8 && bits <= 16);
}

/// What the pixels take at least where they are not compressed. YCbCr may store two of its channels in low resolution.
uint64_t least_bytes(const Layout& layout) {
  const uint64_t samples = layout.photometric == PHOTOMETRIC_YCBCR ? 1 : layout.samples;
  return (uint64_t{layout.width} * samples * layout.bits + 7) / 8 * layout.height;
}

std::string name_of_format(uint16_t format) {
  switch (format) {
    case SAMPLEFORMAT_UINT:
    case SAMPLEFORMAT_VOID:
      return "whole numbers";
    case SAMPLEFORMAT_INT:
      return "whole numbers with a sign";
    case SAMPLEFORMAT_IEEEFP:
      return "floating-point numbers";
    default:
      return "complex numbers";
  }
}

}  // namespace

Decoded decode_tiff(std::string_view bytes, const std::string& name) {
  Source source{bytes, 0, {}};
  const Handle tiff = open(source);
  const auto damaged = [&] {
    return Error(name, "the TIFF picture is damaged or truncated (" + printable(source.problem) + ")",
                 "Save or download it again.");
  };
  if (!tiff) throw damaged();
  const Layout layout = read_layout(tiff.get());
  check_claimed_size(name, layout.width, layout.height, bytes.size());
  const bool own = channels_of(layout) > 0;
  if (own && !is_supported(layout))
    throw Error(name,
                "a TIFF picture with " + std::to_string(layout.samples) + " × " + std::to_string(layout.bits) +
                    " bits a pixel (" + name_of_format(layout.format) + ") is not supported",
                "Save it with 8 bits a channel.");
  if (layout.compression == COMPRESSION_NONE && least_bytes(layout) > bytes.size()) {
    source.problem = "the file ends too early";
    throw damaged();
  }
  Decoded result{Picture(layout.width, layout.height), layout.orientation};
  const bool read = is_wide_grey(layout) ? read_wide_grey(tiff.get(), layout, name, result.picture)
                    : own                ? read_pixels(tiff.get(), layout, result.picture)
                                         : read_by_libtiff(tiff.get(), layout, result.picture);
  if (!read) throw damaged();
  if (channels_of(layout) == 1 && layout.bits > 8 && layout.bits <= 16) {
    result.picture.note =
        scaled_grey_note("of " + std::to_string(layout.bits) + " bits are reduced to their 8 highest");
  }
  return result;
}

}  // namespace rex::codec
