// Where the numbers of an explanation lie: over the picture, in the words. The window, figures and `rex` draw and list
// what these give.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/explanation.h"
#include "core/explain/export.h"
#include "core/explain/inquiry.h"
#include "core/render/appearance.h"
#include "core/render/heat_map.h"
#include "core/render/words.h"

namespace rex {

/// The heat that VALUES lay over the picture of ANSWERED: on the patch grid of EXPLANATION, on the model's pixels
/// (`lrp`), or on the regions' boxes, padding after them left out. VALUES [patches], [pixels] or [regions], of any
/// shape; empty where they are undefined or the model sees no picture. Throws Error where they fit nothing.
HeatMap heat_of(const Answered& answered, const Explanation& explanation, const at::Tensor& values);

HeatMap heat_of(const Answered& answered, const Explanation& explanation, const std::vector<float>& values);

/// Of EXPLANATION's own relevancies.
HeatMap heat_of(const Answered& answered, const Explanation& explanation);

/// Which of the texts TARGET speaks of: the caption that is explained, else the only one.
std::size_t text_index(const Target& target);

/// The words of the text that EXPLANATION speaks of, coloured by VALUES [tokens]; empty where there are none.
std::vector<Word> words_of(const Answered& answered, const Target& target, const at::Tensor& values);

/// By EXPLANATION's own relevancies.
std::vector<Word> words_of(const Answered& answered, const Explanation& explanation);

/// APPEARANCE as EXPLANATION is drawn with it: signed, in diverging colours, where it shows negative evidence.
Appearance drawn_as(Appearance appearance, const Explanation& explanation);

/// The scale of WORDS of a model of KIND, which keep their own ends, as APPEARANCE draws them.
Scale drawn_word_scale(const std::vector<Word>& words, const Appearance& appearance, const ModelKind& kind);

/// Where the patches and regions lie that the question of ANSWERED goes without, in pixels of the picture.
std::vector<Box> removed_boxes(const Answered& answered);

/// Where all patches (in the order of the grid) or regions of ANSWERED lie, in pixels of the picture; empty where it
/// has neither.
std::vector<Box> place_boxes(const Answered& answered);

/// Marks those of WORDS, of text TEXT, all of whose pieces WITHOUT takes away.
void strike(std::vector<Word>& words, const RemovedPart& without, std::int64_t text);

/// The tokens of the text that TARGET speaks of, as the vocabulary spells them; empty where they are not known.
std::vector<std::string> token_texts(const Answered& answered, const Target& target);

/// The tokens of that text that people read, and where they stand in the model's input: of captions, which are compared
/// with the picture, those between start and end token (methods.md, section 1); of other texts all but padding. Empty
/// where they are not known.
std::vector<TextToken> text_tokens(const Answered& answered, const Target& target);

/// The caption that TARGET chooses, as it was given; empty where it chooses none.
std::string caption_of_target(const Answered& answered, const Target& target);

/// The indices of the MOST largest positive VALUES, the largest first, the lower index first where they are equal.
std::vector<std::size_t> strongest(const std::vector<float>& values, std::size_t most);

/// First − second, each over its largest magnitude, so that maps of different methods can be subtracted. Nothing where
/// the two are not of one picture and one grid.
std::optional<HeatMap> difference(const Answered& first_answer, const Explanation& first, const Answered& second_answer,
                                  const Explanation& second);

}  // namespace rex
