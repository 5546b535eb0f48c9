#include "ui/items/palette_model.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/fault.h"

namespace rex::ui {

int fuzzy_score(const QString& pattern, const QString& text) {
  constexpr int letter = 1, together = 4, word_start = 6, first = 4;
  int score = 0;
  qsizetype at = 0;
  bool last_fitted = false;
  for (const QChar wanted : pattern) {
    if (wanted.isSpace()) {
      last_fitted = false;
      continue;
    }
    // A beginning of a word is better than the next letter that fits, unless letters stand together.
    const auto fits = [&](qsizetype position) { return text[position].toCaseFolded() == wanted.toCaseFolded(); };
    const auto starts_word = [&](qsizetype position) {
      return position == 0 || (!text[position - 1].isLetterOrNumber() && text[position].isLetterOrNumber());
    };
    qsizetype found = -1;
    if (last_fitted && at < text.size() && fits(at)) {
      found = at;
      score += together;
    } else {
      for (qsizetype position = at; position < text.size() && found < 0; ++position) {
        if (fits(position) && starts_word(position)) found = position;
      }
      for (qsizetype position = at; position < text.size() && found < 0; ++position) {
        if (fits(position)) found = position;
      }
      if (found < 0) return -1;
      if (starts_word(found)) score += word_start;
      if (found == 0) score += first;
    }
    score += letter;
    at = found + 1;
    last_fitted = true;
  }
  return score;
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
