// Colour maps: from a share of the maximum to a colour.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/render/colour.h"

namespace rex {

struct ColourMap {
  std::string name;                 ///< "viridis": command line and session files
  std::string title;                ///< "Viridis": menus
  bool diverging = false;           ///< for signed values: the middle is zero
  std::array<Colour, 256> colours;  ///< from share 0 to share 1; alpha below 255 lets the picture through

  /// The same colours, clear where nothing matters: at the first, or in the middle of a diverging one.
  ColourMap rising() const;
  /// The same colours, opaque.
  ColourMap opaque() const;

  /// The colour of SHARE, 0…1 (clamped; NaN gives the first).
  Colour at(double share) const {
    return colours[static_cast<std::size_t>(share > 0 ? std::min(share, 1.0) * 255 + 0.5 : 0.0)];
  }
};

/// Every map, in the order in which menus show them: "heat" (the default: opacity rises from zero, so that what does
/// not matter stays the photograph), viridis, magma, inferno, turbo, grey, jet (as in the papers), difference
/// (diverging).
const std::vector<ColourMap>& colour_maps();

/// The map NAME. Throws Error with the known names.
const ColourMap& colour_map(const std::string& name);

}  // namespace rex
