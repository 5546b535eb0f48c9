#include "core/text/unigram.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/text/utf8_word.h"

namespace rex::text {

Unigram::Unigram(const DescriptionPart& part, const Vocabulary& vocabulary)
    : file_(part.file()), vocabulary_(vocabulary), byte_fallback_(part.flag("byte_fallback", false)) {
  double lowest = std::numeric_limits<double>::infinity();
  for (const auto& entry : part.at("vocab").value()) {  // read_vocabulary() saw two elements in each
    const std::string name = "model.vocab[" + std::to_string(scores_.size()) + "][1]";
    scores_.push_back(DescriptionPart(entry[1], part.file(), name).real());
    lowest = std::min(lowest, scores_.back());
  }
  constexpr double penalty = 10;
  unknown_score_ = lowest - penalty;
  const auto count = static_cast<int64_t>(scores_.size());
  unknown_id_ = part.number("unk_id", -1, std::numeric_limits<int32_t>::max());
  if (unknown_id_ >= count) part.at("unk_id").refuse("is behind the vocabulary");
  build_trie();
}

void Unigram::build_trie() {
  struct Branch {
    std::size_t begin;  ///< [begin, end) of the sorted pieces that go through the node
    std::size_t end;
    std::size_t depth;
  };
  std::vector<std::pair<std::string_view, int32_t>> pieces;
  for (const auto& [piece, id] : vocabulary_.pieces()) pieces.emplace_back(piece, static_cast<int32_t>(id));
  std::sort(pieces.begin(), pieces.end());
  nodes_.emplace_back();
  std::vector<Branch> branches = {{0, pieces.size(), 0}};
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    auto [begin, end, depth] = branches[node];
    if (begin < end && pieces[begin].first.size() == depth) {
      if (depth > 0) nodes_[node].piece = pieces[begin].second;
      ++begin;
    }
    nodes_[node].first_child = static_cast<uint32_t>(nodes_.size());
    while (begin < end) {
      const char byte = pieces[begin].first[depth];
      std::size_t next = begin;
      while (next < end && pieces[next].first[depth] == byte) ++next;
      Node child;
      child.byte = static_cast<unsigned char>(byte);
      nodes_.push_back(child);
      branches.push_back({begin, next, depth + 1});
      begin = next;
    }
    nodes_[node].children = static_cast<uint16_t>(nodes_.size() - nodes_[node].first_child);
  }
}

const Unigram::Node* Unigram::child(const Node& node, unsigned char byte) const {
  const Node* first = nodes_.data() + node.first_child;
  const Node* last = first + node.children;
  const Node* found =
      std::lower_bound(first, last, byte, [](const Node& each, unsigned char value) { return each.byte < value; });
  return found != last && found->byte == byte ? found : nullptr;
}

std::vector<std::size_t> Unigram::best_ends(std::string_view text) const {
  struct Best {
    double score = 0;
    int64_t id = 0;
    int64_t begin = -1;  ///< of the last piece; −1: no way leads here
  };
  std::vector<Best> best(text.size() + 1);
  const auto offer = [&](std::size_t begin, std::size_t end, double score, int64_t id) {
    score += best[begin].score;
    if (best[end].begin >= 0 && score <= best[end].score) return;
    best[end] = {score, id, static_cast<int64_t>(begin)};
  };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t next = begin + 1;
    while (next < text.size() && (text[next] & 0xC0) == 0x80) ++next;
    bool has_single = false;
    const Node* node = nodes_.data();
    for (std::size_t at = begin; at < text.size(); ++at) {
      node = child(*node, static_cast<unsigned char>(text[at]));
      if (node == nullptr) break;
      if (node->piece < 0) continue;
      offer(begin, at + 1, scores_[static_cast<std::size_t>(node->piece)], node->piece);
      has_single |= at + 1 == next;
    }
    if (!has_single) {
      if (unknown_id_ < 0) throw Error(file_, "names no unknown token, which this text needs");
      offer(begin, next, unknown_score_, unknown_id_);
    }
    begin = next;
  }
  std::vector<std::size_t> ends;
  bool was_unknown = false;
  for (std::size_t end = text.size(); end > 0; end = static_cast<std::size_t>(best[end].begin)) {
    const bool is_unknown = best[end].id == unknown_id_;
    if (!is_unknown || !was_unknown) ends.push_back(end);  // neighbouring unknown pieces are one
    was_unknown = is_unknown;
  }
  std::reverse(ends.begin(), ends.end());
  return ends;
}

bool Unigram::append_fallback(const Utf8Word& word, std::size_t begin, std::size_t end,
                              std::vector<Token>& tokens) const {
  const std::size_t before = tokens.size();
  for (const char byte : word.bytes().substr(begin, end - begin)) {
    std::string spelling = fallback_spelling(static_cast<unsigned char>(byte));
    const int64_t id = vocabulary_.id_of(spelling);
    if (id < 0) {
      tokens.resize(before);
      return false;
    }
    tokens.push_back(word.token(id, std::move(spelling), begin, end));
  }
  return true;
}

void Unigram::append_tokens(std::span<const Character> characters, std::vector<Token>& tokens) const {
  const Utf8Word word(characters);
  std::size_t begin = 0;
  for (const std::size_t end : best_ends(word.bytes())) {
    std::string piece(word.bytes().substr(begin, end - begin));
    int64_t id = vocabulary_.id_of(piece);
    if (id >= 0 || !byte_fallback_ || !append_fallback(word, begin, end, tokens)) {
      if (id < 0) id = unknown_id_;
      tokens.push_back(word.token(id, std::move(piece), begin, end));
    }
    begin = end;
  }
}

}  // namespace rex::text
