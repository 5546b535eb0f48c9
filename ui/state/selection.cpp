#include "ui/state/selection.h"

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

void Selection::hold_token(std::optional<TokenPlace> token) {
  if (changes(token_, token)) Q_EMIT tokenChanged();
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

void Selection::clear() {
  hover_token({});
  hold_token({});
  hover_head({});
  hold_head({});
  hover_query({});
  set_step({});
}

}  // namespace rex::ui
