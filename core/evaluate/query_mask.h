// A detection's relevance map as a mask of the picture: the weakly supervised segmentation of ICCV 2021 (Chefer et al.,
// section 4.3; DETR's mask generator and postprocessing).
#pragma once

#include <cstdint>

#include "core/evaluate/mask.h"
#include "core/render/heat_map.h"
#include "core/render/otsu.h"

namespace rex::evaluate {

struct PixelSize {
  std::int64_t height = 0;
  std::int64_t width = 0;
};

/// A query's mask on its way to the original picture.
struct QueryMask {
  OtsuMask features;    ///< at the size of the feature map
  Mask input;           ///< at the model's input size: enlarged bilinearly, whatever is above 0
  RunLengths original;  ///< at the picture's size: nearest
};

/// MAP over the feature cells, INPUT without padding, ORIGINAL the picture's size. A constant map has empty masks.
QueryMask query_mask(const FloatMap& map, PixelSize input, PixelSize original);

/// MASK at another size, the nearest pixel above and left as LibTorch's "nearest" chooses it.
Mask resized_nearest(const Mask& mask, PixelSize size);

}  // namespace rex::evaluate
