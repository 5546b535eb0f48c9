#include "core/render/colour_map.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"

namespace rex {

namespace {

/// One of OpenCV's maps (viridis, magma and inferno are Matplotlib's, turbo is Google's).
ColourMap published(const std::string& name, const std::string& title, int opencv_map) {
  cv::Mat levels(1, 256, CV_8UC1), colours;
  for (int level = 0; level < 256; ++level) levels.at<uchar>(level) = static_cast<uchar>(level);
  cv::applyColorMap(levels, colours, opencv_map);
  ColourMap map{name, title, false, {}};
  for (int level = 0; level < 256; ++level) {
    const auto blue_green_red = colours.at<cv::Vec3b>(level);
    map.colours[static_cast<std::size_t>(level)] = {blue_green_red[2], blue_green_red[1], blue_green_red[0]};
  }
  return map;
}

struct Stop {
  double lightness, chroma, hue;
};

/// The colour at PLACE, 0…1, of a curve through STOPS in OKLCh.
Colour on_curve(const std::vector<Stop>& stops, double position) {
  const double stop = position * static_cast<double>(stops.size() - 1);
  const auto from = std::min(static_cast<std::size_t>(stop), stops.size() - 2);
  const double share = stop - static_cast<double>(from);
  const auto between = [&](double Stop::*part) { return std::lerp(stops[from].*part, stops[from + 1].*part, share); };
  return from_oklch(between(&Stop::lightness), between(&Stop::chroma), between(&Stop::hue));
}

/// A curve through STOPS in OKLCh, walked with equal perceived steps.
ColourMap uniform(const std::string& name, const std::string& title, const std::vector<Stop>& stops) {
  constexpr std::size_t marks = 48;  // few enough that rounding to bytes does not count as way
  std::vector<double> way{0};
  for (std::size_t mark = 1; mark <= marks; ++mark) {
    const auto position = [&](std::size_t i) { return static_cast<double>(i) / marks; };
    way.push_back(way.back() + distance(on_curve(stops, position(mark - 1)), on_curve(stops, position(mark))));
  }
  ColourMap map{name, title, false, {}};
  for (std::size_t level = 0; level < 256; ++level) {
    const double wanted = way.back() * static_cast<double>(level) / 255;
    const auto next = std::min<std::size_t>(
        marks, std::max<std::ptrdiff_t>(1, std::lower_bound(way.begin(), way.end(), wanted) - way.begin()));
    const double share = (wanted - way[next - 1]) / (way[next] - way[next - 1]);
    map.colours[level] = on_curve(stops, (static_cast<double>(next - 1) + share) / marks);
  }
  return map;
}

/// Yellow to red, so that what matters most is the strongest on white paper as well as on a photograph.
ColourMap heat() {
  return uniform("heat", "Heat (clear where nothing matters)",
                 {{0.93, 0.13, 102}, {0.82, 0.17, 75}, {0.70, 0.20, 46}, {0.55, 0.22, 27}})
      .rising();
}

ColourMap difference() {
  ColourMap map = uniform("difference", "Difference (blue − white + red)",
                          {{0.42, 0.15, 255}, {0.70, 0.11, 250}, {0.97, 0.0, 250}});
  const ColourMap reds = uniform("", "", {{0.97, 0.0, 30}, {0.70, 0.14, 30}, {0.45, 0.17, 25}});
  map.diverging = true;
  // 255 steps have no middle one: levels 127 and 128 are both white.
  const std::array<Colour, 256> blues = map.colours;
  for (std::size_t level = 0; level < 128; ++level) {
    map.colours[level] = blues[level * 255 / 127];
    map.colours[level + 128] = reds.colours[level * 255 / 127];
  }
  return map.rising();
}

ColourMap grey() {
  ColourMap map{"grey", "Grey", false, {}};
  for (std::size_t level = 0; level < 256; ++level) {
    const auto value = static_cast<std::uint8_t>(level);
    map.colours[level] = {value, value, value};
  }
  return map;
}

/// The opacity of SHARE, 0…1: it rises fast, so that what is weak is seen.
std::uint8_t rising_alpha(double share) {
  return static_cast<std::uint8_t>(std::lround(255 * (1 - std::pow(1 - share, 1.6))));
}

}  // namespace

ColourMap ColourMap::rising() const {
  ColourMap map = *this;
  for (std::size_t level = 0; level < 256; ++level) {
    // 255 steps of a diverging map have no middle one: both levels beside it are clear.
    const std::size_t from_middle = level < 128 ? 127 - level : level - 128;
    map.colours[level].alpha =
        rising_alpha(diverging ? static_cast<double>(from_middle) / 127 : static_cast<double>(level) / 255);
  }
  return map;
}

ColourMap ColourMap::opaque() const {
  ColourMap map = *this;
  for (Colour& colour : map.colours) colour.alpha = 255;
  return map;
}

const std::vector<ColourMap>& colour_maps() {
  static const std::vector<ColourMap> maps{
      heat(),
      published("viridis", "Viridis", cv::COLORMAP_VIRIDIS),
      published("magma", "Magma", cv::COLORMAP_MAGMA),
      published("inferno", "Inferno", cv::COLORMAP_INFERNO),
      published("turbo", "Turbo", cv::COLORMAP_TURBO),
      grey(),
      published("jet", "Jet (as in the papers)", cv::COLORMAP_JET),
      difference(),
  };
  return maps;
}

const ColourMap& colour_map(const std::string& name) {
  std::string known;
  for (const ColourMap& map : colour_maps()) {
    if (map.name == name) return map;
    known += (known.empty() ? "" : ", ") + map.name;
  }
  throw Error("colour map '" + name + "'", "there is none of that name", "Known: " + known + ".");
}

}  // namespace rex
