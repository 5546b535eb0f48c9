#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <vector>

namespace rex::zoo {

/// One drawing of one class, prepared for fast rendering at any size. A sprite's own coordinates run from 0 to 1 over
/// the drawing's width and height. Colours in LEVELS are multiplied by alpha, so that interpolation is right at edges.
struct Sprite {
  std::vector<cv::Mat> levels;  // RGBA CV_8UC4: the font's bitmap, then each smaller by √2
  cv::Mat shadow;               // CV_8U, small: blurred alpha with shadow_margin pixels around the sprite
  cv::Mat outline;              // CV_8U, 1 inside: alpha on a coarse grid, for planning
  double foot_left = 0;         // where the lowest part touches the ground, 0…1 of the width
  double foot_right = 1;

  double width() const { return levels.front().cols; }  // in the font's pixels
  double height() const { return levels.front().rows; }
};

constexpr int shadow_margin = 11;

/// Every drawing of object_classes(), read once from the font. Immutable afterwards: threads may share it.
class SpriteSet {
 public:
  /// Throws Error where the font cannot be used (see read_emoji).
  explicit SpriteSet(const std::filesystem::path& font);

  /// DRAWING is the colour of a recoloured class, else the variant: 0 … drawing_count(object_class) − 1.
  const Sprite& get(int object_class, int drawing) const;

 private:
  std::vector<std::vector<Sprite>> sprites_;
};

/// A sprite's bitmap FACTOR times as large (RGBA, multiplied by alpha), with edges kept crisp: Lanczos interpolation,
/// then unsharp masking held within the neighbourhood's range, so that no halo appears, then a steeper alpha.
cv::Mat enlarge(const cv::Mat& level, int factor);

}  // namespace rex::zoo
