#include "ui/views/panels/prediction_delegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/items/prediction_model.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int row_height = 36;
constexpr int number_width = 64;  // at least; before and after something was taken away are two numbers
constexpr int swatch = 10;
constexpr int eye = 16;

}  // namespace

PredictionDelegate::PredictionDelegate(QObject* parent)
    : QStyledItemDelegate(parent), open_(icon("eye")), closed_(icon("eye-closed")) {}

QRect PredictionDelegate::eye_rect(const QRect& row) {
  return {row.right() - spacing::tight - spacing::small - eye - 2, row.top(), eye + 2 * spacing::tight, row.height()};
}

void PredictionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const Theme& colours = theme();
  const bool selected = option.state & QStyle::State_Selected;
  const QRectF row = QRectF(option.rect).adjusted(0, 1, -spacing::tight, -1);
  if (selected || (option.state & QStyle::State_MouseOver)) {
    painter->setPen(selected ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
    painter->setBrush(selected ? colours.raised : colours.window);
    painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), spacing::radius, spacing::radius);
  }
  QRectF inner = row.adjusted(spacing::small, spacing::tight, -spacing::small, -spacing::tight);
  const auto swatch_colour = index.data(PredictionModel::ColourRole).value<QColor>();
  if (swatch_colour.isValid()) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(swatch_colour);
    painter->drawRoundedRect(QRectF(inner.left(), inner.top() + 4, swatch, swatch), 2, 2);
    inner.setLeft(inner.left() + swatch + spacing::small);
  }
  const QVariant visible = index.data(PredictionModel::VisibleRole);
  if (visible.isValid()) {
    const QRect area(eye_rect(option.rect).center() - QPoint(eye / 2 - 1, eye / 2 - 1), QSize(eye, eye));
    const bool alone = index.data(PredictionModel::SoloRole).toBool();
    (visible.toBool() ? open_ : closed_)
        .paint(painter, area, Qt::AlignCenter,
               alone || (option.state & QStyle::State_MouseOver) ? QIcon::Normal : QIcon::Disabled,
               alone ? QIcon::On : QIcon::Off);
    inner.setRight(eye_rect(option.rect).left() - spacing::tight);
  }
  const bool dim = visible.isValid() && !visible.toBool();
  const QVariant probability = index.data(PredictionModel::ProbabilityRole);  // invalid where there is none
  const QVariant before = index.data(PredictionModel::BeforeRole);
  const QString score = index.data(PredictionModel::ShortScoreRole).toString();
  const int numbers = std::max(number_width, QFontMetrics(number_font()).horizontalAdvance(score) + spacing::small);
  const QRectF text(inner.left(), inner.top(), inner.width() - numbers, 18);
  painter->setPen(dim ? colours.dim_text : colours.text);
  painter->setFont(text_font(TextSize::normal, selected));
  painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                    painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight,
                                                      static_cast<int>(text.width()) - spacing::tight));
  painter->setFont(number_font());
  painter->drawText(QRectF(inner.right() - numbers, inner.top(), numbers, 18), Qt::AlignRight | Qt::AlignVCenter,
                    score);
  if (!probability.isValid()) {
    painter->restore();
    return;
  }
  QRectF groove(inner.left(), inner.bottom() - 4, inner.width(), 3);
  const auto bar = [&](double share, const QColor& colour) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.border);
    painter->drawRoundedRect(groove, 1.5, 1.5);
    if (share <= 0) return;
    painter->setBrush(colour);
    painter->drawRoundedRect(QRectF(groove.left(), groove.top(), std::max(3.0, groove.width() * share), 3), 1.5, 1.5);
  };
  if (before.isValid()) {  // grey above, what is there now below
    groove.moveTop(groove.top() - 3);
    bar(before.toDouble(), colours.dim_text);
    groove.moveTop(groove.top() + 4);
  }
  bar(probability.toDouble(), selected || before.isValid() ? colours.accent : colours.dim_text);
  painter->restore();
}

bool PredictionDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) {
  const QVariant visible = index.data(PredictionModel::VisibleRole);
  if (event->type() != QEvent::ToolTip || !visible.isValid() || !eye_rect(option.rect).contains(event->pos()))
    return QStyledItemDelegate::helpEvent(event, view, option, index);
  const QString alone = index.data(PredictionModel::SoloRole).toBool()
                            ? tr("Alt+click: show the others again (Shift+V)")
                            : tr("Alt+click: show it alone (Shift+V)");
  QToolTip::showText(event->globalPos(),
                     (visible.toBool() ? tr("Hide this object (V)") : tr("Show this object (V)")) + '\n' + alone, view);
  return true;
}

QSize PredictionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {160, row_height}; }

}  // namespace rex::ui
