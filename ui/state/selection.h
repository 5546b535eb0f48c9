#pragma once

#include <QObject>
#include <optional>
#include <set>
#include <vector>

#include "core/explain/shown/shown_part.h"

namespace rex::ui {

/// Which object queries are drawn: all but the hidden ones, or one alone.
struct QueryVisibility {
  std::set<int> hidden;
  std::optional<int> solo;  ///< drawn alone, whatever is hidden

  bool shows(int query) const { return solo ? *solo == query : !hidden.contains(query); }
  bool operator==(const QueryVisibility&) const = default;
};

/// The one selection of the window. Hovering previews, clicking holds; every view shows shown_token(), shown_head() and
/// step().
class Selection : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// The first token that is held, and all of them: what they relate to is summed.
  std::optional<TokenPlace> token() const { return held_part({}).token; }
  const std::vector<TokenPlace>& tokens() const { return tokens_; }
  std::optional<TokenPlace> shown_token() const { return hovered_token_ ? hovered_token_ : token(); }
  std::optional<HeadPlace> head() const { return head_; }
  std::optional<HeadPlace> shown_head() const { return hovered_head_ ? hovered_head_ : head_; }
  std::optional<int> hovered_query() const { return hovered_query_; }
  const QueryVisibility& visibility() const { return visibility_; }
  /// Index into Explanation::steps; empty: the finished explanation.
  std::optional<int> step() const { return step_; }
  /// What is shown, and what is held, of an explanation.
  ShownPart shown_part(HeadValues values) const;
  ShownPart held_part(HeadValues values) const;

  void hold_token(std::optional<TokenPlace> token);  ///< alone
  void hold_tokens(std::vector<TokenPlace> tokens);
  /// A click: holds TOKEN alone, or lets go where it is held alone; with MORE it joins or leaves those that are held.
  void toggle_token(const TokenPlace& token, bool more);
  void hover_token(std::optional<TokenPlace> token);
  void hold_head(std::optional<HeadPlace> head);
  void hover_head(std::optional<HeadPlace> head);
  void hover_query(std::optional<int> query);
  void set_step(std::optional<int> step);
  void set_visibility(QueryVisibility visibility);
  void toggle_visible(int query);  ///< ends a solo; what was hidden before it is hidden again
  void toggle_solo(int query);
  void clear();  ///< Esc; what is hidden stays hidden

 Q_SIGNALS:
  void tokenChanged();
  void headChanged();
  void queryChanged();
  void stepChanged();
  void visibilityChanged();

 private:
  std::vector<TokenPlace> tokens_;
  std::optional<TokenPlace> hovered_token_;
  std::optional<HeadPlace> head_, hovered_head_;
  std::optional<int> hovered_query_;
  std::optional<int> step_;
  QueryVisibility visibility_;
};

}  // namespace rex::ui
