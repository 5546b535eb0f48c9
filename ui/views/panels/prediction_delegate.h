#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace rex::ui {

/// One answer: the label, a bar under it, the probability at the right. An object query has its swatch at the left and
/// an eye at the right, which says whether it is drawn.
class PredictionDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  explicit PredictionDelegate(QObject* parent);

  /// Where the eye of a row is that fills ROW.
  static QRect eye_rect(const QRect& row);

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                 const QModelIndex& index) override;

 private:
  QIcon open_, closed_;
};

}  // namespace rex::ui
