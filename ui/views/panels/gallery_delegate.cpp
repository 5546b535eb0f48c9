#include "ui/views/panels/gallery_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/items/gallery_model.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr QColor foot_ground(0, 0, 0, 170);  // dark enough for white letters on any picture

}  // namespace

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return list_->gridSize(); }

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
  if (const QString answer = index.data(GalleryModel::AnswerRole).toString(); !answer.isEmpty()) {
    painter->setFont(text_font(TextSize::small));
    const QFontMetrics metrics = painter->fontMetrics();
    const QRectF foot(area.left(), area.bottom() - metrics.height(), side, metrics.height());
    painter->fillRect(foot, foot_ground);
    painter->setPen(Qt::white);
    painter->drawText(foot, Qt::AlignCenter, metrics.elidedText(answer, Qt::ElideRight, static_cast<int>(side) - 4));
  }
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
