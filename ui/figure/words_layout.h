// Words as rows of coloured chips.
#pragma once

#include "ui/figure/figure_layout.h"

namespace rex::figure {

/// Whether the first word that has a direction, and is no special token, is written from right to left.
bool reads_right_to_left(const std::vector<Word>& words);

/// The chips of PANEL's words from CORNER on, wrapped at WIDTH, from the right where the words are read so; words are
/// SIZE points high, special tokens smaller and dim. Returns the height that they take.
double lay_out_words(const Panel& panel, QPointF corner, double width, double size, std::vector<Chip>& chips);

}  // namespace rex::figure
