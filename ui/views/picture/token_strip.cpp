#include "ui/views/picture/token_strip.h"

#include <ATen/ATen.h>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/render/explained.h"
#include "ui/figure/caption.h"
#include "ui/figure/words_layout.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int chip_padding = 5;
constexpr int line_gap = 6;

}  // namespace

TokenStrip::TokenStrip(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  setObjectName("tokenStrip");
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);  // a click leaves the arrows to the layers
  setAccessibleName(tr("Words coloured by relevance"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(&session_, &Session::answeredChanged, this, &TokenStrip::rebuild);
  connect(&session_, &Session::explanationChanged, this, &TokenStrip::rebuild);
  connect(&session_, &Session::appearanceChanged, this, [this] {
    const Appearance& now = session_.appearance();
    if (now.colour_map == colour_map_ && now.word_scale == word_scale_ && now.gamma == gamma_) return;
    colour_map_ = now.colour_map;
    word_scale_ = now.word_scale;
    gamma_ = now.gamma;
    rebuild();
  });
  connect(&session_, &Session::optionsChanged, this, [this] {
    if (session_.without() == without_) return;
    rebuild();  // struck at once, before the model has answered
  });
  connect(&session_.selection(), &Selection::tokenChanged, this, &TokenStrip::rebuild);
  connect(&session_.selection(), &Selection::headChanged, this, &TokenStrip::rebuild);
  connect(&session_.selection(), &Selection::stepChanged, this, &TokenStrip::rebuild);
}

void TokenStrip::set_large(bool large) {
  if (large == large_) return;
  large_ = large;
  rebuild();
}

void TokenStrip::set_striking(bool striking) {
  striking_ = striking;
  update();
}

void TokenStrip::rebuild() {
  without_ = session_.without();
  chips_.clear();
  const auto& answered = session_.answered();
  if (answered && !answered->input.texts.empty()) {
    Target target;
    std::vector<float> values;
    signed_values_ = false;
    if (const auto& explanation = session_.explanation()) {
      target = explanation->target;
      const Shown now = shown(*explanation, session_.selection(), session_.head_values());
      values = now.text;
      signed_values_ = now.signed_values;
    }
    std::vector<Word> words = words_of(*answered, target, at::tensor(values));
    strike(words, without_, static_cast<std::int64_t>(text_index(target)));
    Appearance appearance = session_.appearance();
    if (signed_values_) appearance.word_scale = "signed";
    scale_ = drawn_word_scale(words, appearance, answered->model->description);
    signed_values_ = scale_.scaling == Scaling::symmetric;
    right_to_left_ = figure::reads_right_to_left(words);
    for (Word& word : words) chips_.push_back({std::move(word), {}});
  }
  cursor_ = std::min(cursor_, spoken_count() - 1);
  arrange(width(), chips_);
  updateGeometry();
  update();
}

QFont TokenStrip::chip_font(const Chip& chip) const {
  if (chip.word.special) return text_font(TextSize::small);
  QFont font = text_font(large_ ? TextSize::title : TextSize::normal);
  if (large_) font.setPointSizeF(font.pointSizeF() * 1.5);
  return font;
}

int TokenStrip::arrange(int width, std::vector<Chip>& chips) const {
  const int line = QFontMetrics(chip_font({})).height() + 2 * chip_padding;
  const int left = spacing::panel, right = std::max(left + 40, width - spacing::panel);
  int x = left, y = spacing::small;
  for (Chip& chip : chips) {
    const QFontMetrics metrics(chip_font(chip));
    const int chip_width = metrics.horizontalAdvance(QString::fromStdString(chip.word.text)) + 2 * chip_padding;
    const int space = x == left ? 0 : chip.word.space_before || chip.word.special ? spacing::tight : 1;
    if (x + space + chip_width > right && x > left) {
      x = left;
      y += line + line_gap;
    } else {
      x += space;
    }
    chip.area = QRect(x, y, chip_width, line);
    x += chip_width;
  }
  if (right_to_left_) {
    for (Chip& chip : chips) chip.area.moveLeft(left + right - chip.area.left() - chip.area.width());
  }
  return chips.empty() ? 0 : y + line + spacing::small;
}

int TokenStrip::heightForWidth(int width) const {
  std::vector<Chip> chips = chips_;
  return arrange(width, chips);
}

QSize TokenStrip::sizeHint() const { return {400, heightForWidth(width() > 0 ? width() : 400)}; }

QRect TokenStrip::word_rect(int word) const {
  return word >= 0 && word < static_cast<int>(chips_.size()) ? chips_[static_cast<std::size_t>(word)].area : QRect();
}

void TokenStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& colours = theme();
  painter.fillRect(rect(), colours.surface);
  const QColor surface = colours.surface;
  const Colour ground{static_cast<std::uint8_t>(surface.red()), static_cast<std::uint8_t>(surface.green()),
                      static_cast<std::uint8_t>(surface.blue()), 255};
  const ColourMap& map = colour_map(signed_values_ ? "difference" : session_.appearance().colour_map);
  const auto& explanation = session_.explanation();
  std::vector<std::int64_t> selected;
  if (explanation) {
    for (const TokenPlace& token : tokens_of(session_.selection().shown_part(session_.head_values()))) {
      selected.push_back(word_of_token(*explanation, token));
    }
  }
  for (const Chip& chip : chips_) {
    const bool dim = chip.word.special;
    painter.setFont(chip_font(chip));
    QColor text = dim ? colours.dim_text : colours.text;
    if (chip.word.struck) {
      painter.setPen(QPen(colours.border, 1));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(QRectF(chip.area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
      text = colours.dim_text;
    } else if (explanation && !dim) {
      const WordColours shades = word_colours(map, scale_.share(chip.word.value), ground);
      painter.setPen(Qt::NoPen);
      painter.setBrush(QColor(shades.background.red, shades.background.green, shades.background.blue));
      painter.drawRoundedRect(chip.area, 4, 4);
      text = QColor(shades.text.red, shades.text.green, shades.text.blue);
    }
    if (&chip - chips_.data() == cursor_) {
      painter.setPen(QPen(colours.text, 1, Qt::DotLine));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(QRectF(chip.area).adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5);
    }
    const bool chosen = std::any_of(chip.word.pieces.begin(), chip.word.pieces.end(), [&](const WordPiece& piece) {
      return std::find(selected.begin(), selected.end(), piece.token) != selected.end();
    });
    if (chosen) {
      painter.setPen(QPen(colours.accent, 2));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(QRectF(chip.area).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter.setPen(text);
    painter.drawText(chip.area, Qt::AlignCenter, QString::fromStdString(chip.word.text));
    if (chip.word.struck) {
      const double y = chip.area.center().y() + 1.5;
      painter.setPen(QPen(colours.text, 1.6));
      painter.drawLine(QPointF(chip.area.left() + 2, y), QPointF(chip.area.right() - 1, y));
    }
  }
}

void TokenStrip::resizeEvent(QResizeEvent*) { arrange(width(), chips_); }

int TokenStrip::chip_at(QPoint point) const {
  for (std::size_t i = 0; i < chips_.size(); ++i) {
    if (chips_[i].area.contains(point)) return static_cast<int>(i);
  }
  return -1;
}

std::optional<TokenPlace> TokenStrip::token_of(int chip) const {
  const auto& explanation = session_.explanation();
  if (!explanation || chip < 0) return {};
  return token_of_word(*explanation,
                       static_cast<int>(chips_[static_cast<std::size_t>(chip)].word.pieces.front().token));
}

void TokenStrip::toggle(int chip, bool more) {
  Selection& selection = session_.selection();
  const auto token = token_of(chip);
  if (token) {
    if (more) selection.hover_token({});  // the sum is seen
    selection.toggle_token(*token, more);
  } else if (!more) {
    selection.hold_token({});
  }
}

bool TokenStrip::is_held(int chip) const {
  const std::vector<TokenPlace>& held = session_.selection().tokens();
  const auto token = token_of(chip);
  return token && std::find(held.begin(), held.end(), *token) != held.end();
}

void TokenStrip::strike_out(int chip) {
  if (chip < 0) return;
  const Word& word = chips_[static_cast<std::size_t>(chip)].word;
  std::vector<std::int64_t> tokens;
  for (const WordPiece& piece : word.pieces) tokens.push_back(piece.token);
  Q_EMIT struck(tokens, word.struck);
}

void TokenStrip::mouseMoveEvent(QMouseEvent* event) {
  const int chip = chip_at(event->pos());
  setCursor(chip < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
  if (session_.explanation()) session_.selection().hover_token(token_of(chip));
}

void TokenStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !session_.explanation()) return;
  const int chip = chip_at(event->pos());
  if (striking_) {
    strike_out(chip);
  } else {
    toggle(chip, event->modifiers().testFlag(Qt::ControlModifier));
  }
}

void TokenStrip::leaveEvent(QEvent*) { session_.selection().hover_token({}); }

QString TokenStrip::tool_tip(const Chip& chip) const {
  const double share = scale_.share(chip.word.value);
  const QString name = QString::fromStdString(chip.word.text);
  const QString raw = QString::number(static_cast<double>(chip.word.value), 'g', 4);
  const QString scale = QString::fromStdString(figure::scaling_title(scale_.scaling));
  QString text = chip.word.special
                     ? tr("%1: raw %2, left out of the colours’ scale").arg(name, raw)
                     : tr("%1: %2 % of the scale (%3; raw %4)").arg(name).arg(qRound(100 * share)).arg(scale, raw);
  if (chip.word.pieces.size() > 1) {
    QStringList pieces;
    for (const WordPiece& piece : chip.word.pieces) {
      pieces << tr("%1 %2").arg(QString::fromStdString(piece.text)).arg(static_cast<double>(piece.value), 0, 'g', 3);
    }
    text += '\n' + tr("pieces: %1").arg(pieces.join(QStringLiteral(" · ")));
  }
  return text;
}

}  // namespace rex::ui
