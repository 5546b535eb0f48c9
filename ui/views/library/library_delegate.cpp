#include "ui/views/library/library_delegate.h"

#include <QPainter>

#include "ui/items/library_model.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int heading_height = 28, row_height = 46;

QString cut(const QFont& font, const QString& text, double width) {
  return QFontMetrics(font).elidedText(text, Qt::ElideRight, static_cast<int>(width));
}

}  // namespace

QSize LibraryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
  return {200, index.data(LibraryModel::HeadingRole).toBool() ? heading_height : row_height};
}

void LibraryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const Theme& colours = theme();
  const QString name = index.data(LibraryModel::NameRole).toString();
  const QRectF row = QRectF(option.rect).adjusted(0, 1, -spacing::tight, -1);
  const QRectF inner = row.adjusted(spacing::small, spacing::tight, -spacing::small, -spacing::tight);
  if (index.data(LibraryModel::HeadingRole).toBool()) {
    painter->setFont(text_font(TextSize::small, true));
    painter->setPen(colours.dim_text);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom, name);
    painter->restore();
    return;
  }
  const bool selected = option.state & QStyle::State_Selected;
  if (selected || (option.state & QStyle::State_MouseOver)) {
    painter->setPen(selected ? QPen(colours.accent, option.state & QStyle::State_HasFocus ? 2 : 1) : QPen(Qt::NoPen));
    painter->setBrush(selected ? colours.raised : colours.window);
    painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), spacing::radius, spacing::radius);
  }
  const QFont large = text_font(TextSize::normal), small = text_font(TextSize::small);
  const QString state = index.data(LibraryModel::StateRole).toString();
  const bool warns = index.data(LibraryModel::WarnsRole).toBool();
  double right = inner.right();
  painter->setFont(small);
  painter->setPen(colours.dim_text);
  if (!state.isEmpty()) {
    const double width = QFontMetrics(small).horizontalAdvance(state);
    painter->drawText(QRectF(right - width, inner.top(), width, 18), Qt::AlignRight | Qt::AlignVCenter, state);
    right -= width + spacing::small;
  }
  if (warns) {  // a sign that needs no colour to be seen
    painter->setFont(text_font(TextSize::small, true));
    painter->setPen(colours.warning_text);
    painter->setBrush(colours.warning);
    const QRectF sign(right - 16, inner.top() + 1, 16, 16);
    painter->save();
    painter->setPen(Qt::NoPen);
    painter->drawEllipse(sign);
    painter->restore();
    painter->drawText(sign, Qt::AlignCenter, QStringLiteral("!"));
    right -= 16 + spacing::small;
  }
  painter->setFont(large);
  painter->setPen(colours.text);
  const double width = right - inner.left();
  painter->drawText(QRectF(inner.left(), inner.top(), width, 18), Qt::AlignLeft | Qt::AlignVCenter,
                    cut(large, name, width));
  painter->setFont(small);
  painter->setPen(colours.dim_text);
  painter->drawText(QRectF(inner.left(), inner.top() + 19, inner.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                    cut(small, index.data(LibraryModel::FactsRole).toString(), inner.width()));
  const QVariant fraction = index.data(LibraryModel::FractionRole);
  if (fraction.isValid()) {
    const QRectF bar(inner.left(), row.bottom() - 3, inner.width(), 2);
    painter->fillRect(bar, colours.border);
    painter->fillRect(QRectF(bar.left(), bar.top(), bar.width() * fraction.toDouble(), bar.height()), colours.accent);
  }
  painter->restore();
}

}  // namespace rex::ui
