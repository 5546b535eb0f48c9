#include "core/render/contour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace rex {

namespace {

/// Marching squares over the centres of a drawing's pixels and one ring of empty pixels round it.
class Marcher {
 public:
  Marcher(const FloatMap& drawing, const Viewport& viewport, float level)
      : drawing_(drawing), viewport_(viewport), level_(level) {}

  std::vector<Outline> outlines() {
    for (std::int64_t y = -1; y < drawing_.height; ++y) {
      for (std::int64_t x = -1; x < drawing_.width; ++x) march(x, y);
    }
    std::vector<Outline> found;
    while (!next_.empty()) found.push_back(walk(next_.begin()->first));
    return found;
  }

 private:
  // A crossing lies on the edge from pixel (x, y) to its right (0) or lower (1) neighbour.
  using Crossing = std::int64_t;
  Crossing crossing(std::int64_t x, std::int64_t y, int direction) const {
    return ((y + 1) * (drawing_.width + 2) + x + 1) * 2 + direction;
  }

  bool inside(std::int64_t x, std::int64_t y) const {
    return x >= 0 && y >= 0 && x < drawing_.width && y < drawing_.height && drawing_.row(y)[x] >= level_;
  }

  /// Joins the crossings of the square whose upper left corner is (X, Y), with the inside on the left of the way.
  void march(std::int64_t x, std::int64_t y) {
    const int corners = (inside(x, y) ? 8 : 0) | (inside(x + 1, y) ? 4 : 0) | (inside(x + 1, y + 1) ? 2 : 0) |
                        (inside(x, y + 1) ? 1 : 0);
    if (corners == 0 || corners == 15) return;
    const Crossing top = crossing(x, y, 0), left = crossing(x, y, 1), bottom = crossing(x, y + 1, 0),
                   right = crossing(x + 1, y, 1);
    switch (corners) {
      case 1:
        join(bottom, left);
        break;
      case 2:
        join(right, bottom);
        break;
      case 3:
        join(right, left);
        break;
      case 4:
        join(top, right);
        break;
      case 5:
        join(top, right), join(bottom, left);
        break;  // two corners that touch stay apart
      case 6:
        join(top, bottom);
        break;
      case 7:
        join(top, left);
        break;
      case 8:
        join(left, top);
        break;
      case 9:
        join(bottom, top);
        break;
      case 10:
        join(left, top), join(right, bottom);
        break;
      case 11:
        join(right, top);
        break;
      case 12:
        join(left, right);
        break;
      case 13:
        join(bottom, right);
        break;
      case 14:
        join(left, bottom);
        break;
    }
  }

  void join(Crossing from, Crossing to) { next_[from] = to; }

  Outline walk(Crossing start) {
    Outline outline;
    for (auto step = next_.find(start); step != next_.end(); step = next_.find(start)) {
      outline.push_back(point(start));
      start = step->second;
      next_.erase(step);
    }
    return outline;
  }

  Point point(Crossing where) const {
    const int direction = static_cast<int>(where % 2);
    const std::int64_t x = where / 2 % (drawing_.width + 2) - 1, y = where / 2 / (drawing_.width + 2) - 1;
    const double share = share_of_way(x, y, x + (direction == 0 ? 1 : 0), y + (direction == 1 ? 1 : 0));
    const double step_x = viewport_.x(1) - viewport_.x(0), step_y = viewport_.y(1) - viewport_.y(0);
    return {viewport_.x(x) + (direction == 0 ? share * step_x : 0),
            viewport_.y(y) + (direction == 1 ? share * step_y : 0)};
  }

  double share_of_way(std::int64_t x, std::int64_t y, std::int64_t other_x, std::int64_t other_y) const {
    const double here = value(x, y), there = value(other_x, other_y);
    if (std::isnan(here) || std::isnan(there) || here == there) return 0.5;  // the edge of the pixels
    return std::clamp((level_ - here) / (there - here), 0.0, 1.0);
  }

  double value(std::int64_t x, std::int64_t y) const {
    if (x < 0 || y < 0 || x >= drawing_.width || y >= drawing_.height) return std::nan("");
    return drawing_.row(y)[x];
  }

  const FloatMap& drawing_;
  const Viewport& viewport_;
  float level_;
  std::unordered_map<Crossing, Crossing> next_;  // every crossing has one way in and one way out
};

}  // namespace

std::vector<Outline> contours(const FloatMap& drawing, const Viewport& viewport, float level) {
  if (drawing.values.empty()) return {};
  return Marcher(drawing, viewport, level).outlines();
}

Box intersection(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

std::vector<Outline> contours_at(const FloatMap& drawing, const Viewport& viewport, const Scale& scale, double share) {
  if (scale.scaling != Scaling::symmetric) {
    return contours(drawing, viewport, std::lerp(scale.low, scale.high, static_cast<float>(share)));
  }
  const float level = static_cast<float>(share) * scale.high;
  std::vector<Outline> lines = contours(drawing, viewport, level);
  FloatMap negative = drawing;
  for (float& value : negative.values) value = -value;
  for (Outline& line : contours(negative, viewport, level)) lines.push_back(std::move(line));
  return lines;
}

Viewport contour_viewport(const Box& area, std::int64_t pixels) {
  const double width = area.right - area.left, height = area.bottom - area.top;
  if (!(width > 0 && height > 0)) return {area, 0, 0};
  const double step = std::max(width, height) / static_cast<double>(pixels);
  const auto count = [&](double side) {
    return std::clamp(static_cast<std::int64_t>(std::lround(side / step)), std::int64_t{1}, pixels);
  };
  return {area, count(width), count(height)};
}

}  // namespace rex
