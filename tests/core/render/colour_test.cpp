#include "core/render/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/base/error.h"
#include "core/render/colour_map.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

constexpr Colour black{0, 0, 0}, white{255, 255, 255};
/// The matrices of OKLab, as published, give white a lightness of 1 within this.
constexpr double published_digits = 1e-3;
/// The contrast is published to hundredths.
constexpr double published_hundredth = 0.01;
/// Steps between colours in whole bytes are that uneven.
constexpr double of_bytes = 0.2;

/// How people without one kind of cones see (Machado, Oliveira and Fernandes 2009, severity 1), in linear RGB.
struct Vision {
  const char* name;
  std::array<std::array<double, 3>, 3> seen;
};
const std::vector<Vision> visions = {
    {"usual", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

Colour seen_by(const Vision& vision, Colour colour) {
  const auto linear = [](double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  const auto encoded = [](double value) {
    const double inside = std::clamp(value, 0.0, 1.0);
    return inside <= 0.0031308 ? 12.92 * inside : 1.055 * std::pow(inside, 1 / 2.4) - 0.055;
  };
  const std::array<double, 3> rgb = {linear(colour.red / 255.0), linear(colour.green / 255.0),
                                     linear(colour.blue / 255.0)};
  const auto channel = [&](const std::array<double, 3>& row) {
    return static_cast<std::uint8_t>(std::lround(255 * encoded(row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])));
  };
  return {channel(vision.seen[0]), channel(vision.seen[1]), channel(vision.seen[2])};
}

}  // namespace

TEST_CASE("OKLCh gives the colours that its author states") {
  CHECK(from_oklch(1, 0, 0) == white);
  CHECK(from_oklch(0, 0, 0) == black);
  // sRGB red is L 0.62796, C 0.25768, h 29.234 in OKLCh.
  const Colour red = from_oklch(0.62796, 0.25768, 29.234);
  CHECK(red.red >= 254);
  CHECK(red.green <= 2);
  CHECK(red.blue <= 2);
  CHECK(distance(black, white) == Approx(1).margin(published_digits));
}

TEST_CASE("colours beyond the screen keep lightness and hue") {
  const Colour shown = from_oklch(0.9, 0.4, 100);
  CHECK(contrast(shown, black) > 10);
  CHECK(shown.red > shown.blue);
}

TEST_CASE("contrast is that of the accessibility guidelines") {
  CHECK(contrast(black, white) == Approx(21));
  CHECK(contrast(Colour{119, 119, 119}, white) == Approx(4.48).margin(published_hundredth));
  for (const ColourMap& map : colour_maps()) {
    INFO(map.name);
    for (int level = 0; level <= 255; ++level) {
      const Colour ground = over(map.at(level / 255.0), white);
      CHECK(contrast(readable_on(ground), ground) >= 4.2);
    }
  }
}

TEST_CASE("the first colours for objects are distinct") {
  for (int a = 0; a < 8; ++a) {
    for (int b = 0; b < a; ++b) {
      INFO(a << " and " << b);
      CHECK(distance(distinct_colour(a), distinct_colour(b)) > 0.06);
    }
  }
}

TEST_CASE("the first colours for objects are distinct for colour-blind people") {
  for (const Vision& vision : visions) {
    for (int a = 0; a < 8; ++a) {
      for (int b = 0; b < a; ++b) {
        INFO(vision.name << ": " << a << " and " << b);
        CHECK(distance(seen_by(vision, distinct_colour(a)), seen_by(vision, distinct_colour(b))) > 0.05);
      }
    }
  }
}

TEST_CASE("colour maps keep their order for colour-blind people, but for two that no one can read by lightness") {
  // Against white, as on paper, and with what lets the picture through.
  for (const ColourMap& map : colour_maps()) {
    if (map.name == "turbo" || map.name == "jet") continue;  // rainbows: their lightness rises and falls for everybody
    for (const Vision& vision : visions) {
      INFO(map.name << ", " << vision.name);
      const auto at = [&](double share) { return seen_by(vision, over(map.at(share), white)); };
      if (map.diverging) {
        CHECK(distance(at(0), at(1)) > 0.15);
        CHECK(distance(at(0), at(0.5)) > 0.3);
        CHECK(distance(at(1), at(0.5)) > 0.3);
        continue;
      }
      const double way = distance(at(1), black) - distance(at(0), black);
      CHECK(std::abs(way) > 0.3);
      for (double share = 0; share < 0.95; share += 0.1) {
        INFO(share);
        CHECK((distance(at(share + 0.1), black) - distance(at(share), black)) * way > 0);
      }
    }
  }
}

TEST_CASE("colour maps are known by name") {
  CHECK(colour_maps().front().name == "heat");
  CHECK(colour_map("jet").title == "Jet (as in the papers)");
  CHECK_THROWS_WITH(colour_map("rainbow"), ContainsSubstring("rainbow") && ContainsSubstring("heat, viridis, magma"));
  CHECK_THROWS_AS(colour_map(""), Error);
}

TEST_CASE("published colour maps have their published ends") {
  CHECK(colour_map("viridis").at(0) == Colour{68, 1, 84});
  CHECK(colour_map("viridis").at(1) == Colour{253, 231, 37});
  CHECK(colour_map("magma").at(1) == Colour{252, 253, 191});
  CHECK(colour_map("inferno").at(1) == Colour{252, 255, 164});
  CHECK(colour_map("grey").at(0.5) == Colour{128, 128, 128});
}

TEST_CASE("a share outside 0…1 is clamped, and what is no number is the first colour") {
  const ColourMap& map = colour_map("viridis");
  CHECK(map.at(-3) == map.at(0));
  CHECK(map.at(7) == map.at(1));
  CHECK(map.at(std::nan("")) == map.at(0));
}

TEST_CASE("the default map rises evenly from clear to strong") {
  const ColourMap& map = colour_map("heat");
  CHECK(map.at(0).alpha == 0);
  CHECK(map.at(1).alpha == 255);
  for (std::size_t level = 1; level < 256; ++level) {
    INFO(level);
    CHECK(map.colours[level].alpha >= map.colours[level - 1].alpha);
    // On white paper every level is stronger than the one before.
    CHECK(distance(over(map.colours[level], white), white) >=
          distance(over(map.colours[level - 1], white), white) - 0.01);
  }
  // Perceptually uniform: seventeenths of the map are equally far apart.
  const double step = distance(map.colours[0], map.colours[15]);
  for (std::size_t level = 15; level + 15 < 256; level += 15) {
    Colour a = map.colours[level], b = map.colours[level + 15];
    CHECK(distance(a, b) == Approx(step).epsilon(of_bytes));
  }
}

TEST_CASE("the difference map is white in the middle and equally strong at its ends") {
  const ColourMap& map = colour_map("difference");
  CHECK(map.diverging);
  CHECK(map.colours[127] == map.colours[128]);
  CHECK(contrast(map.colours[127], white) < 1.1);
  CHECK(map.colours[127].alpha == 0);  // the photograph stays where nothing differs
  CHECK(map.colours[0].alpha == 255);
  CHECK(map.colours[255].alpha == 255);
  CHECK(map.at(0).blue > map.at(0).red);
  CHECK(map.at(1).red > map.at(1).blue);
  CHECK(distance(map.at(0), map.at(0.5)) == Approx(distance(map.at(1), map.at(0.5))).epsilon(0.12));
}
