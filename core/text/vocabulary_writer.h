// Small vocabularies for small models of our own: no training, only a list of words that shall be one token each.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace rex {

/// Writes vocab.json, merges.txt, tokenizer_config.json and special_tokens_map.json into FOLDER (which exists) as
/// transformers' CLIPTokenizer reads them. Each word of WORDS, normalised as CLIP does and cut where CLIP cuts, becomes
/// one token; every other text falls apart into pieces of those words and single bytes. <|endoftext|> has the largest
/// id. Throws Error where WORDS is not UTF-8 or FOLDER cannot be written.
void write_clip_vocabulary(const std::filesystem::path& folder, const std::vector<std::string>& words,
                           int64_t model_max_length = 77);

/// Writes vocab.txt, tokenizer_config.json and special_tokens_map.json into FOLDER as transformers' BertTokenizer
/// (uncased) reads them. Each word of WORDS becomes one token; other words of ASCII letters and digits fall apart into
/// single characters, ASCII punctuation is known, anything else is [UNK]. [PAD] is 0. Throws as above.
void write_wordpiece_vocabulary(const std::filesystem::path& folder, const std::vector<std::string>& words,
                                int64_t model_max_length = 512);

}  // namespace rex
