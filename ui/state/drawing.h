#pragma once

#include <vector>

#include "core/explain/explanation.h"
#include "core/render/explained.h"
#include "core/render/overlay.h"
#include "ui/state/appearance.h"

namespace rex::ui {

/// Where the contour runs: at half of the scale.
inline constexpr float contour_share = 0.5F;

/// The values of a tensor of relevancies; empty where it is undefined.
std::vector<float> shown_image(const Relevancies& relevancies);
std::vector<float> shown_text(const Relevancies& relevancies);

/// The part of an appearance that core/render draws.
Appearance core_appearance(const ViewAppearance& appearance);

}  // namespace rex::ui
