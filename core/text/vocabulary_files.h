// The vocabularies themselves, in each of the forms that model folders carry them in.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "core/text/tokenizer_files.h"

namespace rex::text {

/// vocab.txt: one piece a line, its id the number of the line, from 0.
void read_vocab_txt(const std::filesystem::path& path, TokenizerFiles& files);

/// vocab.json (piece → id) and merges.txt (a pair of pieces a line, lowest rank first).
void read_vocab_json(const std::filesystem::path& vocabulary, const std::filesystem::path& merges,
                     TokenizerFiles& files);

/// VALUE as an id of a token: an integer of 0…2³¹−1. Throws Error naming WHERE and PIECE.
int64_t checked_id(const nlohmann::json& value, const std::string& where, std::string_view piece);

}  // namespace rex::text
