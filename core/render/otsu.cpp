#include "core/render/otsu.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

namespace rex {

namespace {

FloatMap as_float(const OtsuMask& mask) {
  FloatMap map(mask.width, mask.height);
  std::copy(mask.mask.begin(), mask.mask.end(), map.values.begin());
  return map;
}

}  // namespace

OtsuMask otsu_mask(const FloatMap& values) {
  OtsuMask result;
  result.width = values.width;
  result.height = values.height;
  result.grey.assign(values.values.size(), 0);
  result.mask.assign(values.values.size(), 0);
  result.least_value = std::numeric_limits<float>::infinity();
  if (values.values.empty()) return result;
  const auto [least, most] = std::minmax_element(values.values.begin(), values.values.end());
  const float low = *least, range = *most - *least;
  if (!(range > 0)) return result;
  std::transform(values.values.begin(), values.values.end(), result.grey.begin(),
                 [&](float value) { return static_cast<std::uint8_t>((value - low) / range * 255.0F); });
  const cv::Mat grey(static_cast<int>(values.height), static_cast<int>(values.width), CV_8UC1, result.grey.data());
  cv::Mat mask(grey.rows, grey.cols, CV_8UC1, result.mask.data());
  result.threshold = static_cast<int>(cv::threshold(grey, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU));
  result.least_value = low + static_cast<float>(result.threshold + 1) / 255.0F * range;
  return result;
}

std::vector<std::uint8_t> enlarge_mask(const OtsuMask& mask, std::int64_t width, std::int64_t height) {
  const Viewport viewport = Viewport::whole(width, height);
  HeatMap map;
  map.grid = as_float(mask);
  map.area = viewport.view;
  const FloatMap enlarged = sample(map, viewport, Interpolation::smooth);
  std::vector<std::uint8_t> result(enlarged.values.size());
  std::transform(enlarged.values.begin(), enlarged.values.end(), result.begin(),
                 [](float value) { return value > 0 ? std::uint8_t{1} : std::uint8_t{0}; });
  return result;
}

std::vector<Outline> mask_outlines(const HeatMap& heat, MaskStyle style, const Box& within) {
  if (heat.grid.values.empty()) return {};
  const Viewport viewport = contour_viewport(intersection(heat.area, within));
  if (style == MaskStyle::smooth) {
    const FloatMap enlarged = sample(heat, viewport, Interpolation::smooth);
    const float least = otsu_mask(enlarged).least_value;
    return std::isfinite(least) ? contours(enlarged, viewport, least) : std::vector<Outline>{};
  }
  HeatMap mask;
  mask.grid = as_float(otsu_mask(heat.grid));
  mask.area = heat.area;
  constexpr float above_zero = 1e-3F;
  return contours(sample(mask, viewport, Interpolation::smooth), viewport, above_zero);
}

}  // namespace rex
