#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <vector>

#include "app/zoo/scene/scene.h"
#include "core/models/families/detr.h"

namespace rex::zoo {

/// Scenes as LXMERT and VisualBERT see them: the regions that demo-detr gives (detr_regions.h).
struct RegionPool {
  std::vector<Scene> scenes;  ///< their truth; without pictures and masks, which would take gigabytes
  at::Tensor features;        ///< [scenes, regions, hidden] float32
  at::Tensor boxes;           ///< [scenes, regions, 4] left, top, right, bottom in 0…1
};

/// How many regions each picture has.
constexpr std::int64_t region_count = 10;

/// COUNT scenes of the seeds FIRST_SEED, … in the sizes that demo-detr is trained on. What DETR finds is kept in a file
/// in FOLDER, so that it is computed once for one set of weights.
RegionPool make_region_pool(const Detr& detr, std::uint64_t first_seed, int count, const std::filesystem::path& folder);

}  // namespace rex::zoo
