// The rasteriser of COCO's tools (maskApi's rleFrPoly), which decides to the pixel what a polygon of the annotations
// covers.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/evaluate/mask.h"

namespace rex::evaluate {

namespace {

constexpr double finer = 5;  // outlines are drawn at five times the picture's size

struct Point {
  std::int64_t x = 0, y = 0;
};

std::int64_t rounded(double value) { return static_cast<std::int64_t>(value + 0.5); }  // towards zero after + 0.5

/// Every point of the line from FROM to TO, one for each step along its longer axis, both ends included.
void draw_line(Point from, Point to, std::vector<Point>& outline) {
  const std::int64_t across = std::abs(to.x - from.x), down = std::abs(to.y - from.y);
  const bool flat = across >= down;
  const bool backwards = flat ? from.x > to.x : from.y > to.y;
  if (backwards) std::swap(from, to);  // computed from the lower end, so that an edge is the same in both directions
  const std::int64_t steps = flat ? across : down;
  const auto rise = static_cast<double>(flat ? to.y - from.y : to.x - from.x);
  const double slope = steps == 0 ? 0 : rise / static_cast<double>(steps);
  for (std::int64_t step = 0; step <= steps; ++step) {
    const std::int64_t along = backwards ? steps - step : step;
    const double aside = slope * static_cast<double>(along);
    outline.push_back(flat ? Point{from.x + along, rounded(static_cast<double>(from.y) + aside)}
                           : Point{rounded(static_cast<double>(from.x) + aside), from.y + along});
  }
}

}  // namespace

RunLengths polygon_mask(std::span<const double> corners, std::int64_t height, std::int64_t width) {
  // Whatever lies far outside is brought nearer: rasterising a huge polygon must not take its size in memory.
  const double limit = finer * 4 * static_cast<double>(std::max(height, width) + 1);
  const auto scaled = [&](double value) { return rounded(std::clamp(finer * value, -limit, limit)); };
  std::vector<Point> outline;
  const std::size_t count = corners.size() / 2;
  const auto corner = [&](std::size_t index) {
    return Point{scaled(corners[index % count * 2]), scaled(corners[index % count * 2 + 1])};
  };
  for (std::size_t i = 0; i < count; ++i) draw_line(corner(i), corner(i + 1), outline);

  // Where the outline passes the middle of a column of pixels the mask begins or ends.
  std::vector<std::int64_t> crossings;  // in pixels down the columns
  for (std::size_t i = 1; i < outline.size(); ++i) {
    const Point before = outline[i - 1], here = outline[i];
    if (before.x == here.x) continue;
    const auto fine_column = static_cast<double>(here.x < before.x ? here.x : here.x - 1);
    const double column = (fine_column + 0.5) / finer - 0.5;
    if (std::floor(column) != column || column < 0 || column > static_cast<double>(width - 1)) continue;
    const double row = (static_cast<double>(std::min(before.y, here.y)) + 0.5) / finer - 0.5;
    const double first_inside = std::ceil(std::clamp(row, 0.0, static_cast<double>(height)));
    crossings.push_back(static_cast<std::int64_t>(column) * height + static_cast<std::int64_t>(first_inside));
  }
  crossings.push_back(height * width);
  std::sort(crossings.begin(), crossings.end());

  RunLengths runs{height, width, {}};
  std::int64_t at = 0;
  bool joins = false;  // a run of no pixels: what follows goes on where the run before it stopped
  for (const std::int64_t crossing : crossings) {
    const std::int64_t run = crossing - at;
    at = crossing;
    if (joins) {
      runs.counts.back() += run;
      joins = false;
    } else if (run == 0 && !runs.counts.empty()) {
      joins = true;
    } else {
      runs.counts.push_back(run);
    }
  }
  return runs;
}

}  // namespace rex::evaluate
