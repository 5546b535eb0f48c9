#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/picture/codecs.h"

// The layout and the compression are those of CompuServe's GIF89a specification; what it leaves open is as in Pillow.
// This reader is our own because giflib (5.2) makes up pixels for codes that stand for nothing, where Pillow refuses
// the file.
namespace rex::codec {
namespace {

using Palette = std::array<std::array<uint8_t, 3>, 256>;  // red, green, blue

class GifReader {
 public:
  GifReader(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(name_, "the GIF picture is damaged or truncated (" + problem + ")", "Save or download it again.");
  }

  std::string_view take(size_t count) {
    if (count > bytes_.size()) fail("the file ends too early");
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  uint8_t byte() { return static_cast<uint8_t>(take(1)[0]); }

  int64_t number() {  // two bytes, little-endian
    const int64_t low = byte();
    return low | int64_t{byte()} << 8;
  }

  /// A block after its length; empty at the end of a chain of blocks.
  std::string_view block() { return take(byte()); }

 private:
  std::string_view bytes_;
  const std::string& name_;
};

struct Frame {
  int64_t left = 0, top = 0, width = 0, height = 0;
  bool interlaced = false;
  int transparent = -1;  // the index that is transparent; none where it is -1
  Palette palette{};
};

/// A palette that holds its own indices: a file without one is grey.
Palette grey_palette() {
  Palette palette;
  for (size_t i = 0; i < palette.size(); ++i) palette[i].fill(static_cast<uint8_t>(i));
  return palette;
}

/// The colour table that FLAGS announce. Indices beyond its end are black, except in a table of greys that are their
/// own indices: that one goes on, as Pillow has it.
Palette read_gif_palette(GifReader& reader, int flags) {
  const Palette grey = grey_palette();
  Palette palette{};
  const size_t count = size_t{2} << (flags & 7);
  for (size_t i = 0; i < count; ++i)
    for (uint8_t& value : palette[i]) value = reader.byte();
  const auto end = palette.begin() + static_cast<std::ptrdiff_t>(count);
  return std::equal(palette.begin(), end, grey.begin()) ? grey : palette;
}

constexpr int table_flag = 0x80, interlace_flag = 0x40;

void read_extension(GifReader& reader, Frame& frame) {
  constexpr int graphic_control = 0xF9, has_transparent = 1;
  const int label = reader.byte();
  for (std::string_view block = reader.block(); !block.empty(); block = reader.block()) {
    if (label != graphic_control) continue;
    if (block.size() < 4) reader.fail("a graphic control extension is too short");
    if ((block[0] & has_transparent) != 0) frame.transparent = static_cast<uint8_t>(block[3]);
  }
}

/// Goes to the pixels of the first frame. PALETTE is that of the whole file.
Frame find_frame(GifReader& reader, const Palette& palette) {
  constexpr int extension = '!', image = ',', end = ';';
  Frame frame;
  for (int kind = reader.byte(); kind != image; kind = reader.byte()) {
    if (kind == end) reader.fail("it holds no picture");
    if (kind == extension) read_extension(reader, frame);  // other bytes are skipped: some programs pad with them
  }
  frame.left = reader.number();
  frame.top = reader.number();
  frame.width = reader.number();
  frame.height = reader.number();
  if (frame.width == 0 || frame.height == 0) reader.fail("the first frame is empty");
  const int flags = reader.byte();
  frame.interlaced = (flags & interlace_flag) != 0;
  frame.palette = (flags & table_flag) != 0 ? read_gif_palette(reader, flags) : palette;
  return frame;
}

/// Codes of changing length out of a chain of blocks, lowest bits first.
class Codes {
 public:
  explicit Codes(GifReader& reader) : reader_(reader) {}

  int next(int bits) {
    for (; held_ < bits; held_ += 8) {
      if (block_.empty()) block_ = reader_.block();
      if (block_.empty()) reader_.fail("the pixels end too early");
      waiting_ |= uint32_t{static_cast<uint8_t>(block_[0])} << held_;
      block_.remove_prefix(1);
    }
    const auto code = static_cast<int>(waiting_ & ((1U << bits) - 1));
    waiting_ >>= bits;
    held_ -= bits;
    return code;
  }

 private:
  GifReader& reader_;
  std::string_view block_;
  uint32_t waiting_ = 0;  // bits that are read and not used
  int held_ = 0;          // how many
};

/// Gives PUT the first COUNT indices of the pixels: LZW with codes of up to 12 bits.
template <typename Put>
void decompress(GifReader& reader, int64_t count, Put put) {
  constexpr int longest_code = 12, most_codes = 1 << longest_code;
  const int index_bits = reader.byte();
  if (index_bits > 8) reader.fail("its indices have " + std::to_string(index_bits) + " bits");
  const int clear = 1 << index_bits, end = clear + 1;
  std::array<uint8_t, most_codes> last{};      // of the string of each code, and the code of
  std::array<uint16_t, most_codes> before{};   // what stands before it
  std::array<uint8_t, most_codes + 1> string;  // of one code, backwards
  Codes codes(reader);
  int free = end + 1, bits = index_bits + 1, previous = -1;
  uint8_t first = 0;  // of the previous string
  while (count > 0) {
    const int code = codes.next(bits);
    if (code == end) reader.fail("the pixels end too early");
    if (code == clear) {
      free = end + 1;
      bits = index_bits + 1;
      previous = -1;
      continue;
    }
    if (code > (previous < 0 ? clear : free)) reader.fail("a code stands for nothing");
    int64_t length = 0;
    int rest = code;
    if (previous >= 0 && code == free) {  // the string that this code is about to define
      string[static_cast<size_t>(length++)] = first;
      rest = previous;
    }
    for (; rest > clear; rest = before[static_cast<size_t>(rest)])
      string[static_cast<size_t>(length++)] = last[static_cast<size_t>(rest)];
    first = string[static_cast<size_t>(length++)] = static_cast<uint8_t>(rest);
    if (previous >= 0 && free < most_codes) {
      last[static_cast<size_t>(free)] = first;
      before[static_cast<size_t>(free)] = static_cast<uint16_t>(previous);
      if (free == (1 << bits) - 1 && bits < longest_code) ++bits;
      ++free;
    }
    previous = code;
    for (; length > 0 && count > 0; --count) put(string[static_cast<size_t>(--length)]);
  }
}

void read_gif_pixels(GifReader& reader, const Frame& frame, Picture& picture) {
  struct Pass {
    int64_t first, step;
  };
  constexpr Pass straight[] = {{0, 1}}, interlaced[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
  const Pass* pass = frame.interlaced ? interlaced : straight;
  int64_t x = 0, y = 0;
  decompress(reader, frame.width * frame.height, [&](uint8_t index) {
    std::copy_n(frame.palette[index].begin(), 3, picture.row(frame.top + y) + (frame.left + x) * 3);
    if (++x < frame.width) return;
    x = 0;
    y += pass->step;
    while (y >= frame.height && frame.interlaced && pass->step > 2) y = (++pass)->first;
  });
}

}  // namespace

Decoded decode_gif(std::string_view bytes, const std::string& name) {
  constexpr size_t signature = 6;
  GifReader reader(bytes, name);
  reader.take(signature);
  const int64_t screen_width = reader.number(), screen_height = reader.number();
  const int flags = reader.byte();
  reader.take(2);  // the background's colour, which no viewer shows, and the shape of a pixel
  const Palette palette = (flags & table_flag) != 0 ? read_gif_palette(reader, flags) : grey_palette();
  const Frame frame = find_frame(reader, palette);
  const int64_t width = std::max(screen_width, frame.left + frame.width);
  const int64_t height = std::max(screen_height, frame.top + frame.height);
  check_claimed_size(name, width, height, bytes.size());
  Decoded result{Picture(width, height), 1};
  if (frame.width < width || frame.height < height) {  // what the frame leaves free
    const auto& around = frame.palette[static_cast<size_t>(std::max(frame.transparent, 0))];
    for (int64_t i = 0; i < width * height; ++i) std::copy_n(around.begin(), 3, result.picture.pixels.data() + i * 3);
  }
  read_gif_pixels(reader, frame, result.picture);
  return result;
}

}  // namespace rex::codec
