#include "ui/state/drawing.h"

#include <ATen/ATen.h>

#include "core/base/float_values.h"
#include "ui/state/shown.h"

namespace rex::ui {
std::vector<float> shown_image(const Relevancies& relevancies) { return float_values(relevancies.image); }
std::vector<float> shown_text(const Relevancies& relevancies) { return float_values(relevancies.text); }

HeatMap heat_of(const Explanation& explanation, const PassInfo& pass, const std::vector<float>& values) {
  if (values.empty() || !pass.picture) return {};
  const at::Tensor tensor = at::tensor(values);
  const auto [rows, columns] = patch_grid(explanation);
  if (rows == 0) {
    return values.size() == pass.input.regions.size() ? heat_map(tensor, pass.input.regions) : HeatMap();
  }
  if (!pass.input.geometry) return {};
  const PictureGeometry& geometry = *pass.input.geometry;
  const auto count = static_cast<std::int64_t>(values.size());
  if (count == rows * columns) return heat_map(tensor, rows, columns, geometry);
  if (count == geometry.model_width * geometry.model_height) {
    return heat_map(tensor, geometry.model_height, geometry.model_width, geometry);
  }
  return {};
}

Appearance core_appearance(const ViewAppearance& appearance) {
  Appearance result;
  result.colour_map = appearance.colour_map.toStdString();
  result.opacity = appearance.opacity;
  result.interpolation = appearance.smooth ? Interpolation::smooth : Interpolation::exact;
  if (appearance.threshold > 0) {
    result.threshold = appearance.top ? Threshold{Threshold::Kind::top, 100 * (1 - appearance.threshold)}
                                      : Threshold{Threshold::Kind::share, appearance.threshold};
  }
  if (appearance.contours) result.contour = contour_share;
  return result;
}

}  // namespace rex::ui
