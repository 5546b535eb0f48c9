#pragma once

#include <QWidget>
#include <cstdint>
#include <vector>

#include "core/explain/removed_part.h"
#include "core/render/words.h"

namespace rex::ui {

class Session;

/// The words of the question or caption, coloured by relevance, wrapping. Hovering a word previews what it relates to,
/// clicking holds it. LARGE is for models without a picture, where words are all there is.
class TokenStrip : public QWidget {
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

 Q_SIGNALS:
  void struck(const std::vector<std::int64_t>& tokens, bool restore);  ///< all pieces of a word

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Chip {
    Word word;
    QRect place;
  };
  void rebuild();
  int arrange(int width, std::vector<Chip>& chips) const;  ///< returns the height
  int chip_at(QPoint point) const;
  QFont chip_font(const Chip& chip) const;

  Session& session_;
  std::vector<Chip> chips_;
  Scale scale_;
  RemovedPart without_;                  ///< what is struck
  std::string colour_map_, word_scale_;  ///< all of the appearance that words have
  bool large_ = false;
  bool signed_values_ = false;
  bool striking_ = false;
};

}  // namespace rex::ui
