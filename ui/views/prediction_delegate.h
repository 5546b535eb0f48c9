#pragma once

#include <QStyledItemDelegate>

namespace rex::ui {

/// One answer: a swatch for object queries, the label, a bar under it, the probability at the right.
class PredictionDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace rex::ui
