#pragma once

#include <QStyledItemDelegate>

namespace rex::ui {

/// A row of the library: name and state, facts below, a thin bar under what runs.
class LibraryDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace rex::ui
