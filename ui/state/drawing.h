#pragma once

#include <vector>

#include "core/explain/explanation.h"
#include "core/render/explained.h"

namespace rex::ui {

/// The values of a tensor of relevancies; empty where it is undefined.
std::vector<float> shown_image(const Relevancies& relevancies);
std::vector<float> shown_text(const Relevancies& relevancies);

}  // namespace rex::ui
