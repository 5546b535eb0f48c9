// Regions from a DETR: what its confident object queries found.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>

#include "core/models/families/detr.h"
#include "core/models/open/regions.h"
#include "core/picture/preprocessor.h"

namespace rex {

/// How many regions a DETR gives where the folder does not say.
inline constexpr std::int64_t usual_region_count = 10;

/// Regions of a batch of pictures, the most confident first.
struct RegionBatch {
  at::Tensor features;  ///< [batch, regions, hidden] the decoder's last states
  at::Tensor boxes;     ///< [batch, regions, 4] left, top, right, bottom as fractions of the picture, 0…1
  at::Tensor scores;    ///< [batch, regions] probability of the best class
  at::Tensor classes;   ///< [batch, regions] int64, the best class ("no object" excluded)
};

/// The MOST object queries (or all, where there are fewer) with the highest probability of a class, for INPUTS as
/// Detr::detect takes them. Carries no graph.
RegionBatch detr_regions(const Detr& detr, const ModelInputs& inputs, std::int64_t most = usual_region_count);

/// A RegionSource that runs DETR. NAME is what people see.
std::unique_ptr<RegionSource> detr_region_source(std::unique_ptr<Detr> detr, Preprocessor preprocessor,
                                                 std::int64_t most, std::string name);

}  // namespace rex
