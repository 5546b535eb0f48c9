#pragma once

#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "core/explain/explanation.h"
#include "ui/state/selection.h"

namespace rex::ui {

/// What every view shows now: the explanation itself, or what the selection asks for instead.
struct Shown {
  std::vector<float> image;    ///< [patches] row-major, or [regions]; empty without a picture
  std::vector<float> text;     ///< [text tokens]; empty without text
  std::vector<float> queries;  ///< [object queries]; empty without
  QString title;  ///< "after encoder layer 3", "seen from “cat”", "head 5 of layer 2"; empty: the explanation
  bool signed_values = false;  ///< values below zero mean something: a diverging colour map fits
};

/// What SELECTION shows of EXPLANATION. Where the selection asks for what the explanation does not hold (no matrices),
/// the explanation itself is shown.
Shown shown(const Explanation& explanation, const Selection& selection, HeadValues head_values);
Shown shown(const Explanation& explanation, const ShownPart& part);

/// What TOKEN relates to; empty where EXPLANATION holds no matrices.
std::optional<Shown> seen_from(const Explanation& explanation, const TokenPlace& token);

/// The token of EXPLANATION that stands for a patch or region (PLACE of the canvas) or for a text position.
std::optional<TokenPlace> token_of_place(const Explanation& explanation, int place);
std::optional<TokenPlace> token_of_word(const Explanation& explanation, int position);

/// The opposite: the cell or region of a token, or -1; the text position of a token, or -1.
int place_of_token(const Explanation& explanation, const TokenPlace& token);
int word_of_token(const Explanation& explanation, const TokenPlace& token);

}  // namespace rex::ui
