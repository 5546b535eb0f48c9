// Lines round what lies above a level: contours of a heat map, outlines of a mask.
#pragma once

#include <vector>

#include "core/render/heat_map.h"

namespace rex {

/// A point in pixels of the picture.
struct Point {
  double x = 0;
  double y = 0;

  bool operator==(const Point&) const = default;
};

/// A closed line; the last point joins the first.
using Outline = std::vector<Point>;

/// The outlines of all parts of DRAWING (see sample()) whose value is LEVEL or more, by marching squares with linear
/// interpolation, in pixels of the picture. Where such a part reaches the drawing's border or NaN, the outline runs
/// along it.
std::vector<Outline> contours(const FloatMap& drawing, const Viewport& viewport, float level);

/// The lines at SHARE (0…1) of SCALE. A signed map has them on both sides of zero, at that share of its magnitude: zero
/// itself, the middle of its scale, says nothing.
std::vector<Outline> contours_at(const FloatMap& drawing, const Viewport& viewport, const Scale& scale, double share);

/// The part that A and B share; empty (right ≤ left or bottom ≤ top) where they share none.
Box intersection(const Box& a, const Box& b);

/// A viewport over AREA whose longer side has about PIXELS pixels: fine enough for smooth lines, whatever the picture's
/// size.
Viewport contour_viewport(const Box& area, std::int64_t pixels = 512);

}  // namespace rex
