#pragma once

#include <QAbstractListModel>
#include <functional>
#include <vector>

namespace rex::ui {

/// One thing that the command palette offers.
struct PaletteEntry {
  QString title;   ///< "Rollout", "cat", "Save a figure"
  QString detail;  ///< what it is, and its keys: "Method", "S"
  std::function<void()> run;
  QString also = {};     ///< another name that it is found by
  QString problem = {};  ///< why it cannot be had now; empty: it can
};

/// How well TEXT fits the letters of PATTERN in their order, the gaps between them allowed: larger is better, letters
/// together and at beginnings of words count more; negative where it does not fit. Case and spaces of PATTERN do not
/// count. An empty pattern fits everything alike.
int fuzzy_score(const QString& pattern, const QString& text);

/// Entries that fit what was typed, the best first, those that fit alike in their own order; behind them what fits and
/// cannot be had now, disabled.
class PaletteModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { DetailRole = Qt::UserRole };

  using QAbstractListModel::QAbstractListModel;

  void set_entries(std::vector<PaletteEntry> entries);
  void set_pattern(const QString& pattern);
  const PaletteEntry& entry(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  void filter();

  std::vector<PaletteEntry> entries_;
  QString pattern_;
  std::vector<std::size_t> shown_;  ///< indices into entries_
};

}  // namespace rex::ui
