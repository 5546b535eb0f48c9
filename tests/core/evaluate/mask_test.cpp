#include "core/evaluate/mask.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

Mask random_mask(std::int64_t height, std::int64_t width, unsigned seed) {
  std::mt19937 random(seed);
  Mask mask(height, width);
  for (std::uint8_t& pixel : mask.inside) pixel = random() % 3 == 0 ? 1 : 0;
  return mask;
}

Box slow_bounds(const Mask& mask) {
  double left = 1e9, top = 1e9, right = 0, bottom = 0;
  for (std::int64_t y = 0; y < mask.height; ++y) {
    for (std::int64_t x = 0; x < mask.width; ++x) {
      if (mask.at(y, x) == 0) continue;
      left = std::min(left, static_cast<double>(x));
      top = std::min(top, static_cast<double>(y));
      right = std::max(right, static_cast<double>(x + 1));
      bottom = std::max(bottom, static_cast<double>(y + 1));
    }
  }
  if (right == 0) return {};
  return {left, top, right, bottom};
}

}  // namespace

TEST_CASE("masks come back from run lengths and from their text") {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const Mask mask = random_mask(1 + seed % 7, 1 + seed % 11, seed);
    const RunLengths runs = encode(mask);
    CHECK(decode(runs) == mask);
    CHECK(decompressed(compressed(runs), mask.height, mask.width, "test") == runs);
    CHECK(runs.area() == mask.area());
    const Box box = runs.bounds(), slow = slow_bounds(mask);
    CHECK((box.left == slow.left && box.top == slow.top && box.right == slow.right && box.bottom == slow.bottom));
  }
}

TEST_CASE("run lengths are united and intersected as the pixels are") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::vector<Mask> masks;
    std::vector<RunLengths> runs;
    for (unsigned i = 0; i < 3; ++i) {
      masks.push_back(random_mask(9, 13, 100 * seed + i));
      runs.push_back(encode(masks.back()));
    }
    Mask either(9, 13);
    std::int64_t both = 0;
    for (std::size_t i = 0; i < either.inside.size(); ++i) {
      either.inside[i] = masks[0].inside[i] | masks[1].inside[i] | masks[2].inside[i];
      both += masks[0].inside[i] & masks[1].inside[i];
    }
    CHECK(united(runs) == encode(either));
    CHECK(intersection_area(runs[0], runs[1]) == both);
  }
}

TEST_CASE("text that is no mask is refused") {
  const std::string sound = compressed(encode(random_mask(6, 6, 1)));
  CHECK_NOTHROW(decompressed(sound, 6, 6, "mask"));
  const std::vector<std::string> broken{"",
                                        sound.substr(0, sound.size() - 1),
                                        sound + "1",
                                        std::string(1, ' '),
                                        "\x7f",
                                        std::string(40, 'o'),
                                        std::string("1\0", 2),
                                        "T",
                                        "PPPPPPPPPPPPPPP0",
                                        std::string(20, '\xff')};
  for (const std::string& text : broken) CHECK_THROWS_AS(decompressed(text, 6, 6, "mask"), Error);
  CHECK_THROWS_AS(decompressed(sound, 6, 7, "mask"), Error);
  CHECK_THROWS_AS(check_counts({2, 2, {1, -1, 4}}, "mask"), Error);
  CHECK_THROWS_AS(check_counts({2, 2, {std::int64_t{1} << 62, std::int64_t{1} << 62, 4}}, "mask"), Error);
}

TEST_CASE("a polygon on pixel borders is its pixels") {
  const std::vector<double> corners{2, 1, 7, 1, 7, 5, 2, 5};
  CHECK(polygon_mask(corners, 8, 10) == encode(mask_of({2, 1, 7, 5}, 8, 10)));
}

TEST_CASE("a polygon's mask has about its area, and does not mind its direction") {
  for (int sides = 3; sides < 12; ++sides) {
    std::vector<double> corners, reversed;
    double area = 0;
    for (int i = 0; i < sides; ++i) {
      const double angle = 2 * 3.14159265358979 * i / sides;
      corners.push_back(50.3 + 31.7 * std::cos(angle));
      corners.push_back(44.1 + 27.2 * std::sin(angle));
    }
    for (int i = 0; i < sides; ++i) {
      const auto a = static_cast<std::size_t>(i) * 2, b = static_cast<std::size_t>((i + 1) % sides) * 2;
      area += (corners[a] * corners[b + 1] - corners[b] * corners[a + 1]) / 2;
    }
    for (std::size_t i = corners.size(); i > 0; i -= 2) {
      reversed.push_back(corners[i - 2]);
      reversed.push_back(corners[i - 1]);
    }
    const RunLengths runs = polygon_mask(corners, 90, 100);
    CHECK_NOTHROW(check_counts(runs, "polygon"));
    const double perimeter_pixels = 200;  // an outline passes at most so many pixels, half of which may go either way
    CHECK(std::abs(static_cast<double>(runs.area()) - area) < perimeter_pixels / 2);
    CHECK(std::abs(runs.area() - polygon_mask(reversed, 90, 100).area()) <= 2 * sides);
  }
}

TEST_CASE("polygons outside the picture, of no extent or of huge extent give sound masks") {
  const std::vector<std::vector<double>> all{{},
                                             {3, 3, 3, 3, 3, 3},
                                             {-50, -50, -40, -50, -40, -40},
                                             {100, 100, 110, 100, 110, 110},
                                             {-1e300, -1e300, 1e300, -1e300, 1e300, 1e300, -1e300, 1e300},
                                             {0.001, 0.001, 0.002, 0.001, 0.002, 0.002},
                                             {5, -1e9, 6, 1e9, 7, -1e9}};
  for (const std::vector<double>& corners : all) CHECK_NOTHROW(check_counts(polygon_mask(corners, 20, 30), "polygon"));
  CHECK(polygon_mask(all[0], 20, 30).area() == 0);
  CHECK(polygon_mask(all[2], 20, 30).area() == 0);
  CHECK(polygon_mask(all[4], 20, 30).area() == 600);
}
