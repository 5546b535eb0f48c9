#include "core/picture/picture.h"

#include <algorithm>

#include "core/base/error.h"

namespace rex {

Picture::Picture(int64_t picture_width, int64_t picture_height)
    : width(picture_width), height(picture_height), pixels(static_cast<size_t>(picture_width * picture_height * 3)) {}

void check_picture_size(const std::string& where, int64_t width, int64_t height) {
  const std::string size = std::to_string(width) + " × " + std::to_string(height) + " pixels";
  if (width < 1 || height < 1) throw Error(where, "the picture is empty (" + size + ")");
  if (width > largest_picture / height)
    throw Error(
        where,
        "the picture has " + size + "; the limit is " + std::to_string(largest_picture / 1'000'000) + " megapixels",
        "Scale it down first.");
}

Picture crop(const Picture& picture, int64_t left, int64_t top, int64_t width, int64_t height) {
  check_picture_size("crop", width, height);
  Picture result(width, height);
  const int64_t first_x = std::max<int64_t>(left, 0), last_x = std::min(left + width, picture.width);
  const int64_t first_y = std::max<int64_t>(top, 0), last_y = std::min(top + height, picture.height);
  if (first_x >= last_x) return result;
  for (int64_t y = first_y; y < last_y; ++y)
    std::copy_n(picture.row(y) + first_x * 3, (last_x - first_x) * 3, result.row(y - top) + (first_x - left) * 3);
  return result;
}

}  // namespace rex
