#include "core/text/added_tokens.h"

#include <algorithm>

namespace rex::text {

void AddedTokenMatcher::add(std::span<const Character> spelling, const AddedToken& token) {
  if (spelling.empty()) return;
  std::size_t node = 0;
  for (const Character& character : spelling) {
    const auto [child, added] = nodes_[node].next.try_emplace(character.code, nodes_.size());
    node = child->second;
    if (added) nodes_.emplace_back();
  }
  nodes_[node].token = static_cast<int64_t>(tokens_.size());
  tokens_.push_back(token);
}

std::pair<int64_t, std::size_t> AddedTokenMatcher::longest(std::span<const Character> characters,
                                                           std::size_t begin) const {
  std::pair<int64_t, std::size_t> found{-1, begin};
  std::size_t node = 0;
  for (std::size_t at = begin; at < characters.size(); ++at) {
    const auto step = nodes_[node].next.find(characters[at].code);
    if (step == nodes_[node].next.end()) break;
    node = step->second;
    if (nodes_[node].token >= 0) found = {nodes_[node].token, at + 1};
  }
  return found;
}

std::vector<AddedTokenMatcher::Part> AddedTokenMatcher::split(std::span<const Character> characters) const {
  std::vector<Part> parts;
  std::size_t done = 0;  // everything before belongs to a part
  for (std::size_t at = 0; at < characters.size() && !tokens_.empty();) {
    const auto [index, match_end] = longest(characters, at);
    if (index < 0) {
      ++at;
      continue;
    }
    const AddedToken& token = tokens_[static_cast<std::size_t>(index)];
    std::size_t begin = at;
    std::size_t end = match_end;
    at = match_end;  // a match that is discarded below is not searched again
    if (token.single_word && ((begin > 0 && is_word(characters[begin - 1].code)) ||
                              (end < characters.size() && is_word(characters[end].code)))) {
      continue;
    }
    if (token.lstrip) {
      while (begin > done && is_white_space(characters[begin - 1].code)) --begin;
    }
    if (token.rstrip) {
      while (end < characters.size() && is_white_space(characters[end].code)) ++end;
    }
    begin = std::max(begin, done);
    if (done < begin) parts.push_back({done, begin, nullptr});
    parts.push_back({begin, end, &token});
    done = end;
    at = std::max(at, done);
  }
  if (done < characters.size()) parts.push_back({done, characters.size(), nullptr});
  return parts;
}

}  // namespace rex::text
