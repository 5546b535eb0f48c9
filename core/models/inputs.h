#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/models/model.h"

/// Checked access to what a model is fed.
namespace rex {

/// The whole numbers NAME [batch, tokens], each in 0…LIMIT-1. Throws Error where they are missing, of another type or
/// outside.
at::Tensor required_ids(const ModelInputs& inputs, const std::string& name, std::int64_t limit,
                        const std::string& meaning);

/// The same for an input that may be missing: then FALLBACK everywhere, of the shape of LIKE [batch, tokens].
at::Tensor optional_ids(const ModelInputs& inputs, const std::string& name, std::int64_t limit, const at::Tensor& like,
                        std::int64_t fallback);

/// The mask NAME of words or regions, of the shape of LIKE [batch, tokens], 0 where a token is hidden; 1 everywhere
/// where it is missing. Throws Error where it hides all tokens of a sample: attention over hidden tokens alone is even,
/// which is another answer than that of the sample without them.
at::Tensor optional_mask(const ModelInputs& inputs, const std::string& name, const at::Tensor& like);

/// The input NAME [batch, tokens, size] of floating point. Throws Error where it is missing or different.
at::Tensor required_features(const ModelInputs& inputs, const std::string& name, std::int64_t size,
                             const std::string& meaning);

/// `pixel_values` [batch, CHANNELS, height, width], at least LEAST_HEIGHT × LEAST_WIDTH. Throws Error where they are
/// missing or different.
at::Tensor required_pixels(const ModelInputs& inputs, std::int64_t channels, std::int64_t least_height,
                           std::int64_t least_width);

}  // namespace rex
