#include "ui/state/shown.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <algorithm>

#include "ui/state/names.h"

namespace rex::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Shown", text); }

std::vector<float> values_of(const at::Tensor& tensor) {
  if (!tensor.defined()) return {};
  const at::Tensor flat = tensor.flatten().to(at::kFloat).contiguous();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

/// Spreads ROW, [tokens of DOMAIN], over what its tokens stand for.
void spread(const TokenDomain& domain, const std::vector<float>& row, Shown& result) {
  const auto put = [](std::vector<float>& values, std::int64_t place, float value) {
    if (place >= static_cast<std::int64_t>(values.size())) values.resize(static_cast<std::size_t>(place + 1), 0.0f);
    values[static_cast<std::size_t>(place)] = value;
  };
  for (std::size_t token = 0; token < std::min(row.size(), domain.kinds.size()); ++token) {
    const float value = domain.padded[token] ? 0.0f : row[token];
    switch (domain.kinds[token]) {
      case TokenKind::patch:
      case TokenKind::region:
        put(result.image, domain.places[token], value);
        break;
      case TokenKind::word:
        put(result.text, domain.places[token], value);
        break;
      case TokenKind::query:
        put(result.queries, domain.places[token], value);
        break;
      case TokenKind::special:
        break;
    }
  }
}

std::string matrix_name(const TokenDomain& rows, const TokenDomain& columns) {
  if (rows.symbol.size() > 1) return rows.symbol == columns.symbol ? "R_" + rows.symbol : std::string();
  return "R_" + rows.symbol + columns.symbol;
}

void fill_missing(const Explanation& explanation, Shown& result) {
  for (const TokenDomain& domain : explanation.domains) {
    const std::vector<float> zeros(domain.kinds.size(), 0.0f);
    Shown empty;
    spread(domain, zeros, empty);
    if (result.image.empty()) result.image = empty.image;
    if (result.text.empty()) result.text = empty.text;
    if (result.queries.empty()) result.queries = empty.queries;
  }
}

bool show_head(const Explanation& explanation, const Selection& selection, HeadValues values, Shown& result) {
  const auto place = selection.shown_head();
  if (!place || place->map < 0 || place->map >= static_cast<int>(explanation.head_maps.size())) return false;
  const HeadMaps& maps = explanation.head_maps[static_cast<std::size_t>(place->map)];
  const auto token = selection.shown_token();
  const bool from_token = token && token->domain == maps.query_domain;
  const std::int64_t row = from_token ? token->token : read_out_row(explanation, maps.query_domain);
  spread(explanation.domains[static_cast<std::size_t>(maps.key_domain)], head_row(maps, place->head, row, values),
         result);
  const QString where = layer_title(maps.stack, maps.layer);
  const QString what = values == HeadValues::weighted && maps.weighted.defined() ? tr("gradient-weighted attention")
                                                                                 : tr("raw attention");
  result.title = place->head < 0 ? tr("%1, mean of the heads: %2").arg(where, what)
                                 : tr("%1, head %2: %3").arg(where).arg(place->head + 1).arg(what);
  return true;
}

bool show_token(const Explanation& explanation, const std::optional<TokenPlace>& token, Shown& result) {
  if (!token || token->domain >= static_cast<int>(explanation.domains.size())) return false;
  const TokenDomain& rows = explanation.domains[static_cast<std::size_t>(token->domain)];
  bool found = false;
  for (const TokenDomain& columns : explanation.domains) {
    const auto matrix = explanation.matrices.find(matrix_name(rows, columns));
    if (matrix == explanation.matrices.end() || token->token >= matrix->second.size(0)) continue;
    std::vector<float> row = values_of(matrix->second[token->token]);
    if (&rows == &columns)
      row[static_cast<std::size_t>(token->token)] = 0;  // a token's relevance for itself says nothing
    spread(columns, row, result);
    found = true;
  }
  if (found) {
    const int place = place_of_token(explanation, *token);
    const auto [grid_rows, grid_columns] = patch_grid(explanation);
    result.title = place < 0        ? tr("what the selected word relates to")
                   : grid_rows == 0 ? tr("what region %1 relates to").arg(place + 1)
                                    : tr("what the patch in row %1, column %2 relates to")
                                          .arg(place / grid_columns + 1)
                                          .arg(place % grid_columns + 1);
  }
  return found;
}

}  // namespace

std::vector<float> head_row(const HeadMaps& maps, int head, std::int64_t token, HeadValues values) {
  const at::Tensor map = values == HeadValues::weighted && maps.weighted.defined() ? maps.weighted : maps.attention;
  const at::Tensor one = head < 0 ? map.mean(0) : map[head];
  return values_of(token < 0 ? one.mean(0) : one[token]);
}

std::int64_t read_out_row(const Explanation& explanation, int domain) {
  for (const ReadOut& read_out : explanation.read_outs) {
    if (read_out.domain == domain) return read_out.row;
  }
  return -1;
}

Shown shown(const Explanation& explanation, const Selection& selection, HeadValues head_values) {
  Shown result;
  if (!show_head(explanation, selection, head_values, result) &&
      !show_token(explanation, selection.shown_token(), result)) {
    const auto step = selection.step();
    const bool stepping = step && *step >= 0 && *step < static_cast<int>(explanation.steps.size());
    const Relevancies& relevancies =
        stepping ? explanation.steps[static_cast<std::size_t>(*step)].relevancies : explanation.relevancies;
    result.image = values_of(relevancies.image);
    result.text = values_of(relevancies.text);
    result.queries = values_of(relevancies.queries);
    if (stepping) {
      const LayerStep& at = explanation.steps[static_cast<std::size_t>(*step)];
      result.title = tr("relevance after %1").arg(layer_title(at.stack, at.layer));
    }
  }
  fill_missing(explanation, result);
  for (const auto* values : {&result.image, &result.text}) {
    if (values->empty()) continue;
    const auto [least, most] = std::minmax_element(values->begin(), values->end());
    if (*least < 0 && -*least > 0.05f * std::abs(*most)) result.signed_values = true;
  }
  return result;
}

std::optional<Shown> seen_from(const Explanation& explanation, const TokenPlace& token) {
  Shown result;
  if (!show_token(explanation, token, result)) return {};
  return result;
}

std::pair<std::int64_t, std::int64_t> patch_grid(const Explanation& explanation) {
  for (const TokenDomain& domain : explanation.domains) {
    if (domain.grid_rows > 0) return {domain.grid_rows, domain.grid_columns};
  }
  return {0, 0};
}

std::optional<TokenPlace> token_of_place(const Explanation& explanation, int place) {
  for (std::size_t domain = 0; domain < explanation.domains.size(); ++domain) {
    const TokenDomain& tokens = explanation.domains[domain];
    for (std::size_t token = 0; token < tokens.kinds.size(); ++token) {
      const bool picture = tokens.kinds[token] == TokenKind::patch || tokens.kinds[token] == TokenKind::region;
      if (picture && tokens.places[token] == place)
        return TokenPlace{static_cast<int>(domain), static_cast<std::int64_t>(token)};
    }
  }
  return {};
}

std::optional<TokenPlace> token_of_word(const Explanation& explanation, int position) {
  for (std::size_t domain = 0; domain < explanation.domains.size(); ++domain) {
    const TokenDomain& tokens = explanation.domains[domain];
    for (std::size_t token = 0; token < tokens.kinds.size(); ++token) {
      if (tokens.kinds[token] == TokenKind::word && tokens.places[token] == position) {
        return TokenPlace{static_cast<int>(domain), static_cast<std::int64_t>(token)};
      }
    }
  }
  return {};
}

int place_of_token(const Explanation& explanation, const TokenPlace& token) {
  if (token.domain < 0 || token.domain >= static_cast<int>(explanation.domains.size())) return -1;
  const TokenDomain& tokens = explanation.domains[static_cast<std::size_t>(token.domain)];
  if (token.token < 0 || token.token >= tokens.size()) return -1;
  const TokenKind kind = tokens.kinds[static_cast<std::size_t>(token.token)];
  return kind == TokenKind::patch || kind == TokenKind::region
             ? static_cast<int>(tokens.places[static_cast<std::size_t>(token.token)])
             : -1;
}

int word_of_token(const Explanation& explanation, const TokenPlace& token) {
  if (token.domain < 0 || token.domain >= static_cast<int>(explanation.domains.size())) return -1;
  const TokenDomain& tokens = explanation.domains[static_cast<std::size_t>(token.domain)];
  if (token.token < 0 || token.token >= tokens.size()) return -1;
  return tokens.kinds[static_cast<std::size_t>(token.token)] == TokenKind::word
             ? static_cast<int>(tokens.places[static_cast<std::size_t>(token.token)])
             : -1;
}

}  // namespace rex::ui
