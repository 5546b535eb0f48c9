#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/text/tokenizer_descriptions.h"

namespace rex::text {

/// Whether the folder of DESCRIPTIONS holds RoBERTa's vocab.json and merges.txt: by the class that
/// tokenizer_config.json names, or, where it names none, by the token <s>.
bool has_roberta_files(const TokenizerDescriptions& descriptions);

/// What they hold, as tokenizer.json would describe it: a byte-level BPE, <s> text </s> or <s> text </s></s> pair </s>
/// (transformers' RobertaTokenizer). Throws Error naming the file and what is wrong with it.
nlohmann::json describe_roberta(const TokenizerDescriptions& descriptions);

}  // namespace rex::text
