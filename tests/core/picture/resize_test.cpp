#include <cmath>

#include "core/base/error.h"
#include "core/picture/resizing.h"
#include "core/picture/weighted_rows.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"

using namespace rex;
using rex::test::noise;

namespace {

double weight_of(ResizeFilter filter, double x) {
  const double pi = 3.14159265358979323846;
  const auto sinc = [&](double v) { return v == 0 ? 1.0 : std::sin(v * pi) / (v * pi); };
  const double d = std::fabs(x);
  switch (filter) {
    case ResizeFilter::box:
      return x > -0.5 && x <= 0.5 ? 1 : 0;
    case ResizeFilter::bilinear:
      return d < 1 ? 1 - d : 0;
    case ResizeFilter::bicubic:
      return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    case ResizeFilter::lanczos:
      return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
    default:
      return d < 1 ? sinc(x) * (0.54f + 0.46f * std::cos(x * pi)) : 0;
  }
}

double support_of(ResizeFilter filter) {
  switch (filter) {
    case ResizeFilter::box:
      return 0.5;
    case ResizeFilter::bicubic:
      return 2;
    case ResizeFilter::lanczos:
      return 3;
    default:
      return 1;
  }
}

/// The slow twin of one pass along rows: a double loop straight from the description of the algorithm.
/// BITS of fraction have the weights; SIXTEEN: as many as leave the largest of them below 2¹⁵.
Picture slow_width(const Picture& picture, int64_t width, ResizeFilter filter, bool sixteen) {
  if (width == picture.width) return picture;
  Picture result(width, picture.height);
  const double scale = static_cast<double>(picture.width) / static_cast<double>(width), wide = std::max(scale, 1.0);
  int bits = 22;
  for (int pass = sixteen ? 0 : 1; pass < 2; ++pass) {
    double largest = 0;
    for (int64_t i = 0; i < width; ++i) {
      const double centre = (static_cast<double>(i) + 0.5) * scale, reach = support_of(filter) * wide;
      const int64_t low = std::max<int64_t>(0, std::trunc(centre - reach + 0.5));
      const int64_t high = std::min<int64_t>(picture.width, std::trunc(centre + reach + 0.5));
      double sum = 0;
      for (int64_t x = low; x < high; ++x)
        sum += weight_of(filter, (static_cast<double>(x) - centre + 0.5) * (1 / wide));
      for (int64_t y = 0; y < picture.height; ++y)
        for (int64_t c = 0; c < 3; ++c) {
          int64_t value = int64_t{1} << (bits - 1);
          for (int64_t x = low; x < high; ++x) {
            const double exact = weight_of(filter, (static_cast<double>(x) - centre + 0.5) * (1 / wide)) / sum;
            largest = std::max(largest, exact);
            value += static_cast<int64_t>(exact * (1 << bits) + (exact < 0 ? -0.5 : 0.5)) * picture.row(y)[x * 3 + c];
          }
          result.row(y)[i * 3 + c] = static_cast<uint8_t>(std::clamp<int64_t>(value >> bits, 0, 255));
        }
    }
    if (pass == 0) {
      for (bits = 0; static_cast<int64_t>(0.5 + largest * (1 << (bits + 1))) < 32768; ++bits) {
      }
    }
  }
  return result;
}

Picture transposed(const Picture& picture) {
  Picture result(picture.height, picture.width);
  for (int64_t y = 0; y < picture.height; ++y)
    for (int64_t x = 0; x < picture.width; ++x)
      for (int64_t c = 0; c < 3; ++c) result.row(x)[y * 3 + c] = picture.row(y)[x * 3 + c];
  return result;
}

Picture slow_resize(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter, bool sixteen = false) {
  return transposed(slow_width(transposed(slow_width(picture, width, filter, sixteen)), height, filter, sixteen));
}

}  // namespace

TEST_CASE("the resize equals its slow twin byte for byte", "[picture]") {
  const int64_t sizes[][4] = {{1, 1, 7, 5},     {40, 30, 7, 5},  {7, 5, 40, 33},   {17, 16, 16, 17}, {33, 47, 33, 12},
                              {33, 47, 50, 47}, {100, 3, 2, 90}, {64, 48, 48, 64}, {257, 19, 16, 16}};
  const ResizeFilter filters[] = {ResizeFilter::lanczos, ResizeFilter::bilinear, ResizeFilter::bicubic,
                                  ResizeFilter::box, ResizeFilter::hamming};
  unsigned seed = 1;
  for (const auto& [from_width, from_height, width, height] : sizes)
    for (const ResizeFilter filter : filters) {
      INFO(from_width << " × " << from_height << " to " << width << " × " << height << ", filter "
                      << static_cast<int>(filter));
      const Picture picture = noise(from_width, from_height, seed++);
      CHECK(resize_pillow(picture, width, height, filter) == slow_resize(picture, width, height, filter));
    }
}

TEST_CASE("torchvision's resize has weights of sixteen bits, a level or two from Pillow's") {
  const int64_t sizes[][4] = {{40, 30, 7, 5}, {7, 5, 40, 33}, {33, 47, 33, 12}, {257, 190, 64, 48}};
  unsigned seed = 90;
  for (const auto& [from_width, from_height, width, height] : sizes)
    for (const ResizeFilter filter : {ResizeFilter::bilinear, ResizeFilter::bicubic}) {
      INFO(from_width << " × " << from_height << " to " << width << " × " << height);
      const Picture picture = noise(from_width, from_height, seed++);
      const Picture resized = resize_torchvision(picture, width, height, filter);
      CHECK(resized == slow_resize(picture, width, height, filter, true));
      const Picture pillow = resize_pillow(picture, width, height, filter);
      int most = 0;
      for (size_t i = 0; i < pillow.pixels.size(); ++i) {
        most = std::max(most, std::abs(int{pillow.pixels[i]} - int{resized.pixels[i]}));
      }
      CHECK(most <= 2);
    }
  const Picture picture = noise(9, 9, 4);
  CHECK(resize_torchvision(picture, 9, 9, ResizeFilter::bicubic) == picture);
  CHECK(resize_torchvision(picture, 4, 4, ResizeFilter::lanczos) ==
        resize_torchvision(picture, 4, 4, ResizeFilter::bicubic));
  CHECK_THROWS_WITH(resize_torchvision(picture, 4, 4, ResizeFilter::hamming), ContainsSubstring("torchvision"));
}

TEST_CASE("nearest takes the pixel under the centre", "[picture]") {
  const Picture picture = noise(10, 4, 3);
  const Picture small = resize_pillow(picture, 5, 2, ResizeFilter::nearest);
  const Picture large = resize_pillow(picture, 30, 12, ResizeFilter::nearest);
  for (int64_t y = 0; y < 2; ++y)
    for (int64_t x = 0; x < 5; ++x) CHECK(small.row(y)[x * 3] == picture.row(2 * y + 1)[(2 * x + 1) * 3]);
  for (int64_t y = 0; y < 12; ++y)
    for (int64_t x = 0; x < 30; ++x) CHECK(large.row(y)[x * 3 + 1] == picture.row(y / 3)[x / 3 * 3 + 1]);
}

TEST_CASE("a uniform picture stays uniform and an unchanged size changes nothing", "[picture]") {
  Picture uniform(31, 23);
  for (uint8_t& value : uniform.pixels) value = 255;
  for (const ResizeFilter filter : {ResizeFilter::bilinear, ResizeFilter::bicubic, ResizeFilter::lanczos}) {
    const Picture resized = resize_pillow(uniform, 50, 11, filter);
    CHECK(std::all_of(resized.pixels.begin(), resized.pixels.end(), [](uint8_t value) { return value == 255; }));
    const Picture picture = noise(9, 9, 4);
    CHECK(resize_pillow(picture, 9, 9, filter) == picture);
  }
}

TEST_CASE("an impossible resize is refused with its size", "[picture]") {
  const Picture picture = noise(4, 4, 5);
  CHECK_THROWS_WITH(resize_pillow(picture, 0, 4, ResizeFilter::box), ContainsSubstring("0 × 4"));
  CHECK_THROWS_WITH(resize_pillow(picture, 1'000'000, 1'000'000, ResizeFilter::box),
                    ContainsSubstring("128 megapixels"));
  CHECK_THROWS_WITH(resize_pillow(picture, 2'000'000, 1, ResizeFilter::box),
                    ContainsSubstring("1048576 pixels a side") && ContainsSubstring("1048576 × 1 fits"));
  CHECK_THROWS_AS(resize_pillow(Picture(), 4, 4, ResizeFilter::nearest), Error);
}

TEST_CASE("a crop outside the picture is black there", "[picture]") {
  const Picture picture = noise(4, 3, 6);
  const Picture cut = crop(picture, -1, 1, 6, 4);
  for (int64_t y = 0; y < 4; ++y)
    for (int64_t x = 0; x < 6; ++x)
      for (int64_t c = 0; c < 3; ++c) {
        const bool inside = x >= 1 && x < 5 && y < 2;
        CHECK(cut.row(y)[x * 3 + c] == (inside ? picture.row(y + 1)[(x - 1) * 3 + c] : 0));
      }
  CHECK(crop(picture, 100, 100, 2, 2) == Picture(2, 2));
}
