// Regions from a DETR: the objects that its queries found, each once, and background beside them.
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

/// Regions of a batch of pictures: objects, the most confident first, then background.
struct RegionBatch {
  at::Tensor features;  ///< [batch, regions, hidden] an object's last decoder state, a tile's mean input token
  at::Tensor boxes;     ///< [batch, regions, 4] left, top, right, bottom as fractions of the picture, 0…1
  at::Tensor scores;    ///< [batch, regions] probability of the best class; 0 of background
  at::Tensor classes;   ///< [batch, regions] int64, the best class; detr.classes(), "no object", of background
};

/// MOST regions of each picture (or as many as there are queries, where these are fewer), for INPUTS as Detr::detect
/// takes them. The choice is ours, for nobody published one for DETR:
/// - Objects: the queries in the order of their best class's probability (ties by index), as long as it is at least
///   0.05; one whose box overlaps an earlier one's by an intersection over union above 0.5 is left out, because queries
///   that found nothing repeat the objects of others.
/// - Background in place of what is missing: of the n × n tiles of the picture, with the smallest n that makes enough,
///   those that the objects' boxes cover least (the sum over boxes; ties by index, row by row). A tile's feature is the
///   mean of Detr's input tokens, the projected feature map, over the cells that it touches.
/// Carries no graph.
RegionBatch detr_regions(const Detr& detr, const ModelInputs& inputs, std::int64_t most = usual_region_count);

/// A RegionSource that runs DETR. NAME is what people see.
std::unique_ptr<RegionSource> detr_region_source(std::unique_ptr<Detr> detr, Preprocessor preprocessor,
                                                 std::int64_t most, std::string name);

}  // namespace rex
