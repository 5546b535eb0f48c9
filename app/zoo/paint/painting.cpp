#include "app/zoo/paint/painting.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>

namespace rex::zoo {

Rgb rgb(uint32_t hex) {
  return {static_cast<float>((hex >> 16) & 255) / 255, static_cast<float>((hex >> 8) & 255) / 255,
          static_cast<float>(hex & 255) / 255};
}

Rgb varied(const Rgb& colour, Random& random, double amount) {
  const double brightness = 1 + random.uniform(-amount, amount);
  Rgb result;
  for (int c = 0; c < 3; ++c)
    result[c] =
        static_cast<float>(std::clamp(colour[c] * brightness * (1 + random.uniform(-amount, amount) / 2), 0.0, 1.0));
  return result;
}

cv::Mat fractal_noise(uint64_t seed, cv::Size pixels, double cell_x, double cell_y, int octaves) {
  cv::Mat sum(pixels, CV_32F, cv::Scalar(0));
  const double width = static_cast<double>(pixels.width) / pixels.height;
  double strength = 1, total = 0;
  for (int octave = 0; octave < octaves; ++octave, strength /= 2, cell_x /= 2, cell_y /= 2) {
    // A random grid of its own for each octave: what a low resolution cannot show, it may leave out.
    const cv::Size cells(std::max(2, static_cast<int>(std::ceil(width / cell_x)) + 1),
                         std::max(2, static_cast<int>(std::ceil(1 / cell_y)) + 1));
    if (cells.width > pixels.width * 2 || cells.height > pixels.height * 2) break;
    Random random = Random(seed).fork("octave " + std::to_string(octave));
    cv::Mat grid(cells, CV_32F), layer;
    for (int i = 0; i < cells.area(); ++i)
      grid.at<float>(i / cells.width, i % cells.width) = static_cast<float>(random.uniform(-1, 1));
    cv::resize(grid, layer, pixels, 0, 0, cv::INTER_CUBIC);
    cv::scaleAdd(layer, strength, sum, sum);
    total += strength;
  }
  return sum * (1.5 / std::max(total, 1e-6));
}

void Painting::gradient(double top, double bottom, const std::vector<Stop>& stops) {
  for (int y = row(top); y < row(bottom); ++y) {
    const double at = std::clamp((y + 0.5) * pixel() - top, 0.0, bottom - top) / std::max(bottom - top, 1e-9);
    size_t next = 1;
    while (next + 1 < stops.size() && stops[next].at < at) ++next;
    const Stop &a = stops[next - 1], &b = stops[next];
    pixels_.row(y) = mix(a.colour, b.colour, smoothstep(a.at, b.at, at));
  }
}

void Painting::disc(double x, double y, double radius, const Rgb& colour, double opacity, double softness) {
  const double soft = std::max(softness, pixel()), reach = radius + soft;
  const int last_row = std::min(pixels_.rows - 1, static_cast<int>((y + reach) / pixel()));
  const int last_column = std::min(pixels_.cols - 1, static_cast<int>((x + reach) / pixel()));
  for (int row = std::max(0, static_cast<int>((y - reach) / pixel())); row <= last_row; ++row) {
    for (int column = std::max(0, static_cast<int>((x - reach) / pixel())); column <= last_column; ++column) {
      const double distance = std::hypot((column + 0.5) * pixel() - x, (row + 0.5) * pixel() - y);
      const double cover = std::clamp((radius - distance) / soft + 0.5, 0.0, 1.0);
      if (cover > 0) blend(column, row, colour, cover * opacity);
    }
  }
}

void Painting::glow(double x, double y, double radius, const Rgb& colour, double strength) {
  for (int row = 0; row < pixels_.rows; ++row) {
    for (int column = 0; column < pixels_.cols; ++column) {
      const double distance = std::hypot((column + 0.5) * pixel() - x, (row + 0.5) * pixel() - y) / radius;
      if (distance < 1) blend(column, row, colour, strength * (1 - distance) * (1 - distance));
    }
  }
}

void Painting::polygon(const std::vector<cv::Point2d>& corners, const Rgb& colour, double opacity) {
  constexpr int fraction_bits = 4;
  std::vector<cv::Point> fixed;
  for (const cv::Point2d& corner : corners)
    fixed.emplace_back(cvRound((corner.x / pixel() - 0.5) * (1 << fraction_bits)),
                       cvRound((corner.y / pixel() - 0.5) * (1 << fraction_bits)));
  cv::Rect box = cv::boundingRect(fixed);
  box = cv::Rect((box.x >> fraction_bits) - 2, (box.y >> fraction_bits) - 2, (box.width >> fraction_bits) + 5,
                 (box.height >> fraction_bits) + 5) &
        cv::Rect({}, pixels_.size());
  if (box.empty()) return;
  for (cv::Point& corner : fixed) corner -= box.tl() * (1 << fraction_bits);
  cv::Mat1b cover(box.size(), 0);
  cv::fillPoly(cover, std::vector<std::vector<cv::Point>>{fixed}, cv::Scalar(255), cv::LINE_AA, fraction_bits);
  for (int y = 0; y < box.height; ++y)
    for (int x = 0; x < box.width; ++x)
      if (cover(y, x) > 0) blend(box.x + x, box.y + y, colour, opacity * cover(y, x) / 255);
}

void Painting::line(cv::Point2d from, cv::Point2d to, double thickness, const Rgb& colour, double opacity) {
  const cv::Point2d along = to - from;
  const double length = std::max(1e-9, std::hypot(along.x, along.y));
  // A line thinner than a pixel is drawn a pixel wide and fainter.
  const double wide = std::max(thickness, pixel());
  const cv::Point2d across(-along.y / length * wide / 2, along.x / length * wide / 2);
  polygon({from + across, to + across, to - across, from - across}, colour, opacity * thickness / wide);
}

void Painting::roughen(const cv::Mat& noise, double amount, double top, double bottom) {
  for (int y = row(top); y < row(bottom); ++y)
    for (int x = 0; x < pixels_.cols; ++x)
      pixels_(y, x) *= static_cast<float>(1 + amount * static_cast<double>(noise.at<float>(y, x)));
}

void Painting::vignette(double strength) {
  const double centre = width() / 2, reach = std::hypot(centre, 0.5);
  for (int y = 0; y < pixels_.rows; ++y) {
    for (int x = 0; x < pixels_.cols; ++x) {
      const double distance = std::hypot((x + 0.5) * pixel() - centre, (y + 0.5) * pixel() - 0.5) / reach;
      pixels_(y, x) *= static_cast<float>(1 - strength * smoothstep(0.35, 1.05, distance));
    }
  }
}

cv::Mat Painting::finished() const {
  Random random(1);
  cv::Mat3b result(pixels_.size());
  for (int y = 0; y < pixels_.rows; ++y) {
    for (int x = 0; x < pixels_.cols; ++x) {
      const uint64_t grain = random.next();
      for (int c = 0; c < 3; ++c) {
        const float dither = static_cast<float>((grain >> (16 * c)) & 0xffff) / 65536;
        result(y, x)[c] = static_cast<uchar>(std::clamp(pixels_(y, x)[c] * 255 + dither, 0.0F, 255.0F));
      }
    }
  }
  return result;
}

}  // namespace rex::zoo
