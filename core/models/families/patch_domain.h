#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/models/config.h"
#include "core/nn/parameters.h"
#include "core/nn/patch_embedding.h"
#include "core/nn/trace.h"

/// What families that cut a picture into patches share.
namespace rex {

/// The tokens of a picture: SPECIAL ones, then the patches that PATCHES cuts PIXELS into.
TokenDomain patch_domain(const std::string& symbol, std::int64_t special, const nn::PatchEmbedding& patches,
                         const at::Tensor& pixels);

/// "patches of 16×16 in 224×224 pixels", for people.
std::string patch_summary(const Config& config, std::int64_t usual_image, std::int64_t usual_patch);

/// Whether a model of CONFIG has a classifier: SOURCE holds HEAD, or makes parameters up and the config does not name a
/// bare trunk ("ViTModel").
bool has_classifier(const Config& config, const ParameterSource& source, const std::string& head);

}  // namespace rex
