#pragma once

#include <opencv2/core/matx.hpp>
#include <opencv2/core/types.hpp>
#include <vector>

#include "app/zoo/paint/sprites.h"

namespace rex::zoo {

/// Where one object stands.
struct Placement {
  int object_class = 0;
  int drawing = 0;    // see SpriteSet::get
  double x = 0.5;     // centre, fraction of the picture's width
  double y = 0.5;     // centre, fraction of the picture's height
  double size = 0.3;  // longer side, fraction of the picture's shorter side
  double angle = 0;   // degrees, clockwise
  bool mirrored = false;
};

/// The objects of a scene from back to front.
struct Arrangement {
  std::vector<Placement> objects;
  int main = -1;       // index of the main object, or −1
  double stretch = 1;  // objects are this much wider for their height than they should be
};

/// Maps a sprite's own coordinates (0…1 over its width and height) to the picture's pixels, where (0, 0) is the outer
/// corner of the first pixel.
cv::Matx23d sprite_to_picture(const Sprite& sprite, const Placement& placement, double stretch, cv::Size picture);

inline cv::Point2d mapped(const cv::Matx23d& map, double u, double v) {
  return {map(0, 0) * u + map(0, 1) * v + map(0, 2), map(1, 0) * u + map(1, 1) * v + map(1, 2)};
}

cv::Matx23d inverted(const cv::Matx23d& map);

/// The pixels that a unit square under MAP may touch, inside the picture.
cv::Rect touched_pixels(const cv::Matx23d& map, cv::Size picture);

}  // namespace rex::zoo
