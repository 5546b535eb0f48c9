#pragma once

#include <string>
#include <vector>

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

/// An object of a gallery scene as one would say it.
struct Standing {
  std::string name;  // "cat", "red balloon", "car 2" (the second drawing of a class)
  double x;          // centre, fraction of the picture's width
  double foot;       // lower end, fraction of the picture's height
  double size;       // longer side, fraction of the picture's shorter side
  double angle = 0;  // degrees, clockwise
  bool mirrored = false;
};

/// A scene composed by hand for resources/pictures.
struct GalleryScene {
  std::string file;   // without extension
  std::string title;  // "Cat and dog"
  std::string background;
  uint64_t seed;  // of the background
  cv::Size size;
  std::vector<Standing> objects;  // from back to front
};

const std::vector<GalleryScene>& gallery_scenes();

/// The arrangement that a gallery scene describes. Throws Error where a name is unknown.
Arrangement arrangement_of(const GalleryScene& scene, const SpriteSet& sprites);

}  // namespace rex::zoo
