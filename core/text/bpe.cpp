#include "core/text/bpe.h"

#include <algorithm>
#include <limits>
#include <queue>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/text/utf8_word.h"

namespace rex::text {
namespace {

constexpr uint32_t no_rank = std::numeric_limits<uint32_t>::max();

}  // namespace

Bpe::Bpe(const Vocabulary& vocabulary, BpeSettings settings)
    : vocabulary_(vocabulary), settings_(std::move(settings)), merges_(settings_.merges.size()) {
  if (settings_.unknown) unknown_id_ = vocabulary_.id_of(*settings_.unknown);
  for (std::size_t byte = 0; byte < fallback_ids_.size(); ++byte) {
    fallback_ids_[byte] = vocabulary_.id_of(fallback_spelling(static_cast<unsigned char>(byte)));
  }
  for (std::size_t place = 0; place < common_ids_.size(); ++place) {
    for (std::size_t code = 0; code < common; ++code) {
      common_ids_[place][code] = looked_up_id(static_cast<char32_t>(code), (place & 1) != 0, (place & 2) != 0);
    }
  }
  for (std::size_t rank = 0; rank < settings_.merges.size(); ++rank) {
    const auto& [left, right] = settings_.merges[rank];
    const auto known = [&](const std::string& piece) {
      const int64_t id = vocabulary_.id_of(piece);
      if (id >= 0) return id;
      throw Error(settings_.file,
                  "merge " + std::to_string(rank + 1) + " needs the piece \"" + printable(piece) +
                      "\", which the vocabulary lacks",
                  "Use the vocabulary and merges of one and the same model.");
    };
    const std::size_t prefix = std::min(settings_.continuing_prefix.size(), right.size());
    const int64_t left_id = known(left);
    const int64_t right_id = known(right);
    merges_.set(left_id, right_id, static_cast<uint32_t>(rank), known(left + right.substr(prefix)));
  }
}

std::string Bpe::spelling(char32_t code, bool first, bool last) const {
  std::string result = first ? "" : settings_.continuing_prefix;
  append_utf8(result, code);
  return last ? result + settings_.word_end : result;
}

int64_t Bpe::looked_up_id(char32_t code, bool first, bool last) const {
  return vocabulary_.id_of(spelling(code, first, last));
}

int64_t Bpe::id_of(char32_t code, bool first, bool last) const {
  if (code >= common) return looked_up_id(code, first, last);
  return common_ids_[static_cast<std::size_t>(first) + 2 * static_cast<std::size_t>(last)][code];
}

bool Bpe::append_fallback(const std::string& spelling, std::vector<Symbol>& symbols) const {
  const auto id = [&](char byte) { return fallback_ids_[static_cast<unsigned char>(byte)]; };
  if (std::any_of(spelling.begin(), spelling.end(), [&](char byte) { return id(byte) < 0; })) return false;
  for (const char byte : spelling) symbols.push_back({id(byte), 1});
  return true;
}

std::vector<Bpe::Symbol> Bpe::symbols_of(std::span<const Character> word) const {
  std::vector<Symbol> symbols;
  symbols.reserve(word.size());
  int32_t unknown = 0;  // bytes of unknown characters that wait
  const auto flush = [&] {
    if (unknown > 0) symbols.push_back({unknown_id_, unknown});
    unknown = 0;
  };
  std::string bytes;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char32_t code = word[at].code;
    const bool first = at == 0;
    const bool last = at + 1 == word.size();
    const int32_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (const int64_t id = id_of(code, first, last); id >= 0) {
      flush();
      symbols.push_back({id, length});
      continue;
    }
    // The reference lets unknown characters wait here too, so bytes overtake them.
    if (settings_.byte_fallback && append_fallback(spelling(code, first, last), symbols)) continue;
    if (!settings_.unknown) continue;  // the reference drops it
    if (unknown_id_ < 0) {
      throw Error(settings_.file, "its vocabulary lacks its own unknown token \"" + printable(*settings_.unknown, 60) +
                                      "\", which this text needs");
    }
    if (!settings_.fuse_unknown) flush();
    unknown += length;
  }
  flush();
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    symbols[at].previous = static_cast<int32_t>(at) - 1;
    symbols[at].next = at + 1 < symbols.size() ? static_cast<int32_t>(at) + 1 : -1;
  }
  return symbols;
}

void Bpe::append_tokens(std::span<const Character> word, std::vector<Token>& tokens) const {
  const Utf8Word text(word);
  if (settings_.ignore_merges) {
    const int64_t id = vocabulary_.id_of(text.bytes());
    if (id >= 0) {
      tokens.push_back(text.token(id, std::string(text.bytes()), 0, text.bytes().size()));
      return;
    }
  }
  constexpr std::size_t few = 32;
  std::vector<Symbol> symbols = symbols_of(word);
  if (symbols.size() <= few) {
    merge_few(symbols);
  } else {
    merge_many(symbols);
  }
  std::size_t begin = 0;
  for (const Symbol& symbol : symbols) {
    if (symbol.length == 0) continue;
    const std::size_t end = begin + static_cast<std::size_t>(symbol.length);
    tokens.push_back(text.token(symbol.id, vocabulary_.piece_of(symbol.id), begin, end));
    begin = end;
  }
}

/// Looks through all pairs for the best one, again and again: fastest for the words that texts are made of.
void Bpe::merge_few(std::vector<Symbol>& symbols) const {
  std::vector<uint32_t> ranks;  // of the pair that begins at a symbol
  const auto rank_at = [&](std::size_t at) {
    const MergeTable::Merge* merge = merges_.find(symbols[at].id, symbols[at + 1].id);
    return merge == nullptr ? no_rank : merge->rank;
  };
  for (std::size_t at = 0; at + 1 < symbols.size(); ++at) ranks.push_back(rank_at(at));
  while (!ranks.empty()) {
    const auto best = std::min_element(ranks.begin(), ranks.end());
    if (*best == no_rank) break;
    const auto at = static_cast<std::size_t>(best - ranks.begin());
    symbols[at].id = merges_.find(symbols[at].id, symbols[at + 1].id)->id;
    symbols[at].length += symbols[at + 1].length;
    symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    ranks.erase(best);
    if (at > 0) ranks[at - 1] = rank_at(at - 1);
    if (at < ranks.size()) ranks[at] = rank_at(at);
  }
}

/// Keeps the pairs in a queue, so that a word of any length takes its length times a logarithm.
void Bpe::merge_many(std::vector<Symbol>& symbols) const {
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
    const MergeTable::Merge* merge = merges_.find(at(place).id, at(at(place).next).id);
    if (merge != nullptr) candidates.push({merge->rank, place, merge->id});
  };
  for (std::size_t place = 0; place + 1 < symbols.size(); ++place) offer(static_cast<int32_t>(place));
  while (!candidates.empty()) {
    const Candidate best = candidates.top();
    candidates.pop();
    Symbol& left = at(best.place);
    if (left.length == 0 || left.next < 0) continue;
    Symbol& right = at(left.next);
    const MergeTable::Merge* current = merges_.find(left.id, right.id);
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

namespace {

std::pair<std::string, std::string> merge_of(const DescriptionPart& part) {
  if (part.is_list()) {
    const std::vector<DescriptionPart> pieces = part.elements();
    if (pieces.size() == 2) return {pieces[0].text(), pieces[1].text()};
    part.refuse("is not a pair of pieces");
  }
  const std::string line = part.text();
  const std::size_t space = line.find(' ');
  const bool is_pair = space != std::string::npos && line.find(' ', space + 1) == std::string::npos;
  if (!is_pair) part.refuse("(\"" + printable(line, 60) + "\") is not a pair of pieces");
  return {line.substr(0, space), line.substr(space + 1)};
}

}  // namespace

std::unique_ptr<const Model> read_bpe(const DescriptionPart& part, const Vocabulary& vocabulary) {
  BpeSettings settings;
  settings.file = part.file();
  if (const auto dropout = part.find("dropout"); dropout && dropout->real() != 0) {
    dropout->refuse("would leave merges out by chance", "Set it to null.");
  }
  if (const auto unknown = part.find("unk_token")) settings.unknown = unknown->text();
  settings.continuing_prefix = part.text("continuing_subword_prefix", "");
  settings.word_end = part.text("end_of_word_suffix", "");
  settings.fuse_unknown = part.flag("fuse_unk", false);
  settings.byte_fallback = part.flag("byte_fallback", false);
  settings.ignore_merges = part.flag("ignore_merges", false);
  for (const DescriptionPart& merge : part.at("merges").elements()) {
    // The first line of merges.txt, where somebody took it over.
    if (merge.is_text() && merge.text().starts_with("#version")) continue;
    settings.merges.push_back(merge_of(merge));
  }
  return std::make_unique<Bpe>(vocabulary, std::move(settings));
}

}  // namespace rex::text
