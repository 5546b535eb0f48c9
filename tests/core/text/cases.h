// Runs the lines of a tokenizer's cases.jsonl.
#pragma once

#include <filesystem>

namespace rex::test {

/// Checks every line of FOLDER/cases.jsonl against the tokenizer of FOLDER (or the file of it that the line names),
/// every key that a line has: ids, tokens, offsets, word_ids, type_ids, sequence_ids, token_type_ids, attention_mask,
/// special_tokens_mask, error. Returns how many lines there were.
int check_tokenizer_cases(const std::filesystem::path& folder);

}  // namespace rex::test
