#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "core/explain/explanation.h"
#include "ui/state/shown.h"

namespace rex::ui {

/// The layers × heads of one stack: layers as rows with the last on top, heads as columns. Column 0 is the mean of the
/// heads; row 0 the mean of the layers, where there are several with maps of one shape.
class HeadModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role {
    MapRole = Qt::UserRole,  ///< int, index into Explanation::head_maps
    HeadRole,                ///< int, -1 for the mean
    AllLayersRole,           ///< bool, the mean of the layers
    RowRole,                 ///< QVariantList of float: the shown row of the map over the key tokens
    MeanRole                 ///< double: the mean of the map
  };

  using QAbstractTableModel::QAbstractTableModel;

  void set_explanation(std::shared_ptr<const Explanation> explanation);
  void set_stack(const QString& stack);
  void set_values(HeadValues values);
  /// The tokens whose rows are shown, summed, where they lie in the map's rows; without any the read-out row.
  void set_tokens(std::vector<TokenPlace> tokens);

  /// Columns by how much their heads carry, the most first: the mean over the layers of their shown values; else by
  /// number.
  void set_sorted(bool sorted);

  QStringList stacks() const;  ///< of the explanation, in order
  QString stack() const { return stack_; }
  const Explanation* explanation() const { return explanation_.get(); }
  HeadPlace place(const QModelIndex& index) const;
  QModelIndex index_of(const HeadPlace& place) const;
  std::vector<float> row(const HeadPlace& place) const;
  int first_layer_row() const { return layer_means_ ? 1 : 0; }
  float largest() const { return largest_; }  ///< over all cells, for one colour scale

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  void rebuild();
  void order_heads();
  QString title(const HeadPlace& place) const;
  int head_of(int column) const { return column == 0 ? -1 : order_[static_cast<std::size_t>(column - 1)]; }

  std::shared_ptr<const Explanation> explanation_;
  QString stack_;
  HeadValues values_ = HeadValues::weighted;
  std::vector<TokenPlace> tokens_;
  std::vector<int> maps_;     ///< of the stack, last layer first
  bool layer_means_ = false;  ///< row 0 is their mean
  int heads_ = 0;
  bool sorted_ = false;
  std::vector<int> order_;  ///< of the heads in the columns after the first
  float largest_ = 0;
};

}  // namespace rex::ui
