#include "ui/figure/figure_layout.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "ui/figure/figure_text.h"
#include "ui/figure/words_layout.h"

namespace rex::figure {

namespace {

constexpr double margin = 4 * points;
constexpr double column_gap = 12 * points;
constexpr double row_gap = 14 * points;
constexpr double title_gap = 4 * points;  // between title and picture
constexpr double words_gap = 5 * points;  // between picture and words
constexpr double bar_width = 6 * points;
constexpr double bar_gap = 4 * points;     // between picture and bar
constexpr double tick_gap = 2.5 * points;  // between bar and numbers
constexpr double tallest_picture = 340 * points;
constexpr double lowest_picture = 40 * points;  // in columns that are chosen here
constexpr double heading_room = 120 * points;   // a longer heading breaks into lines
constexpr double title_size = 8.5, subtitle_size = 7.5, tick_size = 7, word_size = 8.5, large_word_size = 11,
                 caption_size = 7.5, sheet_title_size = 7;
constexpr int title_lines = 3, sheet_lines = 2;
const QColor ink(24, 24, 27), quiet(90, 90, 98);

bool has_picture(const Panel& panel) { return panel.picture != nullptr || !panel.heat.empty() || !panel.plot.empty(); }
bool has_bar(const Panel& panel) { return !panel.heat.empty() && panel.plot.empty() && !panel.scale_name.empty(); }

double line_height(const QFont& font) { return font.pixelSize() * 1.28; }
double ascent(const QFont& font) { return QFontMetricsF(font).ascent(); }

/// Room for the colour bar and its numbers beside a picture.
double bar_room(const Panel& panel) {
  if (!has_bar(panel)) return 0;
  const QFontMetricsF metrics(figure_font(tick_size));
  const double numbers = std::max(metrics.horizontalAdvance(short_number(panel.scale.low)),
                                  metrics.horizontalAdvance(short_number(panel.scale.high)));
  return bar_gap + bar_width + tick_gap + std::max(numbers, metrics.height());
}

/// Of the widest picture; 0 without any.
double widest_aspect(const FigureSpec& spec) {
  double widest = 0;
  for (const Panel& panel : spec.panels) widest = std::max(widest, has_picture(panel) ? aspect(panel) : 0);
  return widest;
}

double width_of(const FigureSpec& spec) {
  constexpr double one_column = 3.5, two_columns = 7.0;  // inches, as most journals and conferences have them
  constexpr double panorama = 4;                         // a picture of this aspect wants the whole page
  const bool narrow = spec.panels.size() == 1 && has_picture(spec.panels[0]) && widest_aspect(spec) < panorama;
  const double inches = spec.width > 0 ? spec.width : narrow ? one_column : two_columns;
  return std::round(inches * 72) / magnified(spec) * points;
}

int columns_of(const FigureSpec& spec) {
  const auto count = static_cast<int>(spec.panels.size());
  if (spec.columns > 0) return std::min(spec.columns, count);
  const bool words_only = std::none_of(spec.panels.begin(), spec.panels.end(), has_picture);
  if (words_only) return 1;
  int columns = count <= 4 ? count : 3;
  while (columns > 1 && width_of(spec) / columns < lowest_picture * widest_aspect(spec)) --columns;
  return columns;
}

/// Lines of text from POSITION down; returns where they end.
double add_lines(const QStringList& lines, const QFont& font, const QColor& colour, QPointF position,
                 std::vector<TextRun>& texts) {
  for (const QString& line : lines) {
    texts.push_back({QPointF(position.x(), position.y() + ascent(font)), line, font, colour, false});
    position.ry() += line_height(font);
  }
  return position.y();
}

/// Title and subtitle in the cell that begins at CORNER; returns where they end.
double add_titles(const Panel& panel, const QString& letter, QPointF corner, double width,
                  std::vector<TextRun>& texts) {
  double y = corner.y();
  const QFont bold = figure_font(title_size, QFont::DemiBold), font = figure_font(title_size);
  double indent = 0;
  if (!letter.isEmpty()) {
    add_lines({letter}, bold, ink, corner, texts);
    indent = QFontMetricsF(bold).horizontalAdvance(letter) + 3 * points;
    if (panel.title.empty()) y += line_height(bold);
  }
  const QString title = QString::fromStdString(panel.title);
  y = add_lines(title.isEmpty() ? QStringList() : wrapped(title, font, width - indent, title_lines), font, ink,
                {corner.x() + indent, y}, texts);
  const QFont small_font = figure_font(subtitle_size);
  const QString subtitle = QString::fromStdString(panel.subtitle);
  if (!subtitle.isEmpty()) {
    y = add_lines(wrapped(subtitle, small_font, width - indent, title_lines), small_font, quiet,
                  {corner.x() + indent, y}, texts);
  }
  return y;
}

/// The two of a contact sheet, under the picture: the name, then what the model answered. Returns where they end.
double add_titles_below(const Panel& panel, QPointF corner, double width, std::vector<TextRun>& texts) {
  const QFont font = figure_font(sheet_title_size), bold = figure_font(sheet_title_size, QFont::DemiBold);
  const QString name = QFontMetricsF(font).elidedText(QString::fromStdString(panel.title), Qt::ElideMiddle, width);
  const double y = add_lines({name}, font, quiet, corner, texts);
  return add_lines(wrapped(QString::fromStdString(panel.subtitle), bold, width, sheet_lines), bold, ink,
                   {corner.x(), y}, texts);
}

/// The upright bar right of the picture: numbers at its ends, its name between them along the way.
void add_upright_bar(const Panel& panel, PanelLayout& layout) {
  const QRectF& picture = layout.picture;
  const QFont font = figure_font(tick_size);
  const QFontMetricsF metrics(font);
  const double lowest = 2 * metrics.capHeight() + 3 * points;  // both numbers, also beside a very wide picture
  layout.bar = QRectF(picture.right() + bar_gap, picture.top(), bar_width, std::max(picture.height(), lowest));
  layout.bar_is_upright = true;
  const double x = layout.bar.right() + tick_gap;
  layout.texts.push_back(
      {QPointF(x, picture.top() + metrics.capHeight()), short_number(panel.scale.high), font, quiet});
  layout.texts.push_back({QPointF(x, layout.bar.bottom()), short_number(panel.scale.low), font, quiet});
  const double room = picture.height() - 2 * (metrics.capHeight() + 4 * points);
  // Where the whole name does not fit: only how the scale was chosen, then nothing; the caption still states it.
  QString name = QString::fromStdString(panel.scale_name);
  while (!name.isEmpty() && metrics.horizontalAdvance(name) > room) {
    const qsizetype comma = name.indexOf(QStringLiteral(", "));
    name = comma < 0 ? QString() : name.mid(comma + 2);
  }
  const double length = metrics.horizontalAdvance(name);
  if (!name.isEmpty()) {
    layout.texts.push_back(
        {QPointF(x + metrics.ascent() * 0.9, picture.center().y() + length / 2), name, font, quiet, true});
  }
}

/// The lying bar under words: numbers at its ends, its name after them. Returns where it ends.
double add_lying_bar(const Panel& panel, QPointF corner, PanelLayout& layout) {
  constexpr double length = 90 * points;
  const QFont font = figure_font(tick_size);
  const QFontMetricsF metrics(font);
  const QString low = short_number(panel.word_scale.low), high = short_number(panel.word_scale.high);
  const double middle = corner.y() + line_height(font) / 2, baseline = middle + metrics.capHeight() / 2;
  layout.texts.push_back({QPointF(corner.x(), baseline), low, font, quiet});
  const double left = corner.x() + metrics.horizontalAdvance(low) + tick_gap;
  layout.bar = QRectF(left, middle - bar_width / 2, length, bar_width);
  layout.bar_is_upright = false;
  layout.texts.push_back({QPointF(left + length + tick_gap, baseline), high, font, quiet});
  layout.texts.push_back({QPointF(left + length + tick_gap + metrics.horizontalAdvance(high) + 6 * points, baseline),
                          QString::fromStdString(panel.word_scale_name), font, quiet});
  return corner.y() + line_height(font);
}

/// The caption's lines from TOP on; returns where they end.
double lay_out_caption(const FigureSpec& spec, double top, double width, FigureLayout& layout) {
  const QFont font = figure_font(caption_size), name_font = figure_font(caption_size, QFont::DemiBold);
  double names = 0;
  for (const CaptionLine& line : spec.caption) {
    names = std::max(names, QFontMetricsF(name_font).horizontalAdvance(QString::fromStdString(line.name)));
  }
  names += 6 * points;
  layout.rule = top;
  double y = top + 3.5 * points;
  for (const CaptionLine& line : spec.caption) {
    add_lines({QString::fromStdString(line.name)}, name_font, quiet, {margin, y}, layout.caption);
    constexpr int most_lines = 6;
    y = add_lines(wrapped(QString::fromStdString(line.text), font, width - 2 * margin - names, most_lines), font, ink,
                  {margin + names, y}, layout.caption);
  }
  return y;
}

/// Room for colour bars in each of COLUMNS columns.
std::vector<double> bar_rooms(const FigureSpec& spec, std::size_t columns) {
  std::vector<double> rooms(columns);
  for (std::size_t i = 0; i < spec.panels.size(); ++i) {
    rooms[i % columns] = std::max(rooms[i % columns], bar_room(spec.panels[i]));
  }
  return rooms;
}

/// How wide pictures are so that a row fits WIDTH and none gets too tall: all have the same width.
double picture_width(const FigureSpec& spec, const std::vector<double>& rooms, double width) {
  constexpr double narrowest = 24 * points;
  const auto columns = static_cast<double>(rooms.size());
  const double bars = std::accumulate(rooms.begin(), rooms.end(), 0.0);
  double widest = (width - 2 * margin - bars - (columns - 1) * column_gap) / columns;
  if (widest < narrowest) {
    throw Error("figure", "the panels do not fit its width", "Choose a wider figure or fewer panels in a row.");
  }
  if (spec.titles_below) return widest;
  for (const Panel& panel : spec.panels) {
    if (has_picture(panel)) widest = std::min(widest, tallest_picture * aspect(panel));
  }
  return widest;
}

/// How wide the longest word of TEXT is, or all of TEXT where that is no more than heading_room. Words that no column
/// holds do not count: they are broken anyway.
double readable_width(const std::string& text, const QFont& font) {
  const QFontMetricsF metrics(font);
  const QString words = QString::fromStdString(text).simplified();
  double widest = std::min(metrics.horizontalAdvance(words), heading_room);
  for (const QString& word : words.split(u' ')) {
    const double length = metrics.horizontalAdvance(word);
    if (length < 2 * heading_room) widest = std::max(widest, length);
  }
  return widest + points;  // so that rounding breaks no word
}

/// How wide each of the columns is: its pictures and bars, and more where its headings need it and WIDTH has it.
std::vector<double> column_widths(const FigureSpec& spec, const std::vector<double>& rooms, double picture,
                                  double width) {
  const std::size_t columns = rooms.size();
  const QFont title = figure_font(title_size, QFont::DemiBold), subtitle = figure_font(subtitle_size);
  const double letter = spec.letters ? QFontMetricsF(title).horizontalAdvance(QStringLiteral("(m)")) + 3 * points : 0;
  std::vector<double> missing(columns), widths(columns);
  for (std::size_t i = 0; i < spec.panels.size(); ++i) {
    const Panel& panel = spec.panels[i];
    const double readable =
        letter + std::max(readable_width(panel.title, title), readable_width(panel.subtitle, subtitle));
    missing[i % columns] = std::max(missing[i % columns], readable - picture - rooms[i % columns]);
  }
  const double used = std::accumulate(rooms.begin(), rooms.end(), 0.0) + static_cast<double>(columns) * picture;
  const double left = width - 2 * margin - static_cast<double>(columns - 1) * column_gap - used;
  const double wanted = std::accumulate(missing.begin(), missing.end(), 0.0);
  const double share = wanted > left ? std::max(left, 0.0) / wanted : 1;
  for (std::size_t i = 0; i < columns; ++i) widths[i] = picture + rooms[i] + missing[i] * share;
  return widths;
}

}  // namespace

double magnified(const FigureSpec& spec) {
  return std::clamp(spec.text_size, least_text_size, most_text_size) / usual_text_size;
}

Box shown_box(const Panel& panel) {
  if (!panel.plot.empty()) return {0, 0, 1.2, 1};
  if (panel.picture != nullptr) {
    return {0, 0, static_cast<double>(panel.picture->width), static_cast<double>(panel.picture->height)};
  }
  if (!panel.heat.grid.values.empty()) return panel.heat.area;
  Box all{0, 0, 1, 1};
  for (const Box& box : panel.heat.boxes) {
    all.right = std::max(all.right, box.right);
    all.bottom = std::max(all.bottom, box.bottom);
  }
  return all;
}

double aspect(const Panel& panel) {
  const Box box = shown_box(panel);
  const double ratio = (box.right - box.left) / (box.bottom - box.top);
  return std::isfinite(ratio) && ratio > 0 ? std::clamp(ratio, 0.005, 200.0) : 1;
}

FigureLayout lay_out(const FigureSpec& spec) {
  if (spec.panels.empty()) throw Error("figure", "there is nothing to show");
  FigureLayout layout;
  layout.panels.resize(spec.panels.size());
  const auto columns = static_cast<std::size_t>(columns_of(spec));
  const std::vector<double> rooms = bar_rooms(spec, columns);
  const double width = width_of(spec), wide = picture_width(spec, rooms, width);
  const std::vector<double> widths = column_widths(spec, rooms, wide, width);
  double y = margin, right = 0;
  for (std::size_t first = 0; first < spec.panels.size(); first += columns) {
    const std::size_t end = std::min(spec.panels.size(), first + columns);
    if (first > 0) y += row_gap;
    double x = margin, titles_end = y, pictures_end = y;
    std::vector<QRectF> cells;
    for (std::size_t i = first; i < end; ++i) {
      const Panel& panel = spec.panels[i];
      const double cell = widths[i - first];
      cells.emplace_back(x, y, cell, 0);
      const QString letter = spec.letters && spec.panels.size() > 1
                                 ? QStringLiteral("(%1)").arg(QChar(u'a' + static_cast<char16_t>(i % 26)))
                                 : QString();
      if (!spec.titles_below)
        titles_end = std::max(titles_end, add_titles(panel, letter, {x, y}, cell, layout.panels[i].texts));
      x += cell + column_gap;
    }
    right = std::max(right, x - column_gap + margin);
    const double pictures = titles_end > y ? titles_end + title_gap : y;
    for (std::size_t i = first; i < end; ++i) {
      const Panel& panel = spec.panels[i];
      if (!has_picture(panel)) continue;
      PanelLayout& own = layout.panels[i];
      const double own_wide = spec.titles_below ? std::min(wide, wide * aspect(panel)) : wide;
      own.picture = QRectF(cells[i - first].left(), pictures, own_wide, own_wide / aspect(panel));
      if (has_bar(panel)) add_upright_bar(panel, own);
      pictures_end = std::max({pictures_end, own.picture.bottom(), own.bar.bottom()});
      if (!spec.titles_below) continue;
      const QPointF below(own.picture.left(), own.picture.bottom() + title_gap / 2);
      pictures_end = std::max(pictures_end, add_titles_below(panel, below, cells[i - first].width(), own.texts));
    }
    double row_end = std::max(pictures, pictures_end);
    for (std::size_t i = first; i < end; ++i) {
      const Panel& panel = spec.panels[i];
      const double left = cells[i - first].left(), cell = cells[i - first].width();
      PanelLayout& own = layout.panels[i];
      const bool alone = !has_picture(panel);
      const double top = pictures_end > y ? pictures_end + words_gap : pictures;
      if (panel.words.empty()) continue;
      double bottom = top + lay_out_words(panel, {left, top}, cell, alone ? large_word_size : word_size, own.chips);
      if (alone && !panel.word_scale_name.empty()) bottom = add_lying_bar(panel, {left, bottom + 6 * points}, own);
      row_end = std::max(row_end, bottom);
    }
    y = row_end;
  }
  // Tall pictures leave the row narrower than the page; the caption then wants at least a column.
  const double used = spec.width > 0 ? width : std::min(width, std::max(right, 2.6 * units_per_inch));
  if (!spec.caption.empty()) y = lay_out_caption(spec, y + 9 * points, used, layout);
  y += margin;
  const auto whole = [times = magnified(spec) / points](double size) {
    constexpr double rounding = 1e-6;
    return std::ceil(size * times - rounding) / times;
  };
  layout.size = QSizeF(whole(used), whole(y));
  return layout;
}

}  // namespace rex::figure
