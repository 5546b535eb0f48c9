// Words coloured by relevance.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "core/render/colour_map.h"
#include "core/render/heat_map.h"
#include "core/text/tokenizer.h"

namespace rex {

/// A token as part of a word.
struct WordPiece {
  std::string text;        ///< as the vocabulary spells it: "##ing"
  std::int64_t token = 0;  ///< its position in the model's input
  float value = 0;         ///< its relevance, unscaled
};

/// What a person reads as one word, or one special token.
struct Word {
  std::string text;  ///< as it was written: "Wonderful"; special tokens as the vocabulary spells them: "[CLS]"
  float value = 0;   ///< of the piece with the largest magnitude: a word is as relevant as its most relevant piece
  bool special = false;
  bool space_before = false;  ///< whether the text has white space before it
  bool struck = false;        ///< taken away before the model answered
  std::vector<WordPiece> pieces;
};

/// The words of TOKENS. VALUES [tokens or fewer] are the relevancies of input positions; missing ones are 0. TEXT (and
/// PAIR, for segment 1) is what was tokenized, UTF-8; where it is empty, words are spelled from their pieces. Tokens of
/// one word are joined by their offsets and the vocabulary's marks (## or </w>). Padding after the text is left out.
std::vector<Word> join_words(const TokenizedText& tokens, const at::Tensor& values, const std::string& text,
                             const std::string& pair = {});

/// The scale of words that are no special tokens, so that a dominant [SEP] does not fade the sentence; of all where
/// there are no others.
Scale scale_of(const std::vector<Word>& words, Scaling scaling);

struct WordColours {
  Colour background;  ///< opaque
  Colour text;        ///< readable on background
};

/// The colours of a word with SHARE of the maximum on GROUND, which shows where the map is clear.
WordColours word_colours(const ColourMap& map, double share, Colour ground);

}  // namespace rex
