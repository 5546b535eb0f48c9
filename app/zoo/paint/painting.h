#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "app/zoo/scene/random.h"

namespace rex::zoo {

using Rgb = cv::Vec3f;  // red, green, blue in 0…1

/// 0xRRGGBB.
Rgb rgb(uint32_t hex);
inline Rgb mix(const Rgb& a, const Rgb& b, double share_of_b) {
  return a * static_cast<float>(1 - share_of_b) + b * static_cast<float>(share_of_b);
}
/// COLOUR moved at random: brightness and each channel by up to AMOUNT of their value.
Rgb varied(const Rgb& colour, Random& random, double amount);

/// 0 below LOW, 1 above HIGH, smooth between.
inline double smoothstep(double low, double high, double x) {
  const double t = std::min(1.0, std::max(0.0, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

struct Stop {
  double at;  // 0…1 along the gradient
  Rgb colour;
};

/// Smooth random values, about −1…1 with mean 0, CV_32F: the sum of OCTAVES cubic-interpolated random grids, each half
/// as strong and twice as fine. CELL_X, CELL_Y: size of the coarsest cells in units of the picture's height.
cv::Mat fractal_noise(uint64_t seed, cv::Size pixels, double cell_x, double cell_y, int octaves);

/// A picture being painted. Coordinates are in units of the picture's height: x in 0…width(), y in 0…1 downwards, so
/// that a painting looks the same at any resolution.
class Painting {
 public:
  explicit Painting(cv::Size pixels) : pixels_(pixels, Rgb(0, 0, 0)) {}

  /// A random point in rows TOP…BOTTOM.
  cv::Point2d somewhere(Random& random, double top = 0, double bottom = 1) const {
    return {random.uniform(0, width()), random.uniform(top, bottom)};
  }

  double width() const { return static_cast<double>(pixels_.cols) / pixels_.rows; }
  cv::Size size() const { return pixels_.size(); }
  double pixel() const { return 1.0 / pixels_.rows; }  // a pixel's side
  cv::Mat3f& pixels() { return pixels_; }

  /// Rows from TOP to BOTTOM in a vertical gradient.
  void gradient(double top, double bottom, const std::vector<Stop>& stops);
  /// Everything below the line y = EDGE(x), from NEAR_EDGE at the line to DEEP at DEPTH under it.
  template <typename Edge>
  void land(const Edge& edge, const Rgb& near_edge, const Rgb& deep, double depth);
  void disc(double x, double y, double radius, const Rgb& colour, double opacity = 1, double softness = 0);
  /// Light that fades from (X, Y) to RADIUS.
  void glow(double x, double y, double radius, const Rgb& colour, double strength);
  void polygon(const std::vector<cv::Point2d>& corners, const Rgb& colour, double opacity = 1);
  void line(cv::Point2d from, cv::Point2d to, double thickness, const Rgb& colour, double opacity = 1);
  /// Brightness times 1 + AMOUNT·noise in rows TOP…BOTTOM; NOISE has the painting's size.
  void roughen(const cv::Mat& noise, double amount, double top = 0, double bottom = 1);
  /// Darker by STRENGTH in the corners.
  void vignette(double strength);
  /// Rows TOP…BOTTOM from COLOUR(x, y), the mean of SAMPLES² points a pixel.
  template <typename Colour>
  void shade(double top, double bottom, const Colour& colour, int samples = 2);

  /// CV_8UC3, RGB. A faint fixed grain keeps smooth gradients from showing bands.
  cv::Mat finished() const;

 private:
  int row(double y) const {
    return std::min(pixels_.rows, std::max(0, static_cast<int>(std::lround(y * pixels_.rows))));
  }
  void blend(int x, int y, const Rgb& colour, double opacity) {
    Rgb& pixel = pixels_(y, x);
    pixel = mix(pixel, colour, opacity);
  }

  cv::Mat3f pixels_;
};

template <typename Edge>
void Painting::land(const Edge& edge, const Rgb& near_edge, const Rgb& deep, double depth) {
  for (int x = 0; x < pixels_.cols; ++x) {
    const double from = edge((x + 0.5) * pixel()) * pixels_.rows;
    for (int y = std::max(0, static_cast<int>(from) - 1); y < pixels_.rows; ++y) {
      const double cover = std::min(1.0, std::max(0.0, y + 1 - from));
      const double below = std::min(1.0, std::max(0.0, (y + 0.5 - from) / (depth * pixels_.rows)));
      if (cover > 0) blend(x, y, mix(near_edge, deep, below), cover);
    }
  }
}

template <typename Colour>
void Painting::shade(double top, double bottom, const Colour& colour, int samples) {
  const double step = pixel() / samples;
  for (int y = row(top); y < row(bottom); ++y) {
    for (int x = 0; x < pixels_.cols; ++x) {
      Rgb sum(0, 0, 0);
      for (int i = 0; i < samples * samples; ++i)
        sum += colour(x * pixel() + (i % samples + 0.5) * step, y * pixel() + (i / samples + 0.5) * step);
      pixels_(y, x) = sum * (1.0F / static_cast<float>(samples * samples));
    }
  }
}

}  // namespace rex::zoo
