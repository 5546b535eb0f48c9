#pragma once

#include <cstdint>
#include <string>

namespace rex {

/// One token of a text.
struct Token {
  int64_t id = 0;        ///< row of the model's embedding table
  std::string text;      ///< the piece as the vocabulary spells it: "##ing", "cat</w>", "[CLS]"
  int64_t begin = 0;     ///< [begin, end): code points of the text as it was given (of the pair for segment 1);
  int64_t end = 0;       ///< 0, 0 for special tokens that were added
  bool special = false;  ///< added by the tokenizer round the text: [CLS], [SEP], <|startoftext|>, padding
  int segment = 0;       ///< 1: of the second sequence, its end token included
  int type = 0;          ///< what the model is told as the token's type id: BERT's segment, 0 for RoBERTa and others
  int64_t word = -1;     ///< which word of its sequence it is a part of, counted from 0; -1 for added special tokens
};

}  // namespace rex
