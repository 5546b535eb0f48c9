// What a figure says of how it was made.
#pragma once

#include <string>
#include <vector>

#include "ui/figure/make_figure.h"

namespace rex::figure {

/// "dog 0.97": the label on a detected object's box.
std::string box_label(const Explanation& explanation);

/// "probability 0.97"; "score 2.3" where scores have no probability.
std::string score_title(const Explanation& explanation);

/// "relevance, 0–max, shared"; "attention, 0–max" where EXPLANATION shows what heads look at.
std::string scale_title(const Explanation& explanation, Scaling scaling, bool shared);

/// "0–max", "min–max", "share of the sum", "±max".
std::string scaling_title(Scaling scaling);

/// "all", "only the last", "3 to 8 (from 0)".
std::string layers_title(const LayerRange& layers);

/// Model, method, target and score, layers, scale, notes, version. What differs between the explanations is said for
/// each, by the letter of its panel: FIRST_PANEL is the number of the first explanation's.
std::vector<CaptionLine> caption_of(const Answered& answered, const std::vector<Explanation>& explanations,
                                    const FigureOptions& options, std::size_t first_panel);

}  // namespace rex::figure
