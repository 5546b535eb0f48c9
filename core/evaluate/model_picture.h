// The picture that a model is given, whichever way its family takes it.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/models/forward_pass.h"

namespace rex::evaluate {

/// The picture in `pixel_values` of INPUTS (a batch of one), in their numbers: [1, channels, height, width], put
/// together where it comes as a list of patches with `spatial_shapes` (SigLIP 2). Undefined where there is none.
at::Tensor model_picture(const ModelInputs& inputs);

/// INPUTS with PICTURE, shaped as model_picture() gives it, in place of theirs. What pads a list of patches stays.
ModelInputs with_model_picture(ModelInputs inputs, const at::Tensor& picture);

}  // namespace rex::evaluate
