#include "core/explain/shown/shown_part.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/base/float_values.h"

namespace rex {
namespace {

/// Where the values of tokens go.
struct Spread {
  std::vector<float> image, text, queries;

  void put(TokenKind kind, std::int64_t place, float value) {
    if (kind == TokenKind::special) return;
    std::vector<float>& values = kind == TokenKind::word ? text : kind == TokenKind::query ? queries : image;
    if (place >= static_cast<std::int64_t>(values.size())) values.resize(static_cast<std::size_t>(place + 1), 0.0F);
    values[static_cast<std::size_t>(place)] = value;
  }

  /// ROW, [tokens of DOMAIN], over what its tokens stand for.
  void add(const TokenDomain& domain, const std::vector<float>& row) {
    for (std::size_t token = 0; token < std::min(row.size(), domain.kinds.size()); ++token) {
      put(domain.kinds[token], domain.places[token], domain.padded[token] ? 0.0F : row[token]);
    }
  }

  Relevancies relevancies() const {
    const auto tensor = [](const std::vector<float>& values) {
      return values.empty() ? at::Tensor() : at::tensor(values);
    };
    return {tensor(image), tensor(text), tensor(queries)};
  }
};

/// Zeros for what the explanation has and RESULT has not.
Relevancies completed(const Explanation& explanation, Relevancies result) {
  Spread zeros;
  for (const TokenDomain& domain : explanation.domains) {
    zeros.add(domain, std::vector<float>(domain.kinds.size(), 0.0F));
  }
  const Relevancies empty = zeros.relevancies();
  if (!result.image.defined()) result.image = empty.image;
  if (!result.text.defined()) result.text = empty.text;
  if (!result.queries.defined()) result.queries = empty.queries;
  return result;
}

std::string matrix_name(const TokenDomain& rows, const TokenDomain& columns) {
  if (rows.symbol.size() > 1) return rows.symbol == columns.symbol ? "R_" + rows.symbol : std::string();
  return "R_" + rows.symbol + columns.symbol;
}

const HeadMaps* map_of(const Explanation& explanation, const std::optional<HeadPlace>& place) {
  if (!place || place->map < 0 || place->map >= static_cast<int>(explanation.head_maps.size())) return nullptr;
  const HeadMaps& maps = explanation.head_maps[static_cast<std::size_t>(place->map)];
  return place->head < maps.attention.size(0) ? &maps : nullptr;
}

const LayerStep* step_of(const Explanation& explanation, const std::optional<int>& step) {
  const bool there = step && *step >= 0 && *step < static_cast<int>(explanation.steps.size());
  return there ? &explanation.steps[static_cast<std::size_t>(*step)] : nullptr;
}

const at::Tensor& chosen(const HeadMaps& maps, HeadValues values) {
  return values == HeadValues::weighted && maps.weighted.defined() ? maps.weighted : maps.attention;
}

std::string token_title(const Explanation& explanation, const TokenPlace& token) {
  const std::string name = spelled(explanation, token);
  return name.empty() ? "token " + std::to_string(token.token) : name;
}

/// "image:37"; "image:37 + image:38 (summed)".
std::string tokens_title(const Explanation& explanation, const std::vector<TokenPlace>& tokens) {
  std::string title;
  for (const TokenPlace& token : tokens) title += (title.empty() ? "" : " + ") + token_title(explanation, token);
  return tokens.size() > 1 ? title + " (summed)" : title;
}

/// Those of TOKENS that are rows of MAPS.
std::vector<TokenPlace> tokens_in(const HeadMaps& maps, std::vector<TokenPlace> tokens) {
  std::erase_if(tokens, [&](const TokenPlace& token) { return token.domain != maps.query_domain; });
  return tokens;
}

void add_to(at::Tensor& sum, const at::Tensor& more) {
  if (more.defined()) sum = sum.defined() ? sum + more : more;
}

/// What the tokens of PART relate to, summed; empty where there are none or EXPLANATION holds nothing of one.
std::optional<Relevancies> relevancies_of_tokens(const Explanation& explanation, const ShownPart& part) {
  const std::vector<TokenPlace> tokens = tokens_of(part);
  if (tokens.empty()) return {};
  Relevancies sum;
  for (const TokenPlace& token : tokens) {
    const auto one = relevancies_of_token(explanation, token);
    if (!one) return {};
    const Relevancies whole = completed(explanation, *one);
    add_to(sum.image, whole.image);
    add_to(sum.text, whole.text);
    add_to(sum.queries, whole.queries);
  }
  return sum;
}

}  // namespace

std::optional<Relevancies> relevancies_of_token(const Explanation& explanation, const TokenPlace& token) {
  if (token.domain < 0 || token.domain >= static_cast<int>(explanation.domains.size()) || token.token < 0) return {};
  const TokenDomain& rows = explanation.domains[static_cast<std::size_t>(token.domain)];
  Spread spread;
  bool found = false;
  for (const TokenDomain& columns : explanation.domains) {
    const auto matrix = explanation.matrices.find(matrix_name(rows, columns));
    if (matrix == explanation.matrices.end() || token.token >= matrix->second.size(0)) continue;
    std::vector<float> row = float_values(matrix->second[token.token]);
    if (&rows == &columns) row[static_cast<std::size_t>(token.token)] = 0;  // its relevance for itself says nothing
    spread.add(columns, row);
    found = true;
  }
  if (!found) return {};
  return spread.relevancies();
}

std::vector<float> head_row(const Explanation& explanation, const HeadPlace& place, std::int64_t token,
                            HeadValues values) {
  const HeadMaps& own = explanation.head_maps[static_cast<std::size_t>(place.map)];
  const std::int64_t row = token >= 0 ? token : read_out_row(explanation, own.query_domain);
  at::Tensor sum;
  int layers = 0;
  for (const HeadMaps& maps : explanation.head_maps) {
    if (place.all_layers ? maps.stack != own.stack : &maps != &own) continue;
    const at::Tensor& map = chosen(maps, values);
    if (map.sizes() != chosen(own, values).sizes()) continue;
    // The row first: a mean over whole maps would touch every number.
    const at::Tensor heads = row < 0 ? map.mean(1) : map.select(1, row);  // [heads, key tokens]
    const at::Tensor one = place.head < 0 ? heads.mean(0) : heads[place.head];
    sum = sum.defined() ? sum + one : one;
    ++layers;
  }
  return float_values(layers > 1 ? sum / layers : sum);
}

bool layers_agree(const Explanation& explanation, int map) {
  const HeadMaps& own = explanation.head_maps[static_cast<std::size_t>(map)];
  return std::all_of(explanation.head_maps.begin(), explanation.head_maps.end(), [&](const HeadMaps& maps) {
    return maps.stack != own.stack || maps.attention.sizes() == own.attention.sizes();
  });
}

std::int64_t read_out_row(const Explanation& explanation, int domain) {
  for (const ReadOut& read_out : explanation.read_outs) {
    if (read_out.domain == domain) return read_out.mean_of_tokens ? -1 : read_out.row;
  }
  return -1;
}

std::vector<TokenPlace> tokens_of(const ShownPart& part) {
  std::vector<TokenPlace> tokens;
  if (part.token) tokens.push_back(*part.token);
  tokens.insert(tokens.end(), part.more.begin(), part.more.end());
  return tokens;
}

std::vector<float> head_rows(const Explanation& explanation, const HeadPlace& place,
                             const std::vector<TokenPlace>& tokens, HeadValues values) {
  const std::vector<TokenPlace> rows = tokens_in(explanation.head_maps[static_cast<std::size_t>(place.map)], tokens);
  if (rows.empty()) return head_row(explanation, place, -1, values);
  std::vector<float> sum = head_row(explanation, place, rows.front().token, values);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::vector<float> more = head_row(explanation, place, rows[i].token, values);
    std::transform(sum.begin(), sum.end(), more.begin(), sum.begin(), std::plus<>());
  }
  return sum;
}

Relevancies relevancies_of(const Explanation& explanation, const ShownPart& part) {
  if (const HeadMaps* maps = map_of(explanation, part.head)) {
    Spread spread;
    spread.add(explanation.domains[static_cast<std::size_t>(maps->key_domain)],
               head_rows(explanation, *part.head, tokens_of(part), part.head_values));
    return completed(explanation, spread.relevancies());
  }
  if (auto seen = relevancies_of_tokens(explanation, part)) return completed(explanation, std::move(*seen));
  const LayerStep* step = step_of(explanation, part.step);
  return completed(explanation, step != nullptr ? step->relevancies : explanation.relevancies);
}

bool shows_part(const Explanation& explanation, const ShownPart& part) {
  return map_of(explanation, part.head) != nullptr || relevancies_of_tokens(explanation, part) ||
         step_of(explanation, part.step) != nullptr;
}

bool shows_step(const Explanation& explanation, const ShownPart& part) {
  return step_of(explanation, part.step) != nullptr && map_of(explanation, part.head) == nullptr &&
         !relevancies_of_tokens(explanation, part);
}

std::string part_title(const Explanation& explanation, const ShownPart& part) {
  if (const HeadMaps* maps = map_of(explanation, part.head)) {
    std::string title = maps->stack;
    title += part.head->all_layers ? ", mean of the layers" : ", layer " + std::to_string(maps->layer + 1);
    title += part.head->head < 0 ? ", mean of the heads" : ", head " + std::to_string(part.head->head + 1);
    const bool weighted = part.head_values == HeadValues::weighted && maps->weighted.defined();
    title += weighted ? ": gradient-weighted attention" : ": raw attention";
    const std::vector<TokenPlace> tokens = tokens_in(*maps, tokens_of(part));
    return tokens.empty() ? title : title + " of " + tokens_title(explanation, tokens);
  }
  if (relevancies_of_tokens(explanation, part)) return "relevance of " + tokens_title(explanation, tokens_of(part));
  const LayerStep* step = step_of(explanation, part.step);
  if (step == nullptr) return {};
  return "after " + step->stack + " layer " + std::to_string(step->layer + 1) + " (" + std::to_string(*part.step + 1) +
         " of " + std::to_string(explanation.steps.size()) + ")";
}

std::string shown_label(const Explanation& explanation) {
  return explanation.target_label + (explanation.part.empty() ? "" : " · " + explanation.part);
}

Explanation with_part(const Explanation& explanation, const ShownPart& part) {
  Explanation result = explanation;
  if (!shows_part(explanation, part)) return result;
  Relevancies shown = relevancies_of(explanation, part);
  if (shown.image.defined()) result.relevancies.image = shown.image;
  if (shown.text.defined()) result.relevancies.text = shown.text;
  if (shown.queries.defined()) result.relevancies.queries = shown.queries;
  const std::string title = part_title(explanation, part);
  result.part = title;
  result.is_attention = part.head.has_value();
  result.notes.push_back("shown is not the whole explanation: " + title);
  return result;
}

bool has_signed_values(const Relevancies& relevancies) {
  for (const at::Tensor& tensor : {relevancies.image, relevancies.text}) {
    if (!tensor.defined() || tensor.numel() == 0) continue;
    const float least = tensor.min().item<float>(), most = tensor.max().item<float>();
    if (least < 0 && -least > 0.05F * std::abs(most)) return true;
  }
  return false;
}

}  // namespace rex
