#include "core/render/overlay.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/base/error.h"
#include "core/render/colour_map.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

/// Of 256: half of an odd byte is rounded one way or the other.
constexpr int one_level = 1;

std::shared_ptr<const Picture> gradient(std::int64_t width, std::int64_t height) {
  Picture picture(width, height);
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      picture.row(y)[x * 3] = static_cast<std::uint8_t>(x * 255 / width);
      picture.row(y)[x * 3 + 1] = static_cast<std::uint8_t>(y * 255 / height);
      picture.row(y)[x * 3 + 2] = 90;
    }
  }
  return std::make_shared<const Picture>(std::move(picture));
}

HeatMap ramp(const Box& area) {
  HeatMap heat;
  heat.grid = FloatMap(2, 1);
  heat.grid.values = {0, 1};
  heat.area = area;
  return heat;
}

int part(std::uint32_t pixel, int shift) { return static_cast<int>(pixel >> shift & 255U); }

}  // namespace

TEST_CASE("without heat the picture is what is drawn") {
  const auto picture = gradient(37, 23);
  ViewImage image;
  render_overlay(PicturePyramid(picture), {}, {}, {}, Viewport::whole(37, 23), image);
  CHECK(to_picture(image) == *picture);
}

TEST_CASE("a picture drawn small is an average, not a choice of pixels") {
  Picture stripes(1024, 1024);
  for (std::int64_t y = 0; y < 1024; ++y) {
    for (std::int64_t x = 0; x < 1024; x += 2) std::fill_n(stripes.row(y) + x * 3, 3, std::uint8_t{255});
  }
  const auto picture = std::make_shared<const Picture>(std::move(stripes));
  ViewImage image;
  render_overlay(PicturePyramid(picture), {}, {}, {}, {{0, 0, 1024, 1024}, 300, 300}, image);
  for (const std::uint32_t pixel : image.pixels) REQUIRE(std::abs(part(pixel, 0) - 128) <= 2);
}

TEST_CASE("drawn places are right at every resolution") {
  const auto picture = gradient(1000, 700);
  const PicturePyramid pyramid(picture);
  ViewImage image;
  for (const Viewport& viewport :
       {Viewport{{0, 0, 1000, 700}, 250, 175}, Viewport{{100.5, 50.25, 900, 600}, 777, 345},
        Viewport{{400, 300, 440, 330}, 400, 300}, Viewport{{-100, -50, 1100, 800}, 90, 61}}) {
    render_overlay(pyramid, {}, {}, {}, viewport, image);
    for (std::int64_t y = 0; y < viewport.height; y += 7) {
      for (std::int64_t x = 0; x < viewport.width; x += 5) {
        const double picture_x = viewport.x(x), picture_y = viewport.y(y);
        const std::uint32_t pixel = image.pixels[static_cast<std::size_t>(y * viewport.width + x)];
        if (picture_x < 0 || picture_y < 0 || picture_x >= 1000 || picture_y >= 700) {
          REQUIRE(pixel == 0);
          continue;
        }
        REQUIRE(part(pixel, 24) == 255);
        REQUIRE(std::abs(part(pixel, 16) - picture_x * 255 / 1000) < 3.5);  // half a level of the pyramid at most
        REQUIRE(std::abs(part(pixel, 8) - picture_y * 255 / 700) < 3.5);
      }
    }
  }
}

TEST_CASE("heat is laid over the picture by opacity and the map's own clearness") {
  const auto picture = std::make_shared<const Picture>(Picture(40, 10));  // black
  const PicturePyramid pyramid(picture);
  const HeatMap heat = ramp({0, 0, 40, 10});
  const Scale scale = scale_of(heat.values(), Scaling::zero_to_max);
  const Viewport viewport = Viewport::whole(40, 10);
  ViewImage image;
  Appearance appearance;
  appearance.colour_map = "viridis";
  appearance.opacity = 0.5;
  render_overlay(pyramid, heat, scale, appearance, viewport, image);
  const Colour last = colour_map("viridis").at(1);
  CHECK(part(image.pixels[39], 16) == Approx(last.red / 2.0).margin(one_level));
  CHECK(part(image.pixels[39], 8) == Approx(last.green / 2.0).margin(one_level));

  SECTION("the default map leaves the picture where nothing matters") {
    render_overlay(pyramid, heat, scale, {}, viewport, image);
    CHECK(image.pixels[0] == 0xFF000000U);
    CHECK(part(image.pixels[39], 16) > 150);
  }
  SECTION("what is below the threshold is the picture") {
    appearance.threshold = 0.5;
    appearance.smooth = false;
    render_overlay(pyramid, heat, scale, appearance, viewport, image);
    CHECK(image.pixels[19] == 0xFF000000U);
    CHECK(image.pixels[20] != 0xFF000000U);
  }
  SECTION("outside the model's crop is the picture") {
    render_overlay(pyramid, ramp({10, 0, 30, 10}), scale, appearance, viewport, image);
    CHECK(image.pixels[9] == 0xFF000000U);
    CHECK(image.pixels[10] != 0xFF000000U);
    CHECK(image.pixels[30] == 0xFF000000U);
  }
  SECTION("all zero") {
    HeatMap zeros = heat;
    zeros.grid.values = {0, 0};
    render_overlay(pyramid, zeros, scale_of(zeros.values(), Scaling::zero_to_max), {}, viewport, image);
    CHECK(image.pixels[20] == 0xFF000000U);
  }
  SECTION("an unknown map is an error") {
    appearance.colour_map = "none";
    CHECK_THROWS_AS(render_overlay(pyramid, heat, scale, appearance, viewport, image), Error);
  }
}

TEST_CASE("the picture under the heat can lose its colours") {
  const auto picture = gradient(64, 64);
  Appearance appearance;
  appearance.saturation = 0;
  ViewImage image;
  render_overlay(PicturePyramid(picture), {}, {}, appearance, Viewport::whole(64, 64), image);
  for (const std::uint32_t pixel : image.pixels) {
    REQUIRE(part(pixel, 16) == part(pixel, 8));
    REQUIRE(part(pixel, 8) == part(pixel, 0));
  }
}

TEST_CASE("heat alone, laid over a ground, is the overlay") {
  const auto picture = gradient(50, 40);
  const HeatMap heat = ramp({5, 0, 45, 40});
  const Scale scale = scale_of(heat.values(), Scaling::zero_to_max);
  const Viewport viewport = Viewport::whole(50, 40);
  ViewImage alone, both;
  render_heat(heat, scale, {}, viewport, alone);
  render_overlay(PicturePyramid(picture), heat, scale, {}, viewport, both);
  for (std::size_t i = 0; i < alone.pixels.size(); ++i) {
    const int clear = 255 - part(alone.pixels[i], 24);
    for (const int shift : {0, 8, 16}) {
      const int ground = picture->pixels[i * 3 + static_cast<std::size_t>(2 - shift / 8)];
      REQUIRE(std::abs(part(alone.pixels[i], shift) + ground * clear / 255 - part(both.pixels[i], shift)) <= 3);
      REQUIRE(part(alone.pixels[i], shift) <= part(alone.pixels[i], 24));
    }
  }
}

TEST_CASE("a kept drawing is the same as a new one, whatever changed before") {
  const auto large = std::make_shared<const PicturePyramid>(gradient(900, 700));
  const auto other = std::make_shared<const PicturePyramid>(gradient(64, 48));
  auto picture = large;
  HeatMap heat = ramp({100, 50, 800, 600});
  Scale scale = scale_of(heat.values(), Scaling::zero_to_max);
  Appearance appearance;
  Viewport viewport{{-20, -10, 920, 710}, 210, 160};
  KeptOverlay kept;
  ViewImage again, anew;
  const auto agrees = [&](const char* change) {
    INFO(change);
    kept.render(picture, heat, scale, appearance, viewport, again);
    render_overlay(*picture, heat, scale, appearance, viewport, anew);
    CHECK(again.width == anew.width);
    CHECK(again.pixels == anew.pixels);
    const InsidePixels& inside = kept.inside();
    for (std::int64_t y = 0; y < again.height; ++y) {
      for (std::int64_t x = 0; x < again.width; ++x) {
        const bool in = x >= inside.left && x < inside.right && y >= inside.top && y < inside.bottom;
        REQUIRE((again.pixels[static_cast<std::size_t>(y * again.width + x)] >> 24 == (in ? 255U : 0U)));
      }
    }
  };
  agrees("nothing");
  appearance.opacity = 0.3;
  agrees("opacity");
  appearance.colour_map = "viridis";
  agrees("colours");
  appearance.threshold = 0.4;
  agrees("threshold");
  appearance.smooth = false;
  agrees("interpolation");
  appearance.saturation = 0.2;
  agrees("saturation");
  scale.high = 2;
  agrees("scale");
  heat.grid.values = {1, 0.5};
  agrees("values");
  heat.area.left = 300;
  agrees("place");
  viewport.view.left = 40;
  agrees("view");
  viewport.width = 190;
  agrees("size");
  heat = {};
  agrees("no heat");
  heat.boxes = {{10, 10, 300, 300}, {200, 100, 600, 500}};
  heat.box_values = {0.5, 1};
  agrees("boxes");
  heat.boxes[1].right = 400;
  agrees("another box");
  picture = other;
  agrees("another picture");
  viewport.view = {2000, 2000, 2100, 2100};
  agrees("a view beside the picture");
  viewport.view = {0, 0, 64, 48};
  agrees("and back");
  heat.box_values = {1, 0.5};
  appearance.colour_map = "no such colours";
  CHECK_THROWS_AS(kept.render(picture, heat, scale, appearance, viewport, again), Error);
  appearance.colour_map = "magma";
  agrees("after an error");
}
