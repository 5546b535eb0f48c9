// A picture in memory, and the way from and to files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <new>
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
  void construct(U* place, Value&& value) {
    *place = std::forward<Value>(value);
  }

  bool operator==(const LazyZeroAllocator&) const { return true; }
};

/// An RGB picture that owns its pixels; cheap to move.
struct Picture {
  int64_t width = 0;                                        // in pixels
  int64_t height = 0;                                       // in pixels
  std::vector<uint8_t, LazyZeroAllocator<uint8_t>> pixels;  // [height, width, 3], red green blue, rows from the top

  Picture() = default;
  /// A black picture. WIDTH and HEIGHT in 1…; see check_picture_size.
  Picture(int64_t picture_width, int64_t picture_height);

  bool empty() const { return pixels.empty(); }
  uint8_t* row(int64_t y) { return pixels.data() + y * width * 3; }
  const uint8_t* row(int64_t y) const { return pixels.data() + y * width * 3; }
  bool operator==(const Picture&) const = default;
};

/// The most pixels that a picture may have (a larger one is refused before it is decoded).
inline constexpr int64_t largest_picture = 128'000'000;

/// Throws Error naming WHERE, the size and the limit if a picture of this size is empty or larger than largest_picture.
void check_picture_size(const std::string& where, int64_t width, int64_t height);

/// Reads a PNG, JPEG, WebP, TIFF or BMP file (the content decides, not the extension) as a person sees it: turned
/// upright by EXIF; grey repeated in all channels, palettes looked up, 16-bit values reduced to their high byte, alpha
/// dropped, CMYK converted as Pillow's convert("RGB") does. Of several pages or frames the first.
/// Throws Error for what is no readable picture, is truncated or damaged, or exceeds largest_picture.
Picture load_picture(const std::filesystem::path& path);

/// The same for a file's BYTES; NAME stands in error messages.
Picture decode_picture(std::string_view bytes, const std::string& name);

/// Writes a PNG (.png) or JPEG (.jpg, .jpeg; quality 95) file, atomically. Throws Error for another extension or
/// where the file cannot be written.
void save_picture(const std::filesystem::path& path, const Picture& picture);

/// The rectangle of WIDTH × HEIGHT pixels whose corner is at (LEFT, TOP); black where it leaves the picture.
Picture crop(const Picture& picture, int64_t left, int64_t top, int64_t width, int64_t height);

/// The filters of Pillow, by its numbers, which stand as `resample` in preprocessor_config.json.
enum class ResizeFilter { nearest = 0, lanczos = 1, bilinear = 2, bicubic = 3, box = 4, hamming = 5 };

/// PICTURE at WIDTH × HEIGHT, byte for byte what Pillow (up to 12.x) gives for Image.resize on an RGB image. Throws
/// Error for an empty picture, an empty result or one beyond largest_picture.
Picture resize_pillow(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter);

}  // namespace rex
