#pragma once

#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/explain/removed_part.h"
#include "core/render/words.h"
#include "ui/state/selection.h"
#include "ui/views/widgets/spoken_items.h"

namespace rex::ui {

class Session;

/// The words of the question or caption, coloured by relevance, wrapping. Hovering a word previews what it relates to,
/// clicking holds it; with the focus arrows walk from word to word and Enter holds. LARGE is for models without a
/// picture, where words are all there is.
class TokenStrip : public QWidget, public SpokenItems {
  Q_OBJECT

 public:
  explicit TokenStrip(Session& session, QWidget* parent = nullptr);

  void set_large(bool large);
  bool empty() const { return chips_.empty(); }
  /// Whether a click strikes a word, or puts it back, in place of holding it.
  void set_striking(bool striking);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

  /// The rectangle of a word, for tests and for pointing at it.
  QRect word_rect(int word) const;

  int spoken_count() const override { return static_cast<int>(chips_.size()); }
  QString spoken_name(int item) const override;
  QString spoken_value(int item) const override;
  QRect spoken_rect(int item) const override { return word_rect(item); }
  int spoken_current() const override { return cursor_; }

 Q_SIGNALS:
  void struck(const std::vector<std::int64_t>& tokens, bool restore);  ///< all pieces of a word

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  struct Chip {
    Word word;
    QRect area;
  };
  void rebuild();
  int arrange(int width, std::vector<Chip>& chips) const;  ///< returns the height
  int chip_at(QPoint point) const;
  QString tool_tip(const Chip& chip) const;
  std::optional<TokenPlace> token_of(int chip) const;  ///< empty where the explanation has none
  void toggle(int chip, bool more);
  bool is_held(int chip) const;  ///< holds it, or lets go of it
  void strike_out(int chip);     ///< or puts its word back
  void walk_to(int chip);
  int chip_in_line(int chip, int lines) const;  ///< the nearest one that many lines below
  QFont chip_font(const Chip& chip) const;

  Session& session_;
  std::vector<Chip> chips_;
  Scale scale_;
  RemovedPart without_;  ///< what is struck
  double gamma_ = 1;
  std::string colour_map_, word_scale_;  ///< all of the appearance that words have
  bool large_ = false;
  bool signed_values_ = false;
  bool right_to_left_ = false;  ///< the words begin at the right
  int cursor_ = -1;             ///< where the keyboard stands, or -1
  bool striking_ = false;
};

}  // namespace rex::ui
