// Colours as people see them: readable text on a ground, distinct colours for many things.
#pragma once

#include <cstdint>

namespace rex {

/// An sRGB colour, 0…255 each; alpha 255 is opaque. Not premultiplied.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;

  bool operator==(const Colour&) const = default;
};

/// A colour of OKLCh (Ottosson 2020), a space in which equal distances look equally large. LIGHTNESS 0…1, CHROMA from 0
/// (grey) to about 0.3, HUE in degrees (0 pink, 30 red, 90 yellow, 145 green, 255 blue). Where sRGB cannot show it, the
/// chroma is lowered until it can.
Colour from_oklch(double lightness, double chroma, double hue);

/// How far apart two opaque colours look: the distance in OKLab; black and white are 1 apart.
double distance(Colour a, Colour b);

/// COLOUR laid over the opaque GROUND.
Colour over(Colour colour, Colour ground);

/// The contrast of two opaque colours, 1…21, as the Web Content Accessibility Guidelines define it; text wants 4.5.
double contrast(Colour a, Colour b);

/// Near-black or white, whichever is easier to read on the opaque GROUND.
Colour readable_on(Colour ground);

/// Colours for the objects 0, 1, 2, … of a picture: neighbours far apart, for colour-blind people too, none in the
/// yellow to red of the default heat.
Colour distinct_colour(int index);

}  // namespace rex
