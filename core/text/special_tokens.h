#pragma once

#include "core/text/tokenizer_descriptions.h"
#include "core/text/tokenizer_files.h"

namespace rex::text {

/// Fills in files.special_tokens and files.added_tokens for the vocabulary and kind that FILES already has, in the
/// order and with the precedence of transformers 5. Special tokens that the vocabulary does not hold are left out
/// (transformers gives them ids behind the last row of the model's embedding table). Throws Error.
void read_special_tokens(const TokenizerDescriptions& descriptions, TokenizerFiles& files);

}  // namespace rex::text
