// The pixels of an object: as they are, and as the run lengths of COCO's files.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/box.h"

namespace rex::evaluate {

/// A yes for every pixel of a picture that belongs to an object.
struct Mask {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<std::uint8_t> inside;  ///< [height, width], rows from the top, 0 or 1

  Mask() = default;
  Mask(std::int64_t mask_height, std::int64_t mask_width)
      : height(mask_height), width(mask_width), inside(static_cast<std::size_t>(mask_height * mask_width)) {}
  std::uint8_t at(std::int64_t y, std::int64_t x) const { return inside[static_cast<std::size_t>(y * width + x)]; }
  std::int64_t area() const;
  bool operator==(const Mask&) const = default;
};

/// The pixels x with left ≤ x < right, top ≤ y < bottom; what leaves the picture is cut off.
Mask mask_of(const Box& box, std::int64_t height, std::int64_t width);

/// COCO's run lengths of a mask: pixels go down the columns, then right; counts alternate between outside and inside
/// and start with outside (0 where the first pixel is inside).
struct RunLengths {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<std::int64_t> counts;  ///< sum: height · width

  std::int64_t area() const;
  /// The smallest box around the mask, right and bottom exclusive; all 0 for an empty mask.
  Box bounds() const;
  bool operator==(const RunLengths&) const = default;
};

RunLengths encode(const Mask& mask);
Mask decode(const RunLengths& runs);

/// The counts as the text of COCO's result files, "compressed RLE": each count minus the one two places before (from
/// the fourth on), in groups of five bits, low ones first, as printable ASCII.
std::string compressed(const RunLengths& runs);

/// Reads that text. Throws Error naming WHERE for bytes that are none, and for counts that do not fill HEIGHT × WIDTH.
RunLengths decompressed(std::string_view text, std::int64_t height, std::int64_t width, const std::string& where);

/// Throws Error naming WHERE unless counts are not negative and fill HEIGHT × WIDTH.
void check_counts(const RunLengths& runs, const std::string& where);

/// The mask of a polygon x0, y0, x1, y1, … in pixels, drawn as COCO's own tools do: outline at five times the size,
/// then columns filled from crossing to crossing. Parts outside the picture are cut off.
RunLengths polygon_mask(std::span<const double> corners, std::int64_t height, std::int64_t width);

/// Pixels in any of MASKS, which are of one size. At least one.
RunLengths united(std::span<const RunLengths> masks);

/// Pixels in both masks, which are of one size.
std::int64_t intersection_area(const RunLengths& first, const RunLengths& second);

}  // namespace rex::evaluate
