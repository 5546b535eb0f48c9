// Words as rows of coloured chips.
#pragma once

#include "ui/figure/figure_layout.h"

namespace rex::figure {

/// The chips of PANEL's words from CORNER on, wrapped at WIDTH; words are SIZE points high, special tokens smaller and
/// dim. Returns the height that they take.
double lay_out_words(const Panel& panel, QPointF corner, double width, double size, std::vector<Chip>& chips);

}  // namespace rex::figure
