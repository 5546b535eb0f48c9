#pragma once

#include <QObject>
#include <cstdint>
#include <optional>

namespace rex::ui {

/// One token of an explanation: which domain (index into Explanation::domains) and which position in it.
struct TokenPlace {
  int domain = 0;
  std::int64_t token = 0;

  bool operator==(const TokenPlace&) const = default;
};

/// One head (or the mean of a layer where head is -1) of one attention map (index into Explanation::head_maps).
struct HeadPlace {
  int map = 0;
  int head = -1;

  bool operator==(const HeadPlace&) const = default;
};

/// The one selection of the window. Hovering previews, clicking holds; every view shows shown_token(), shown_head() and
/// step().
class Selection : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  std::optional<TokenPlace> token() const { return token_; }
  std::optional<TokenPlace> shown_token() const { return hovered_token_ ? hovered_token_ : token_; }
  std::optional<HeadPlace> head() const { return head_; }
  std::optional<HeadPlace> shown_head() const { return hovered_head_ ? hovered_head_ : head_; }
  std::optional<int> hovered_query() const { return hovered_query_; }
  /// Index into Explanation::steps; empty: the finished explanation.
  std::optional<int> step() const { return step_; }

  void hold_token(std::optional<TokenPlace> token);
  void hover_token(std::optional<TokenPlace> token);
  void hold_head(std::optional<HeadPlace> head);
  void hover_head(std::optional<HeadPlace> head);
  void hover_query(std::optional<int> query);
  void set_step(std::optional<int> step);
  void clear();  ///< Esc

 Q_SIGNALS:
  void tokenChanged();
  void headChanged();
  void queryChanged();
  void stepChanged();

 private:
  std::optional<TokenPlace> token_, hovered_token_;
  std::optional<HeadPlace> head_, hovered_head_;
  std::optional<int> hovered_query_;
  std::optional<int> step_;
};

}  // namespace rex::ui
