// A picture in memory, and the way from and to files.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rex {

/// Memory that starts as zeros and takes none before it is touched: a file that claims a huge picture costs only what
/// it really holds.
template <typename T>
struct LazyZeroAllocator {
  using value_type = T;
  LazyZeroAllocator() = default;
  template <typename U>
  LazyZeroAllocator(const LazyZeroAllocator<U>&) {}

  T* allocate(std::size_t count) {
    void* memory = std::calloc(count, sizeof(T));
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }

  template <typename U>
  void construct(U*) {}  // it is zero already
  template <typename U, typename Value>
  void construct(U* address, Value&& value) {
    *address = std::forward<Value>(value);
  }

  bool operator==(const LazyZeroAllocator&) const { return true; }
};

/// An RGB picture that owns its pixels; cheap to move.
struct Picture {
  int64_t width = 0;                                        // in pixels
  int64_t height = 0;                                       // in pixels
  std::vector<uint8_t, LazyZeroAllocator<uint8_t>> pixels;  // [height, width, 3], red green blue, rows from the top
  std::string note = {};  // where the file's values were scaled and Pillow would have cut them: says so, for people

  Picture() = default;
  /// A black picture. WIDTH and HEIGHT in 1…; see check_picture_size.
  Picture(int64_t picture_width, int64_t picture_height);

  bool empty() const { return pixels.empty(); }
  uint8_t* row(int64_t y) { return pixels.data() + y * width * 3; }
  const uint8_t* row(int64_t y) const { return pixels.data() + y * width * 3; }
  bool operator==(const Picture& other) const {
    return width == other.width && height == other.height && pixels == other.pixels;
  }
};

/// The most pixels that a picture may have (a larger one is refused before it is decoded): 384 MB.
inline constexpr int64_t largest_picture = 128'000'000;

/// The most pixels that a side of a picture may have: resizing takes up to 100 bytes of memory for each column or row.
inline constexpr int64_t longest_side = 1 << 20;

/// Throws Error naming WHERE if a picture of this size is empty, larger than largest_picture or longer than
/// longest_side: with the memory that it would need, the limits, and a size of the same shape that fits.
void check_picture_size(const std::string& where, int64_t width, int64_t height);

/// Reads a PNG, JPEG, WebP, TIFF, GIF or BMP file (the content decides, not the extension) as a person sees it: turned
/// upright by EXIF; grey repeated in all channels, palettes looked up, values of 9 to 16 bits reduced to their 8
/// highest bits (of grey ones Pillow's convert("RGB") keeps what is below 256 and turns the rest white, which shows
/// next to nothing of the picture; Picture::note says so), alpha dropped, CMYK converted as Pillow's convert("RGB")
/// does. Of several pages or frames the first; what the first frame of a GIF leaves free of the screen has the
/// transparent index's colour or else the first, as in Pillow. Grey TIFF values of 32 bits have no agreed scale, so the
/// values themselves tell it: whole numbers within 0…255 are taken as they are, ones that reach 2²⁴ fill the 32 bits
/// and are reduced to their 8 highest; floating-point numbers within 0…1 are multiplied by 255 and rounded, ones within
/// 0…255 cut to whole numbers, as Pillow does. Others are refused: a guess would show a wrong picture (Pillow shows
/// one, nearly white). Throws Error for what is no readable picture, is truncated or damaged, claims far more pixels
/// than its bytes can hold, or exceeds largest_picture or longest_side.
Picture load_picture(const std::filesystem::path& path);

/// The same for a file's BYTES; NAME stands in error messages.
Picture decode_picture(std::string_view bytes, const std::string& name);

/// Writes a PNG (.png) or JPEG (.jpg, .jpeg; quality 95) file, atomically. Throws Error for another extension or
/// where the file cannot be written.
void save_picture(const std::filesystem::path& path, const Picture& picture);

/// PICTURE in grey, repeated in all channels: Pillow's convert("L"), the luma of ITU-R BT.601 in integers,
/// (19595 red + 38470 green + 7471 blue + 2¹⁵) / 2¹⁶. A grey picture stays as it is.
Picture grey(Picture picture);

/// The rectangle of WIDTH × HEIGHT pixels whose corner is at (LEFT, TOP); of the colour FILL where it leaves the
/// picture.
Picture crop(const Picture& picture, int64_t left, int64_t top, int64_t width, int64_t height,
             const std::array<uint8_t, 3>& fill = {0, 0, 0});

/// The filters of Pillow, by its numbers, which stand as `resample` in preprocessor_config.json.
enum class ResizeFilter { nearest = 0, lanczos = 1, bilinear = 2, bicubic = 3, box = 4, hamming = 5 };

/// The filter of Pillow's NAME, in small letters or capitals ("bicubic", as timm and torchvision write it too); none
/// for another.
std::optional<ResizeFilter> resize_filter_named(std::string name);

/// PICTURE at WIDTH × HEIGHT, byte for byte what Pillow (up to 12.x) gives for Image.resize on an RGB image. Throws
/// Error for an empty picture, an empty result or one beyond largest_picture.
Picture resize_pillow(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter);

}  // namespace rex
