#include "ui/state/selection.h"

#include <algorithm>
#include <utility>

namespace rex::ui {
namespace {

template <typename Value>
bool changes(std::optional<Value>& field, std::optional<Value> value) {
  if (field == value) return false;
  field = std::move(value);
  return true;
}

}  // namespace

ShownPart Selection::shown_part(HeadValues values) const {
  ShownPart part = held_part(values);
  part.head = shown_head();
  if (hovered_token_) {
    part.token = hovered_token_;
    part.more.clear();
  }
  return part;
}

ShownPart Selection::held_part(HeadValues values) const {
  ShownPart part{step_, {}, head_, values};
  if (tokens_.empty()) return part;
  part.token = tokens_.front();
  part.more.assign(tokens_.begin() + 1, tokens_.end());
  return part;
}

void Selection::hold_token(std::optional<TokenPlace> token) {
  hold_tokens(token ? std::vector<TokenPlace>{*token} : std::vector<TokenPlace>());
}

void Selection::hold_tokens(std::vector<TokenPlace> tokens) {
  if (tokens == tokens_) return;
  tokens_ = std::move(tokens);
  Q_EMIT tokenChanged();
}

void Selection::toggle_token(const TokenPlace& token, bool more) {
  std::vector<TokenPlace> next = more ? tokens_ : std::vector<TokenPlace>();
  const auto held = std::find(next.begin(), next.end(), token);
  if (held != next.end()) {
    next.erase(held);
  } else if (more || tokens_ != std::vector<TokenPlace>{token}) {
    next.push_back(token);
  }
  hold_tokens(std::move(next));
}

void Selection::hover_token(std::optional<TokenPlace> token) {
  if (changes(hovered_token_, token)) Q_EMIT tokenChanged();
}

void Selection::hold_head(std::optional<HeadPlace> head) {
  if (changes(head_, head)) Q_EMIT headChanged();
}

void Selection::hover_head(std::optional<HeadPlace> head) {
  if (changes(hovered_head_, head)) Q_EMIT headChanged();
}

void Selection::hover_query(std::optional<int> query) {
  if (changes(hovered_query_, query)) Q_EMIT queryChanged();
}

void Selection::set_step(std::optional<int> step) {
  if (changes(step_, step)) Q_EMIT stepChanged();
}

void Selection::set_visibility(QueryVisibility visibility) {
  if (visibility == visibility_) return;
  visibility_ = std::move(visibility);
  Q_EMIT visibilityChanged();
}

void Selection::toggle_visible(int query) {
  QueryVisibility next = visibility_;
  const bool show = !next.shows(query);
  const bool was_alone = next.solo == query;
  next.solo.reset();
  if (show) {
    next.hidden.erase(query);
  } else if (!was_alone) {
    next.hidden.insert(query);
  }
  set_visibility(std::move(next));
}

void Selection::toggle_solo(int query) {
  QueryVisibility next = visibility_;
  next.solo = next.solo == query ? std::nullopt : std::optional<int>(query);
  set_visibility(std::move(next));
}

void Selection::clear() {
  hover_token({});
  hold_token({});
  hover_head({});
  hold_head({});
  hover_query({});
  set_step({});
  set_visibility({visibility_.hidden, {}});
}

}  // namespace rex::ui
