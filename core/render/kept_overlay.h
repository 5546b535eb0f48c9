// Drawing a picture with heat again and again, for a view whose opacity and colours change while it is looked at.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/render/overlay.h"

namespace rex {

/// The pixels of a drawing that lie in the picture: columns left…right − 1, rows top…bottom − 1.
struct InsidePixels {
  std::int64_t left = 0, top = 0, right = 0, bottom = 0;
};

/// Draws what render_overlay() draws. What a change of opacity or colours leaves as it is, the scaled picture and the
/// place of every pixel on the colour map, is kept from one drawing to the next: then only the blending is left.
class KeptOverlay {
 public:
  /// As render_overlay(). Throws Error for an unknown colour map.
  void render(const std::shared_ptr<const PicturePyramid>& picture, const HeatMap& heat, const Scale& scale,
              const Appearance& appearance, const Viewport& viewport, ViewImage& image);

  /// Of the last drawing.
  const InsidePixels& inside() const { return inside_; }

 private:
  void draw_photo(double saturation);
  void find_levels(const Scale& scale, const Appearance& appearance);

  std::shared_ptr<const PicturePyramid> picture_;
  Viewport viewport_;
  double saturation_ = -1;
  InsidePixels inside_;
  std::vector<std::uint32_t> photo_;  // [height, width] 0x00RRGGBB; anything outside the picture
  HeatMap heat_;
  Scale scale_;
  Threshold threshold_;
  Interpolation interpolation_ = Interpolation::smooth;
  std::vector<std::uint16_t> levels_;  // [height, width] of the colour map; empty: not found yet
};

}  // namespace rex
