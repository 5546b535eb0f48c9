#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace rex::ui {

/// A picture of the gallery as a square thumbnail, with what the model answered at its foot; the current one has a
/// frame.
class GalleryDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  /// Of LIST, whose grid says how large a picture is.
  explicit GalleryDelegate(QListView* list) : QStyledItemDelegate(list), list_(list) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// The same before the thumbnails are there and after.
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  const QListView* list_;
};

}  // namespace rex::ui
