#include "core/render/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace rex {

namespace {

using Three = std::array<double, 3>;

double to_linear(std::uint8_t value) {
  const double share = value / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

std::uint8_t from_linear(double value) {
  const double share = value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255));
}

/// Linear sRGB of an OKLab colour, with the published constants; outside 0…1 where the screen cannot show it.
Three linear_of_oklab(const Three& lab) {
  const auto cube = [](double value) { return value * value * value; };
  const double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
  const double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
  const double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

Three oklab_of(Colour colour) {
  const double red = to_linear(colour.red), green = to_linear(colour.green), blue = to_linear(colour.blue);
  const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Three oklab_of(double lightness, double chroma, double hue) {
  const double angle = hue * std::numbers::pi / 180;
  return {lightness, chroma * std::cos(angle), chroma * std::sin(angle)};
}

bool can_be_shown(const Three& linear) {
  constexpr double rounding = 1e-4;
  return std::all_of(linear.begin(), linear.end(),
                     [](double value) { return value >= -rounding && value <= 1 + rounding; });
}

double luminance(Colour colour) {
  return 0.2126 * to_linear(colour.red) + 0.7152 * to_linear(colour.green) + 0.0722 * to_linear(colour.blue);
}

}  // namespace

Colour from_oklch(double lightness, double chroma, double hue) {
  Three linear = linear_of_oklab(oklab_of(lightness, chroma, hue));
  if (!can_be_shown(linear)) {
    double shown = 0, refused = chroma;
    for (int step = 0; step < 20; ++step) {
      const double middle = (shown + refused) / 2;
      (can_be_shown(linear_of_oklab(oklab_of(lightness, middle, hue))) ? shown : refused) = middle;
    }
    linear = linear_of_oklab(oklab_of(lightness, shown, hue));
  }
  return {from_linear(linear[0]), from_linear(linear[1]), from_linear(linear[2])};
}

double distance(Colour a, Colour b) {
  const Three first = oklab_of(a), second = oklab_of(b);
  return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

Colour over(Colour colour, Colour ground) {
  const auto mix = [&](int above, int below) {
    return static_cast<std::uint8_t>((above * colour.alpha + below * (255 - colour.alpha) + 127) / 255);
  };
  return {mix(colour.red, ground.red), mix(colour.green, ground.green), mix(colour.blue, ground.blue)};
}

double contrast(Colour a, Colour b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Colour readable_on(Colour ground) {
  constexpr Colour dark{24, 24, 27}, light{255, 255, 255};
  return contrast(dark, ground) >= contrast(light, ground) ? dark : light;
}

Colour distinct_colour(int index) {
  // Hues from green over blue to pink: yellow to red belong to heat. Colour-blind people tell them apart by lightness,
  // so both go by steps that keep every first few far apart in the plane (the R2 sequence, Roberts 2018); the starts
  // are those that keep the first eight farthest apart for all kinds of colour vision.
  constexpr double lightness_step = 0.5698402910, hue_step = 0.7548776662, hue_start = 0.2;
  constexpr double darkest = 0.48, lightnesses = 0.36, first_hue = 140, hues = 210, chroma = 0.15;
  const auto share = [](double position) { return position - std::floor(position); };
  return from_oklch(darkest + lightnesses * share(lightness_step * index), chroma,
                    first_hue + hues * share(hue_start + hue_step * index));
}

}  // namespace rex
