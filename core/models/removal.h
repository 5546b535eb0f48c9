#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/models/description.h"
#include "core/models/forward_pass.h"
#include "core/nn/trace.h"

namespace rex {

/// Inputs that lack a part of what a model was given.
struct Reduced {
  ModelInputs inputs;
  bool dropped = false;  ///< tokens are gone, and positions are counted anew
  bool filled = false;   ///< pixels of the tokens that had to go hold something else; their tokens are still there
};

/// INPUTS of a model of KIND with only the tokens KEPT (positions in DOMAIN, ascending) of DOMAIN, one of the domains
/// of a pass with these inputs. Words and regions are dropped, so that the model reads a shorter text or fewer regions
/// (zero regions is a legal input); patches cannot go without moving all others, so FILL ([1, channels, height, width],
/// as `pixel_values`; undefined: zeros, the mean colour of most processors) shows in their place. Special tokens that
/// stand for no input stay, kept or not; whether [CLS] and [SEP] are kept is for the caller to say. Batches of one.
/// Throws Error where DOMAIN holds object queries, or KEPT is not ascending within it.
Reduced remove_tokens(const ModelInputs& inputs, const ModelKind& kind, const TokenDomain& domain,
                      const std::vector<std::int64_t>& kept, const at::Tensor& fill = {});

}  // namespace rex
