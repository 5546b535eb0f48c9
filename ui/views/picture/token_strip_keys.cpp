// The words by keyboard and for screen readers.
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <algorithm>
#include <cstdlib>

#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/views/picture/token_strip.h"

namespace rex::ui {

QString TokenStrip::spoken_name(int item) const {
  return QString::fromStdString(chips_[static_cast<std::size_t>(item)].word.text);
}

QString TokenStrip::spoken_value(int item) const {
  const Word& word = chips_[static_cast<std::size_t>(item)].word;
  const QString held = is_held(item) ? tr(", held") : QString();
  if (word.special) return tr("special token") + held;
  return tr("%1 % of the scale").arg(qRound(100 * scale_.share(word.value))) + held;
}

void TokenStrip::walk_to(int chip) {
  cursor_ = std::clamp(chip, -1, spoken_count() - 1);
  session_.selection().hover_token(token_of(cursor_));
  update();
  speak_current(*this);
}

int TokenStrip::chip_in_line(int chip, int lines) const {
  const QRect from = word_rect(chip);
  int best = chip, least = 0;
  for (int other = 0; other < spoken_count(); ++other) {
    const QRect area = word_rect(other);
    const bool beyond = lines > 0 ? area.top() > from.bottom() : area.bottom() < from.top();
    if (!beyond) continue;
    const int away =
        10 * std::abs(area.center().y() - from.center().y()) + std::abs(area.center().x() - from.center().x());
    if (best == chip || away < least) {
      best = other;
      least = away;
    }
  }
  return best;
}

/// Tab comes to the word that is held, or to the first one that is no special token.
void TokenStrip::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (chips_.empty()) return;
  int first = 0;
  for (int chip = spoken_count() - 1; chip >= 0; --chip) {
    if (!chips_[static_cast<std::size_t>(chip)].word.special) first = chip;
  }
  for (int chip = 0; chip < spoken_count(); ++chip) {
    if (is_held(chip)) first = chip;
  }
  walk_to(first);
}

void TokenStrip::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  walk_to(-1);
}

void TokenStrip::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return walk_to(std::max(0, cursor_ + (right_to_left_ ? 1 : -1)));
    case Qt::Key_Right:
      return walk_to(std::max(0, cursor_ + (right_to_left_ ? -1 : 1)));
    case Qt::Key_Up:
      return walk_to(chip_in_line(cursor_, -1));
    case Qt::Key_Down:
      return walk_to(chip_in_line(cursor_, 1));
    case Qt::Key_Home:
      return walk_to(0);
    case Qt::Key_End:
      return walk_to(spoken_count() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      toggle(cursor_, event->modifiers().testFlag(Qt::ControlModifier));
      return speak_current(*this);
    default:
      QWidget::keyPressEvent(event);
  }
}

bool TokenStrip::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool own = key->modifiers() == Qt::NoModifier &&
                     (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right || key->key() == Qt::Key_Up ||
                      key->key() == Qt::Key_Down || key->key() == Qt::Key_Space || key->key() == Qt::Key_Return);
    if (own) {
      event->accept();
      return true;
    }
  }
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int chip = chip_at(help->pos());
  QToolTip::showText(help->globalPos(), chip < 0 ? QString() : tool_tip(chips_[static_cast<std::size_t>(chip)]), this);
  return true;
}

}  // namespace rex::ui
