#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/text/tokenizer.h"

namespace rex::zoo {

/// `input_ids` and `attention_mask` of TEXTS, [texts, tokens of the longest] int64. A text of more than MOST_TOKENS
/// tokens is cut.
std::map<std::string, at::Tensor> text_batch(const Tokenizer& tokenizer, const std::vector<std::string>& texts,
                                             std::int64_t most_tokens);

}  // namespace rex::zoo
