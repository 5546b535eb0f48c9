// Heat over a picture, drawn at the resolution at which it is looked at.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/picture/picture.h"
#include "core/render/appearance.h"
#include "core/render/heat_map.h"

namespace rex {

/// Pixels ready for the screen.
struct ViewImage {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::vector<std::uint32_t> pixels;  ///< [height, width] 0xAARRGGBB, alpha premultiplied; 0 outside the picture
};

/// A picture and its halves, quarters, …, made once so that drawing it small reads few pixels.
class PicturePyramid {
 public:
  explicit PicturePyramid(std::shared_ptr<const Picture> picture);

  const Picture& picture() const { return *picture_; }

  /// The smallest level that has at least one pixel for each one drawn, where one drawn pixel spans STEP pixels of the
  /// picture.
  const Picture& level_for(double step) const;

 private:
  std::shared_ptr<const Picture> picture_;
  std::vector<Picture> halves_;
};

/// Draws VIEWPORT of the picture into IMAGE (its memory is used again) with HEAT over it, which may be empty.
/// On one core about 10 ms for 1600 × 1000 pixels, whatever the picture's size. Throws Error for an unknown colour map.
void render_overlay(const PicturePyramid& picture, const HeatMap& heat, const Scale& scale,
                    const Appearance& appearance, const Viewport& viewport, ViewImage& image);

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

/// The heat alone on a clear ground, for pictures that others draw. Throws Error for an unknown colour map.
void render_heat(const HeatMap& heat, const Scale& scale, const Appearance& appearance, const Viewport& viewport,
                 ViewImage& image);

/// An opaque picture of IMAGE over white.
Picture to_picture(const ViewImage& image);

}  // namespace rex
