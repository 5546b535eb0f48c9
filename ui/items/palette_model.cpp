#include "ui/items/palette_model.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/fault.h"

namespace rex::ui {

namespace {

constexpr int letter = 1, together = 4, word_start = 6, first = 4;

bool starts_word(const QString& text, qsizetype position) {
  return position == 0 || (!text[position - 1].isLetterOrNumber() && text[position].isLetterOrNumber());
}

int score_of_start(const QString& text, qsizetype position) {
  return (starts_word(text, position) ? word_start : 0) + (position == 0 ? first : 0);
}

bool fits(const QString& text, qsizetype position, QChar wanted) {
  return text[position].toCaseFolded() == wanted.toCaseFolded();
}

/// Where PATTERN stands in TEXT in one piece; negative where it does not.
int score_of_piece(const QString& pattern, const QString& text) {
  const QString piece = pattern.trimmed();
  const qsizetype found = text.indexOf(piece, 0, Qt::CaseInsensitive);
  if (piece.isEmpty() || found < 0) return -1;
  return static_cast<int>(piece.size()) * (letter + together) + score_of_start(text, found);
}

/// Each letter where a word begins, if one does, else the next that fits; negative where that leads nowhere.
int score_of_starts(const QString& pattern, const QString& text) {
  int score = 0;
  qsizetype at = 0;
  bool last_fitted = false;
  for (const QChar wanted : pattern) {
    if (wanted.isSpace()) {
      last_fitted = false;
      continue;
    }
    qsizetype found = -1;
    if (last_fitted && at < text.size() && fits(text, at, wanted)) {
      found = at;
      score += together;
    } else {
      for (qsizetype position = at; position < text.size() && found < 0; ++position) {
        if (fits(text, position, wanted) && starts_word(text, position)) found = position;
      }
      for (qsizetype position = at; position < text.size() && found < 0; ++position) {
        if (fits(text, position, wanted)) found = position;
      }
      if (found < 0) return -1;
      score += score_of_start(text, found);
    }
    score += letter;
    at = found + 1;
    last_fitted = true;
  }
  return score;
}

/// The next letter that fits, whatever stands between: finds what there is to find.
int score_of_letters(const QString& pattern, const QString& text) {
  int score = 0;
  qsizetype at = 0;
  for (const QChar wanted : pattern) {
    if (wanted.isSpace()) continue;
    while (at < text.size() && !fits(text, at, wanted)) ++at;
    if (at++ == text.size()) return -1;
    score += letter;
  }
  return score;
}

}  // namespace

int fuzzy_score(const QString& pattern, const QString& text) {
  const int score = std::max(score_of_piece(pattern, text), score_of_starts(pattern, text));
  return score >= 0 ? score : score_of_letters(pattern, text);
}

void PaletteModel::set_entries(std::vector<PaletteEntry> entries) {
  entries_ = std::move(entries);
  filter();
}

void PaletteModel::set_pattern(const QString& pattern) {
  pattern_ = pattern;
  filter();
}

void PaletteModel::filter() {
  beginResetModel();
  std::vector<std::tuple<bool, int, std::size_t>> fitting;
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const PaletteEntry& one = entries_[index];
    const int score = std::max(fuzzy_score(pattern_, one.title), fuzzy_score(pattern_, one.also));
    if (score >= 0) fitting.emplace_back(!one.problem.isEmpty(), -score, index);
  }
  std::sort(fitting.begin(), fitting.end());
  shown_.clear();
  for (const auto& [problem, score, index] : fitting) shown_.push_back(index);
  endResetModel();
}

const PaletteEntry& PaletteModel::entry(int row) const {
  return required_at(entries_, required_at(shown_, static_cast<std::size_t>(row)));
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags usual = QAbstractListModel::flags(index);
  return index.isValid() && !entry(index.row()).problem.isEmpty() ? usual & ~Qt::ItemIsEnabled : usual;
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const PaletteEntry& one = entry(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return one.title;
    case DetailRole:
      return one.problem.isEmpty() ? one.detail : one.problem;
    case Qt::ToolTipRole:
      return one.problem.isEmpty() ? QVariant() : QVariant(one.problem);
    case Qt::AccessibleTextRole:
      return tr("%1, %2").arg(one.title, one.problem.isEmpty() ? one.detail : one.problem);
    default:
      return {};
  }
}

}  // namespace rex::ui
