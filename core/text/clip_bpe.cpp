#include "core/text/clip_bpe.h"

#include "core/base/fault.h"
#include "core/text/clip_words.h"
#include "core/text/normalizers.h"

namespace rex::text {

ClipTokenizer::ClipTokenizer(TokenizerFiles files) : PipelineTokenizer(files) {
  start_id_ = required_special(files, "bos_token");
  end_id_ = required_special(files, "eos_token");
  unknown_id_ = required_special(files, "unk_token");
  pad_id_ = id_of(required_at(files.special_tokens, "pad_token"));
  spelling_ = WordSpelling::ends;
  post_processor_ = roberta_template(start_id_, piece_of(start_id_), end_id_, piece_of(end_id_));
  BpeSettings settings;
  settings.file = files.merges_file;
  settings.merges = std::move(files.merges);
  settings.unknown = required_at(files.special_tokens, "unk_token");
  settings.word_end = clip_word_end;
  model_ = std::make_unique<Bpe>(vocabulary_, std::move(settings));
  find_added_tokens(files.added_tokens);
}

Characters ClipTokenizer::normalize(Characters characters) const { return clip_normalize(std::move(characters)); }

void ClipTokenizer::append_pieces(std::span<const Character> characters, std::vector<Token>& tokens,
                                  int64_t& word) const {
  Characters bytes;
  for_each_clip_word(characters, [&](std::span<const Character> part) {
    bytes.clear();
    append_spelled_bytes(part, bytes);
    append_word(*model_, bytes, tokens, word);
  });
}

}  // namespace rex::text
