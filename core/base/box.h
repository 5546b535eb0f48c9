#pragma once

#include <algorithm>

namespace rex {

/// A rectangle in a picture's pixels: left, top, right, bottom.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// The area that two boxes share; 0 where they do not meet.
inline double shared_area(const Box& a, const Box& b) {
  const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
  const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return std::max(width, 0.) * std::max(height, 0.);
}

/// What two boxes share over what they cover together, 0…1; 0 where they cover nothing.
inline double intersection_over_union(const Box& a, const Box& b) {
  const double both = shared_area(a, b);
  const double either = (a.right - a.left) * (a.bottom - a.top) + (b.right - b.left) * (b.bottom - b.top) - both;
  return either > 0 ? both / either : 0;
}

}  // namespace rex
