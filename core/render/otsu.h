// Masks from heat maps by Otsu's threshold (Otsu 1979), as DETR's queries and the notebooks draw them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/render/contour.h"
#include "core/render/heat_map.h"

namespace rex {

/// What Otsu's threshold makes of a map.
struct OtsuMask {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::vector<std::uint8_t> grey;  ///< [height, width] values min–max scaled to 0…255, truncated
  std::vector<std::uint8_t> mask;  ///< [height, width] 255 where grey > threshold, else 0
  int threshold = 0;               ///< 0…255
  float least_value = 0;           ///< of the map: where the mask begins
};

/// Otsu's mask of VALUES. On a feature map it is what the public DETR code does; on an upsampled map (see sample())
/// what the ViT notebook does. A constant map has an empty mask.
OtsuMask otsu_mask(const FloatMap& values);

/// A feature map's MASK at WIDTH × HEIGHT as the public DETR code enlarges it: bilinear (align_corners = false), and
/// whatever is above 0. [height, width] of 0 and 1.
std::vector<std::uint8_t> enlarge_mask(const OtsuMask& mask, std::int64_t width, std::int64_t height);

enum class MaskStyle {
  reference,  ///< Otsu at feature resolution, then enlarged: reaches a cell too far and has straight edges
  smooth      ///< enlarged first, then Otsu
};

/// The outlines of the mask of HEAT inside WITHIN (the picture's rectangle), in pixels of the picture. Empty for a
/// constant map and for heat on regions.
std::vector<Outline> mask_outlines(const HeatMap& heat, MaskStyle style, const Box& within);

}  // namespace rex
