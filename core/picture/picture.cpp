#include "core/picture/picture.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace rex {

Picture::Picture(int64_t picture_width, int64_t picture_height)
    : width(picture_width), height(picture_height), pixels(static_cast<size_t>(picture_width * picture_height * 3)) {}

void check_picture_size(const std::string& where, int64_t width, int64_t height) {
  const std::string size = std::to_string(width) + " × " + std::to_string(height) + " pixels";
  if (width < 1 || height < 1) throw Error(where, "the picture is empty (" + size + ")");
  if (width <= largest_picture / height && std::max(width, height) <= longest_side) return;
  const double wide = static_cast<double>(width), high = static_cast<double>(height);
  const double scale = std::min(std::sqrt(static_cast<double>(largest_picture) / wide / high),
                                static_cast<double>(longest_side) / std::max(wide, high));
  const auto fitting = [&](double side) {
    return std::to_string(std::max<int64_t>(1, static_cast<int64_t>(side * scale)));
  };
  throw Error(where,
              "the picture has " + size + ", which need " + std::to_string(static_cast<int64_t>(wide * high * 3e-6)) +
                  " MB; the limit is " + std::to_string(largest_picture / 1'000'000) + " megapixels (" +
                  std::to_string(largest_picture * 3 / 1'000'000) + " MB) and " + std::to_string(longest_side) +
                  " pixels a side",
              "Scale it down first: " + fitting(wide) + " × " + fitting(high) + " fits.");
}

Picture grey(Picture picture) {
  for (size_t i = 0; i + 3 <= picture.pixels.size(); i += 3) {
    uint8_t* pixel = picture.pixels.data() + i;
    const uint32_t luma = (pixel[0] * 19595U + pixel[1] * 38470U + pixel[2] * 7471U + 0x8000U) >> 16;
    std::fill_n(pixel, 3, static_cast<uint8_t>(luma));
  }
  return picture;
}

Picture crop(const Picture& picture, int64_t left, int64_t top, int64_t width, int64_t height,
             const std::array<uint8_t, 3>& fill) {
  check_picture_size("crop", width, height);
  Picture result(width, height);
  if (fill != std::array<uint8_t, 3>{}) {
    for (size_t i = 0; i < result.pixels.size(); ++i) result.pixels[i] = fill[i % 3];
  }
  const int64_t first_x = std::max<int64_t>(left, 0), last_x = std::min(left + width, picture.width);
  const int64_t first_y = std::max<int64_t>(top, 0), last_y = std::min(top + height, picture.height);
  if (first_x >= last_x) return result;
  for (int64_t y = first_y; y < last_y; ++y)
    std::copy_n(picture.row(y) + first_x * 3, (last_x - first_x) * 3, result.row(y - top) + (first_x - left) * 3);
  return result;
}

std::optional<ResizeFilter> resize_filter_named(std::string name) {
  for (char& letter : name) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  constexpr std::array<std::string_view, 6> names = {"nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"};
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<ResizeFilter>(found - names.begin());
}

}  // namespace rex
