#include "ui/figure/words_layout.h"

#include <QFontMetricsF>

#include "core/render/colour_map.h"
#include "ui/figure/colours.h"
#include "ui/figure/figure_text.h"

namespace rex::figure {

namespace {

constexpr double word_gap = 2.2 * points;   // where the text has a space
constexpr double piece_gap = 0.5 * points;  // where it has none
constexpr double padding = 1.6 * points;
const QColor dim(125, 125, 132);

/// TEXT in parts that are no wider than WIDTH.
QStringList parts_of(const QString& text, const QFont& font, double width) {
  const QFontMetricsF metrics(font);
  if (metrics.horizontalAdvance(text) <= width) return {text};
  return wrapped(text, font, width, static_cast<int>(text.size()) + 1);
}

}  // namespace

bool reads_right_to_left(const std::vector<Word>& words) {
  for (const Word& word : words) {
    if (word.special) continue;
    for (const QChar letter : QString::fromStdString(word.text)) {
      if (letter.direction() == QChar::DirL) return false;
      if (letter.direction() == QChar::DirR || letter.direction() == QChar::DirAL) return true;
    }
  }
  return false;
}

double lay_out_words(const Panel& panel, QPointF corner, double width, double size, std::vector<Chip>& chips) {
  if (panel.words.empty()) return 0;
  const ColourMap& map = colour_map(panel.appearance.colour_map);
  const QFont font = figure_font(size), small_font = figure_font(size * 0.78);
  const double line_height = size * 1.5 * points, row_step = line_height + 1.6 * points;
  const QFontMetricsF metrics(font);
  const double baseline = (line_height + metrics.capHeight()) / 2;
  const bool from_right = reads_right_to_left(panel.words);
  double x = 0, y = 0;
  for (const Word& word : panel.words) {
    const WordColours colours = word_colours(map, panel.word_scale.share(word.value), Colour{255, 255, 255});
    const QFont& word_font = word.special ? small_font : font;
    const QStringList parts = parts_of(QString::fromStdString(word.text), word_font, width - 2 * padding);
    for (qsizetype i = 0; i < parts.size(); ++i) {
      const double chip_width = QFontMetricsF(word_font).horizontalAdvance(parts[i]) + 2 * padding;
      if (x > 0) x += word.space_before || i > 0 ? word_gap : piece_gap;
      if (x > 0 && x + chip_width > width) {
        x = 0;
        y += row_step;
      }
      Chip chip;
      const double left = from_right ? width - x - chip_width : x;
      chip.box = QRectF(corner.x() + left, corner.y() + y, chip_width, line_height);
      const bool plain = word.special || word.struck;
      chip.struck = word.struck;
      chip.ground = plain ? QColor(Qt::transparent) : to_qcolor(colours.background);
      chip.run = {QPointF(chip.box.left() + padding, chip.box.top() + baseline), parts[i], word_font,
                  plain ? dim : to_qcolor(colours.text), false};
      chips.push_back(chip);
      x += chip_width;
    }
  }
  return y + line_height;
}

}  // namespace rex::figure
