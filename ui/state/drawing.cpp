#include "ui/state/drawing.h"

#include "core/base/float_values.h"

namespace rex::ui {

std::vector<float> shown_image(const Relevancies& relevancies) { return float_values(relevancies.image); }
std::vector<float> shown_text(const Relevancies& relevancies) { return float_values(relevancies.text); }

}  // namespace rex::ui
