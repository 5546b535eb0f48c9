#include "ui/state/shown.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <algorithm>

#include "core/base/float_values.h"
#include "ui/state/names.h"

namespace rex::ui {
namespace {

struct ShownText {
  Q_DECLARE_TR_FUNCTIONS(ShownText)
};

using OfKind = bool (*)(TokenKind);

bool is_in_picture(TokenKind kind) { return kind == TokenKind::patch || kind == TokenKind::region; }
bool is_word(TokenKind kind) { return kind == TokenKind::word; }

/// The token of that kind that stands at PLACE.
std::optional<TokenPlace> token_at(const Explanation& explanation, OfKind of_kind, int place) {
  for (std::size_t domain = 0; domain < explanation.domains.size(); ++domain) {
    const TokenDomain& tokens = explanation.domains[domain];
    for (std::size_t token = 0; token < tokens.kinds.size(); ++token) {
      if (of_kind(tokens.kinds[token]) && tokens.places[token] == place)
        return TokenPlace{static_cast<int>(domain), static_cast<std::int64_t>(token)};
    }
  }
  return {};
}

/// Where TOKEN stands; -1 where there is none or it is of another kind.
int place_at(const Explanation& explanation, OfKind of_kind, const TokenPlace& token) {
  if (token.domain < 0 || token.domain >= static_cast<int>(explanation.domains.size())) return -1;
  const TokenDomain& tokens = explanation.domains[static_cast<std::size_t>(token.domain)];
  if (token.token < 0 || token.token >= tokens.size()) return -1;
  const auto index = static_cast<std::size_t>(token.token);
  return of_kind(tokens.kinds[index]) ? static_cast<int>(tokens.places[index]) : -1;
}

QString head_title(const Explanation& explanation, const HeadPlace& place, HeadValues values) {
  const HeadMaps& maps = explanation.head_maps[static_cast<std::size_t>(place.map)];
  const QString where = place.all_layers ? ShownText::tr("%1, mean of the layers").arg(stack_title(maps.stack))
                                         : layer_title(maps.stack, maps.layer);
  const QString what = values == HeadValues::weighted && maps.weighted.defined()
                           ? ShownText::tr("gradient-weighted attention")
                           : ShownText::tr("raw attention");
  return place.head < 0 ? ShownText::tr("%1, mean of the heads: %2").arg(where, what)
                        : ShownText::tr("%1, head %2: %3").arg(where).arg(place.head + 1).arg(what);
}

QString token_title(const Explanation& explanation, const TokenPlace& token) {
  const int place = place_of_token(explanation, token);
  const auto [rows, columns] = patch_grid(explanation);
  return place < 0   ? ShownText::tr("what the selected word relates to")
         : rows == 0 ? ShownText::tr("what region %1 relates to").arg(place + 1)
                     : ShownText::tr("what the patch in row %1, column %2 relates to")
                           .arg(place / columns + 1)
                           .arg(place % columns + 1);
}

Shown values_of(const Relevancies& relevancies) {
  Shown result;
  result.image = float_values(relevancies.image);
  result.text = float_values(relevancies.text);
  result.queries = float_values(relevancies.queries);
  return result;
}

/// PART in the language of the window; empty for the whole explanation.
QString title_of(const Explanation& explanation, const ShownPart& part) {
  if (!shows_part(explanation, part)) return {};
  if (shows_step(explanation, part)) {
    const LayerStep& at = explanation.steps[static_cast<std::size_t>(*part.step)];
    return ShownText::tr("relevance after %1").arg(layer_title(at.stack, at.layer));
  }
  const bool head = part.head && part.head->map >= 0 && part.head->map < static_cast<int>(explanation.head_maps.size());
  if (head) return head_title(explanation, *part.head, part.head_values);
  const std::size_t tokens = tokens_of(part).size();
  return tokens > 1 ? ShownText::tr("what %n patches or words relate to, summed", nullptr, static_cast<int>(tokens))
                    : token_title(explanation, *part.token);
}

}  // namespace

Shown shown(const Explanation& explanation, const Selection& selection, HeadValues head_values) {
  return shown(explanation, selection.shown_part(head_values));
}

Shown shown(const Explanation& explanation, const ShownPart& part) {
  const Relevancies relevancies = relevancies_of(explanation, part);
  Shown result = values_of(relevancies);
  result.title = title_of(explanation, part);
  const bool whole_or_step = !part.head && (!part.token || !relevancies_of_token(explanation, *part.token));
  result.signed_values = has_signed_values(relevancies) || (explanation.options.negative_evidence && whole_or_step);
  return result;
}

std::optional<Shown> seen_from(const Explanation& explanation, const TokenPlace& token) {
  const auto relevancies = relevancies_of_token(explanation, token);
  if (!relevancies) return {};
  Shown result = values_of(*relevancies);
  result.title = token_title(explanation, token);
  return result;
}

std::optional<TokenPlace> token_of_place(const Explanation& explanation, int place) {
  return token_at(explanation, is_in_picture, place);
}

std::optional<TokenPlace> token_of_word(const Explanation& explanation, int position) {
  return token_at(explanation, is_word, position);
}

int place_of_token(const Explanation& explanation, const TokenPlace& token) {
  return place_at(explanation, is_in_picture, token);
}

int word_of_token(const Explanation& explanation, const TokenPlace& token) {
  return place_at(explanation, is_word, token);
}

}  // namespace rex::ui
