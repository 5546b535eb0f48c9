#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/text/added_tokens.h"
#include "core/text/vocabulary.h"
#include "core/text/wordpiece_words.h"

namespace rex::text {

struct TokenizerDescriptions;

/// What the files of a model folder say about its tokenizer.
struct TokenizerFiles {
  enum class Kind { wordpiece, clip, described };  ///< described: by tokenizer.json

  Kind kind = Kind::wordpiece;
  std::string vocabulary_file;  ///< for messages
  std::string merges_file;      ///< for messages
  Vocabulary vocabulary;
  std::vector<std::pair<std::string, std::string>> merges;  ///< CLIP: pairs of pieces, lowest rank first
  WordPieceSettings wordpiece;
  std::map<std::string, std::string> special_tokens;  ///< role ("cls_token") → spelling; every role that KIND needs
  std::vector<AddedToken> added_tokens;               ///< special ones included; a later one overrides an earlier one
  int64_t model_max_length = 0;                       ///< 0: not said
  bool cuts_front = false;                            ///< truncation_side is left
  bool pads_front = false;                            ///< padding_side is left
};

/// Reads a folder without tokenizer.json as transformers 5 does: vocab.txt or vocab.json with merges.txt;
/// tokenizer_config.json, else special_tokens_map.json and added_tokens.json; config.json for the longest input where
/// nothing else says it. Throws Error.
TokenizerFiles read_tokenizer_files(const TokenizerDescriptions& descriptions);

}  // namespace rex::text
