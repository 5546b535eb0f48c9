#pragma once

#include <QStyledItemDelegate>

namespace rex::ui {

/// A picture of the gallery as a square thumbnail; the current one has a frame.
class GalleryDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace rex::ui
