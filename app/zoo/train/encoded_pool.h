#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/models/families/detr.h"

namespace rex::zoo {

/// Scenes of one size as demo-detr's decoder sees them.
struct EncodedScenes {
  std::int64_t rows = 0, columns = 0;
  at::Tensor tokens;   ///< [scenes, rows · columns, hidden] float16
  at::Tensor classes;  ///< [scenes, most objects], as of detection_targets()
  at::Tensor boxes;    ///< [scenes, most objects, 4]
  at::Tensor cells;    ///< [scenes, most objects, rows · columns], as of object_cells()
};

/// COUNT scenes of the seeds FIRST_SEED, … in the sizes that demo-detr is trained on, encoded once, so that its decoder
/// can learn from many in little time. They are kept in a file in FOLDER (about 60 kB a scene).
std::vector<EncodedScenes> make_encoded_pool(const Detr& detr, std::uint64_t first_seed, int count,
                                             const std::filesystem::path& folder);

}  // namespace rex::zoo
