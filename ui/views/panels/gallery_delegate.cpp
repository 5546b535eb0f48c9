#include "ui/views/panels/gallery_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/theme/theme.h"

namespace rex::ui {

void GalleryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  const QRectF cell = QRectF(option.rect).adjusted(3, 3, -3, -3);
  const double side = std::min(cell.width(), cell.height());
  const QRectF area(cell.left(), cell.top(), side, side);
  QPainterPath rounded;
  rounded.addRoundedRect(area, 4, 4);
  painter->setClipPath(rounded);
  const QPixmap picture = index.data(Qt::DecorationRole).value<QPixmap>();
  painter->drawPixmap(area, picture, QRectF(picture.rect()));
  painter->setClipping(false);
  const bool selected = option.state & QStyle::State_Selected;
  const bool focused = selected && (option.state & QStyle::State_HasFocus);
  if (selected || (option.state & QStyle::State_MouseOver)) {
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(selected ? theme().accent : theme().dim_text, focused ? 3 : selected ? 2 : 1));
    painter->drawRoundedRect(area.adjusted(-1, -1, 1, 1), 5, 5);
  }
  painter->restore();
}

}  // namespace rex::ui
