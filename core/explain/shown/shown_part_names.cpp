// How parts of an explanation are spelled in commands and session files.
#include <ATen/ATen.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"
#include "core/explain/shown/shown_part.h"

namespace rex {
namespace {

constexpr std::pair<TokenKind, const char*> kinds[] = {
    {TokenKind::patch, "image"}, {TokenKind::region, "image"}, {TokenKind::word, "text"}, {TokenKind::query, "query"}};

/// "0 to 5", "0".
std::string range(std::int64_t count) { return count > 1 ? "0 to " + std::to_string(count - 1) : "0"; }

/// What a token can be called: "image:0 to 195, text:0 to 7".
std::string known_tokens(const Explanation& explanation) {
  std::string names;
  for (const auto& [kind, name] : kinds) {
    std::int64_t most = 0;
    for (const TokenDomain& domain : explanation.domains) most = std::max(most, domain.count(kind));
    if (most > 0) names += (names.empty() ? "" : ", ") + std::string(name) + ":" + range(most);
  }
  return names;
}

/// A token without what the vocabulary writes around it: "##ing" and "ing</w>" are "ing".
std::string_view bare(std::string_view token) {
  if (token.starts_with("##")) token.remove_prefix(2);
  if (token.ends_with("</w>")) token.remove_suffix(4);
  return token;
}

std::int64_t position_of_word(std::string_view word, const std::vector<std::string>& words) {
  std::vector<std::size_t> found;
  for (std::size_t position = 0; position < words.size(); ++position) {
    if (bare(words[position]) == word || words[position] == word) found.push_back(position);
  }
  if (found.size() == 1) return static_cast<std::int64_t>(found[0]);
  std::string list;
  if (found.empty()) {
    for (const std::string& token : words) list += (list.empty() ? "" : ", ") + printable(token);
    throw Error("token", "the text has no token '" + printable(std::string(word)) + "'",
                words.empty() ? "There is no text." : "Its tokens are: " + list + ".");
  }
  for (const std::size_t position : found)
    list += (list.empty() ? "" : ", ") + std::string("text:") + std::to_string(position);
  throw Error("token", "several tokens are '" + printable(std::string(word)) + "': " + list, "Give the number.");
}

}  // namespace

int parse_step(int layers, const Explanation& explanation) {
  const auto count = static_cast<int>(explanation.steps.size());
  if (count == 0) throw Error("step", "the method " + explanation.method + " has no layer steps", "Leave out --step.");
  if (layers < 1 || layers > count) {
    throw Error("step", "there is no step " + std::to_string(layers),
                "The fold has " + std::to_string(count) + " layers: give 1 to " + std::to_string(count) + ".");
  }
  return layers - 1;
}

TokenPlace find_token(const std::string& text, const Explanation& explanation, const std::vector<std::string>& words) {
  const std::string_view view = text;
  const std::size_t colon = view.find(':');
  std::string_view name = view.substr(0, colon);
  const std::string_view rest = colon == std::string_view::npos ? std::string_view() : view.substr(colon + 1);
  std::optional<std::int64_t> number = whole_number(rest);
  if (name == "word") {
    number = position_of_word(rest, words);
    name = "text";
  }
  for (std::size_t domain = 0; number && domain < explanation.domains.size(); ++domain) {
    const TokenDomain& tokens = explanation.domains[domain];
    for (std::size_t token = 0; token < tokens.kinds.size(); ++token) {
      const bool kind_fits = std::any_of(std::begin(kinds), std::end(kinds), [&](const auto& kind) {
        return tokens.kinds[token] == kind.first && name == kind.second;
      });
      if (!kind_fits || tokens.places[token] != *number) continue;
      return {static_cast<int>(domain), static_cast<std::int64_t>(token)};
    }
  }
  throw Error("token", "there is no token '" + printable(text) + "'", "There are " + known_tokens(explanation) + ".");
}

TokenPlace parse_token(const std::string& text, const Explanation& explanation, const std::vector<std::string>& words) {
  const TokenPlace place = find_token(text, explanation, words);
  if (explanation.head_maps.empty() && !relevancies_of_token(explanation, place)) {
    throw Error("token", "the method " + explanation.method + " relates no tokens to each other",
                "Choose another, as generic or rollout.");
  }
  return place;
}

HeadPlace parse_head(const std::string& text, const Explanation& explanation) {
  const std::size_t last = text.rfind(':');
  const std::size_t first = last == std::string::npos || last == 0 ? std::string::npos : text.rfind(':', last - 1);
  if (first == std::string::npos) {
    throw Error("head", "'" + printable(text) + "' is no head", "Write STACK:LAYER:HEAD, as encoder.self:3:0.");
  }
  const std::string stack = text.substr(0, first), layer = text.substr(first + 1, last - first - 1),
                    head = text.substr(last + 1);
  std::vector<int> maps;
  std::string stacks;
  for (std::size_t map = 0; map < explanation.head_maps.size(); ++map) {
    const std::string& name = explanation.head_maps[map].stack;
    if (name == stack) maps.push_back(static_cast<int>(map));
    if (stacks.find(name) == std::string::npos) stacks += (stacks.empty() ? "" : ", ") + name;
  }
  if (maps.empty()) {
    throw Error("head", "the model has no stack '" + printable(stack) + "'", "Its stacks are: " + stacks + ".");
  }
  HeadPlace place{maps.back(), -1, layer == "mean"};
  if (place.all_layers && !layers_agree(explanation, place.map)) {
    throw Error("head", "the layers of " + stack + " have maps of different shapes, which have no mean");
  }
  if (!place.all_layers) {
    const auto number = whole_number(layer);
    const auto found = std::find_if(maps.begin(), maps.end(), [&](int map) {
      return number && explanation.head_maps[static_cast<std::size_t>(map)].layer == *number;
    });
    if (found == maps.end()) {
      throw Error("head", stack + " has no layer '" + printable(layer) + "'",
                  "Layers are " + range(static_cast<std::int64_t>(maps.size())) + ", or mean.");
    }
    place.map = *found;
  }
  if (head == "mean") return place;
  const std::int64_t heads = explanation.head_maps[static_cast<std::size_t>(place.map)].attention.size(0);
  const auto number = whole_number(head);
  if (!number || *number < 0 || *number >= heads) {
    throw Error("head", stack + " has no head '" + printable(head) + "'", "Heads are " + range(heads) + ", or mean.");
  }
  place.head = static_cast<int>(*number);
  return place;
}

std::string spelled(const Explanation& explanation, const TokenPlace& token) {
  if (token.domain < 0 || token.domain >= static_cast<int>(explanation.domains.size())) return {};
  const TokenDomain& tokens = explanation.domains[static_cast<std::size_t>(token.domain)];
  if (token.token < 0 || token.token >= tokens.size()) return {};
  const auto index = static_cast<std::size_t>(token.token);
  for (const auto& [kind, name] : kinds) {
    if (tokens.kinds[index] == kind) return std::string(name) + ":" + std::to_string(tokens.places[index]);
  }
  return {};
}

std::string spelled(const Explanation& explanation, const HeadPlace& place) {
  if (place.map < 0 || place.map >= static_cast<int>(explanation.head_maps.size())) return {};
  const HeadMaps& maps = explanation.head_maps[static_cast<std::size_t>(place.map)];
  return maps.stack + ":" + (place.all_layers ? "mean" : std::to_string(maps.layer)) + ":" +
         (place.head < 0 ? "mean" : std::to_string(place.head));
}

}  // namespace rex
