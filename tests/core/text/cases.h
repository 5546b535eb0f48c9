// Runs the lines of a tokenizer's cases.jsonl.
#pragma once

#include <filesystem>

namespace rex::test {

/// Checks every line of FOLDER/cases.jsonl against the tokenizer of FOLDER, every key that a line has: ids, tokens,
/// offsets, token_type_ids, attention_mask, special_tokens_mask, error. Returns how many lines there were.
int check_tokenizer_cases(const std::filesystem::path& folder);

}  // namespace rex::test
