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

/// A curve through STOPS in OKLCh, walked with equal perceived steps.
ColourMap uniform(const std::string& name, const std::string& title, const std::vector<Stop>& stops) {
  constexpr int fine = 4096;
  std::vector<Colour> colours;
  std::vector<double> way;
  for (int i = 0; i <= fine; ++i) {
    const double place = static_cast<double>(i) / fine * static_cast<double>(stops.size() - 1);
    const auto from = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double share = place - static_cast<double>(from);
    const auto between = [&](double Stop::*part) { return std::lerp(stops[from].*part, stops[from + 1].*part, share); };
    colours.push_back(from_oklch(between(&Stop::lightness), between(&Stop::chroma), between(&Stop::hue)));
    way.push_back(i == 0 ? 0 : way.back() + distance(colours.back(), colours[colours.size() - 2]));
  }
  ColourMap map{name, title, false, {}};
  for (std::size_t level = 0; level < 256; ++level) {
    const double wanted = way.back() * static_cast<double>(level) / 255;
    const auto reached = std::lower_bound(way.begin(), way.end(), wanted);
    map.colours[level] = colours[static_cast<std::size_t>(std::min(reached, way.end() - 1) - way.begin())];
  }
  return map;
}

ColourMap heat() {
  ColourMap map = uniform("heat", "Heat (clear where nothing matters)",
                          {{0.44, 0.17, 325}, {0.56, 0.21, 370}, {0.69, 0.19, 405}, {0.90, 0.18, 461}});
  for (std::size_t level = 0; level < 256; ++level) {
    const double share = static_cast<double>(level) / 255;
    map.colours[level].alpha = static_cast<std::uint8_t>(std::lround(255 * (1 - std::pow(1 - share, 1.6))));
  }
  return map;
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
  return map;
}

ColourMap grey() {
  ColourMap map{"grey", "Grey", false, {}};
  for (std::size_t level = 0; level < 256; ++level) {
    const auto value = static_cast<std::uint8_t>(level);
    map.colours[level] = {value, value, value};
  }
  return map;
}

}  // namespace

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
