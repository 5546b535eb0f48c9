#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace rex::text {

/// The name of the SentencePiece model in FOLDER; empty where there is none.
std::string sentencepiece_name(const std::filesystem::path& folder);

/// A SentencePiece model (sentencepiece_model.proto: a ModelProto of unigram pieces) as tokenizer.json would describe
/// it. TOKENIZER_CLASS is transformers' class, which says what is done before and after: SiglipTokenizer (lower case,
/// no ASCII punctuation, </s> at the end) or T5Tokenizer (</s> at the end). Throws Error where the file is none, and
/// for other kinds by their name.
nlohmann::json describe_sentencepiece(const std::filesystem::path& file, const std::string& tokenizer_class);

}  // namespace rex::text
