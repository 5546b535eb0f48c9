#include "app/zoo/scene/arrangement.h"

#include <algorithm>
#include <cmath>

namespace rex::zoo {

cv::Matx23d sprite_to_picture(const Sprite& sprite, const Placement& placement, double stretch, cv::Size picture) {
  const double side = placement.size * std::min(picture.width, picture.height);
  const double scale = side / std::max(sprite.width(), sprite.height());
  const double width = sprite.width() * scale * (placement.mirrored ? -1 : 1), height = sprite.height() * scale;
  const double angle = placement.angle * CV_PI / 180, wider = std::sqrt(stretch);
  const double a = std::cos(angle) * width * wider, b = -std::sin(angle) * height * wider;
  const double c = std::sin(angle) * width / wider, d = std::cos(angle) * height / wider;
  const double x = placement.x * picture.width, y = placement.y * picture.height;
  return {a, b, x - (a + b) / 2, c, d, y - (c + d) / 2};
}

cv::Matx23d inverted(const cv::Matx23d& map) {
  const double det = map(0, 0) * map(1, 1) - map(0, 1) * map(1, 0);
  const double a = map(1, 1) / det, b = -map(0, 1) / det, c = -map(1, 0) / det, d = map(0, 0) / det;
  return {a, b, -(a * map(0, 2) + b * map(1, 2)), c, d, -(c * map(0, 2) + d * map(1, 2))};
}

cv::Rect touched_pixels(const cv::Matx23d& map, cv::Size picture) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (int corner = 0; corner < 4; ++corner) {
    const cv::Point2d at = mapped(map, corner % 2, corner / 2);
    left = std::min(left, at.x), right = std::max(right, at.x);
    top = std::min(top, at.y), bottom = std::max(bottom, at.y);
  }
  const cv::Point first(static_cast<int>(std::floor(left)) - 1, static_cast<int>(std::floor(top)) - 1);
  const cv::Point last(static_cast<int>(std::ceil(right)) + 1, static_cast<int>(std::ceil(bottom)) + 1);
  return cv::Rect(first, last) & cv::Rect({}, picture);
}

}  // namespace rex::zoo
