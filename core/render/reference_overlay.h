// The overlays of the papers' notebooks, mistake and all: for checking against them, not for showing to people.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/picture/picture.h"
#include "core/render/heat_map.h"

namespace rex {

/// HEAT [height, width] (0…1) in jet over the normalised PIXELS [1, 3, height, width] that the model was fed: both
/// added and divided by the largest sum. As in the public notebooks of both papers the photograph has red and blue
/// exchanged.
Picture reference_overlay(const FloatMap& heat, const at::Tensor& pixels);

/// VALUES min–max scaled to 0…1, as the notebooks scale; zeros for a constant map (theirs is NaN).
FloatMap min_max(FloatMap values);

}  // namespace rex
