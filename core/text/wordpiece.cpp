#include "core/text/wordpiece.h"

#include "core/base/fault.h"
#include "core/text/wordpiece_words.h"

namespace rex::text {

WordPieceTokenizer::WordPieceTokenizer(TokenizerFiles files)
    : PipelineTokenizer(files), settings_(std::move(files.wordpiece)) {
  start_id_ = required_special(files, "cls_token");
  end_id_ = required_special(files, "sep_token");
  unknown_id_ = required_special(files, "unk_token");
  pad_id_ = id_of(required_at(files.special_tokens, "pad_token"));
  mask_id_ = id_of(required_at(files.special_tokens, "mask_token"));
  post_processor_ = bert_template(start_id_, piece_of(start_id_), end_id_, piece_of(end_id_));
  WordPieceModelSettings settings;
  settings.file = files.vocabulary_file;
  settings.unknown = required_at(files.special_tokens, "unk_token");
  model_ = std::make_unique<WordPieceModel>(vocabulary_, std::move(settings));
  find_added_tokens(files.added_tokens);
}

Characters WordPieceTokenizer::normalize(Characters characters) const {
  return wordpiece_normalize(std::move(characters), settings_);
}

void WordPieceTokenizer::append_pieces(std::span<const Character> characters, std::vector<Token>& tokens,
                                       int64_t& word) const {
  for_each_wordpiece_word(characters,
                          [&](std::span<const Character> part) { append_word(*model_, part, tokens, word); });
}

}  // namespace rex::text
