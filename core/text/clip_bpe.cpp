#include "core/text/clip_bpe.h"

#include <queue>

#include "core/base/error.h"
#include "core/base/fault.h"
#include "core/base/printable.h"
#include "core/text/clip_words.h"

namespace rex::text {
namespace {

uint64_t pair_key(int64_t left, int64_t right) {
  return static_cast<uint64_t>(left) << 32 | static_cast<uint64_t>(right);
}

}  // namespace

ClipTokenizer::ClipTokenizer(TokenizerFiles files) : PipelineTokenizer(files) {
  start_id_ = required_special(files, "bos_token");
  end_id_ = required_special(files, "eos_token");
  unknown_id_ = required_special(files, "unk_token");
  pad_id_ = id_of(required_at(files.special_tokens, "pad_token"));
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const std::string spelling = byte_spelling(static_cast<unsigned char>(byte));
    byte_ids_[byte] = vocabulary_.id_of(spelling);
    last_byte_ids_[byte] = vocabulary_.id_of(spelling + std::string(clip_word_end));
    if (byte_ids_[byte] < 0) byte_ids_[byte] = unknown_id_;
    if (last_byte_ids_[byte] < 0) last_byte_ids_[byte] = unknown_id_;
  }
  for (std::size_t rank = 0; rank < files.merges.size(); ++rank) {
    const auto& [left, right] = files.merges[rank];
    const auto known = [&](const std::string& piece) {
      const int64_t id = vocabulary_.id_of(piece);
      if (id >= 0) return id;
      throw Error(files.merges_file,
                  "merge " + std::to_string(rank + 1) + " needs the piece \"" + printable(piece) +
                      "\", which the vocabulary lacks",
                  "Use the vocabulary and merges of one and the same model.");
    };
    const int64_t left_id = known(left);
    const int64_t right_id = known(right);
    merges_[pair_key(left_id, right_id)] = {static_cast<uint32_t>(rank), known(left + right)};
  }
  find_added_tokens(files.added_tokens);
}

Characters ClipTokenizer::normalize(Characters characters) const { return clip_normalize(std::move(characters)); }

void ClipTokenizer::append_pieces(std::span<const Character> characters, std::vector<Token>& tokens) const {
  for_each_clip_word(characters, [&](std::span<const Character> word) { append_word(word, tokens); });
}

void ClipTokenizer::append_word(std::span<const Character> word, std::vector<Token>& tokens) const {
  std::string bytes;
  std::vector<int32_t> sources;  // the character of each byte
  for (std::size_t at = 0; at < word.size(); ++at) {
    append_utf8(bytes, word[at].code);
    sources.resize(bytes.size(), static_cast<int32_t>(at));
  }
  const auto count = static_cast<int32_t>(bytes.size());
  std::vector<Symbol> symbols(bytes.size());
  for (int32_t at = 0; at < count; ++at) {
    const bool last = at + 1 == count;
    const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(at)]);
    symbols[static_cast<std::size_t>(at)] = {last ? last_byte_ids_[byte] : byte_ids_[byte], 1, at - 1,
                                             last ? -1 : at + 1};
  }
  merge_all(symbols);
  std::size_t begin = 0;
  for (const Symbol& symbol : symbols) {
    if (symbol.length == 0) continue;
    const std::size_t end = begin + static_cast<std::size_t>(symbol.length);
    const auto first = static_cast<std::size_t>(sources[begin]);
    const auto last = static_cast<std::size_t>(sources[end - 1]);
    tokens.push_back({symbol.id, vocabulary_.piece_of(symbol.id), word[first].begin, word[last].end});
    begin = end;
  }
}

const ClipTokenizer::Merge* ClipTokenizer::merge_of(int64_t left, int64_t right) const {
  const auto found = merges_.find(pair_key(left, right));
  return found == merges_.end() ? nullptr : &found->second;
}

void ClipTokenizer::merge_all(std::vector<Symbol>& symbols) const {
  struct Candidate {
    uint32_t rank;
    int32_t place;
    int64_t id;
    bool operator<(const Candidate& other) const {  // the queue gives its largest: lowest rank, then leftmost
      return rank != other.rank ? rank > other.rank : place > other.place;
    }
  };
  std::priority_queue<Candidate> candidates;
  const auto at = [&](int32_t place) -> Symbol& { return symbols[static_cast<std::size_t>(place)]; };
  const auto offer = [&](int32_t place) {
    if (place < 0 || at(place).next < 0) return;
    const Merge* merge = merge_of(at(place).id, at(at(place).next).id);
    if (merge != nullptr) candidates.push({merge->rank, place, merge->id});
  };
  for (std::size_t place = 0; place + 1 < symbols.size(); ++place) offer(static_cast<int32_t>(place));
  while (!candidates.empty()) {
    const Candidate best = candidates.top();
    candidates.pop();
    Symbol& left = at(best.place);
    if (left.length == 0 || left.next < 0) continue;
    Symbol& right = at(left.next);
    const Merge* current = merge_of(left.id, right.id);
    if (current == nullptr || current->id != best.id) continue;  // one of the two was merged meanwhile
    left.id = best.id;
    left.length += right.length;
    left.next = right.next;
    right.length = 0;
    if (left.next >= 0) at(left.next).previous = best.place;
    offer(left.previous);
    offer(best.place);
  }
}

}  // namespace rex::text
