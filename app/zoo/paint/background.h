#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "app/zoo/paint/painting.h"

namespace rex::zoo {

/// What a background says about what may be put on it.
struct Setting {
  double horizon = -1;       // where the ground or floor begins, fraction of the height from the top; < 0: a flat sheet
  bool wall = false;         // above the horizon is a wall, not the sky: things up there throw a shadow on it
  Rgb light = {1, 1, 1};     // colour of the light, times the objects' colours
  double shadow = 0.35;      // darkness of shadows, 0…1
  double shadow_side = 0.5;  // where shadows fall: −1 far left … 1 far right

  bool flat() const { return horizon < 0; }
};

/// One kind of background; PAINT draws a random one of it.
struct BackgroundKind {
  std::string name;
  std::function<Setting(Painting&, Random&)> paint;
};

/// All kinds: sky and ground, rooms, and flat sheets (paper, wood, cloth, textures).
const std::vector<BackgroundKind>& background_kinds();

/// The kind of that name. Throws Error naming the known ones.
const BackgroundKind& background_kind(const std::string& name);

/// What stands behind the point, 0…1: the place within a cell of a pattern.
inline double fraction(double x) { return x - std::floor(x); }

std::vector<BackgroundKind> outdoor_backgrounds();
std::vector<BackgroundKind> indoor_backgrounds();
std::vector<BackgroundKind> flat_backgrounds();

}  // namespace rex::zoo
