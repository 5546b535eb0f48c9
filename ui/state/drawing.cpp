#include "ui/state/drawing.h"

#include "core/base/float_values.h"

namespace rex::ui {

std::vector<float> shown_image(const Relevancies& relevancies) { return float_values(relevancies.image); }
std::vector<float> shown_text(const Relevancies& relevancies) { return float_values(relevancies.text); }

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
