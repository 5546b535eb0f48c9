// The canvas by keyboard and for screen readers: walking from patch to patch as the pointer does.
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/theme/theme.h"
#include "ui/views/picture/canvas.h"

namespace rex::ui {
namespace {

bool is_arrow(int key) {
  return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

QPointF middle_of(const Box& box) { return {(box.left + box.right) / 2, (box.top + box.bottom) / 2}; }

}  // namespace

int Canvas::spoken_count() const {
  if (!content_.picture) return 0;
  if (!content_.heat.boxes.empty()) return static_cast<int>(content_.heat.boxes.size());
  return content_.heat.grid.values.empty() ? 0 : static_cast<int>(content_.heat.grid.width * content_.heat.grid.height);
}

QString Canvas::spoken_name(int item) const {
  if (!content_.heat.boxes.empty()) return content_.place_names.value(item, tr("region %1").arg(item + 1));
  const int columns = std::max(1, static_cast<int>(content_.heat.grid.width));
  return tr("row %1, column %2").arg(item / columns + 1).arg(item % columns + 1);
}

QString Canvas::spoken_value(int item) const {
  const std::vector<float>& values = content_.heat.values();
  const auto index = static_cast<std::size_t>(item);
  if (index >= values.size()) return {};
  return tr("%1 % of the scale").arg(qRound(100 * content_.scale.share(values[index])));
}

QRect Canvas::spoken_rect(int item) const {
  const auto box = place_box(content_.heat, item);
  if (!box) return {};
  return QRectF(to_widget({box->left, box->top}), to_widget({box->right, box->bottom})).toAlignedRect();
}

int Canvas::strongest_place() const {
  const std::vector<float>& values = content_.heat.values();
  if (values.empty()) return -1;
  return static_cast<int>(std::max_element(values.begin(), values.end()) - values.begin());
}

void Canvas::walk() {
  if (spoken_count() == 0) return;
  walking_ = true;
  go_to(hovered_place_ >= 0 && hovered_place_ < spoken_count() ? hovered_place_ : strongest_place());
}

void Canvas::stop_walking() {
  if (!walking_) return;
  walking_ = false;
  forget_places();
  update();
  Q_EMIT left();
}

void Canvas::go_to(int place) {
  const auto box = place_box(content_.heat, place);
  if (!box) return;
  hovered_place_ = place;
  const QPointF point = middle_of(*box);
  if (!QRectF(rect())
           .adjusted(spacing::panel, spacing::panel, -spacing::panel, -spacing::panel)
           .contains(to_widget(point))) {
    fitted_ = false;
    centre_ = point;
    view_moved();
  }
  update();
  Q_EMIT hovered(point, place, box_at(point));
  speak_current(*this);
}

int Canvas::place_beside(int place, int key) const {
  const int right = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
  const int down = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
  if (content_.heat.boxes.empty()) {
    const int columns = static_cast<int>(content_.heat.grid.width), rows = static_cast<int>(content_.heat.grid.height);
    const int row = place / columns + down, column = place % columns + right;
    return row < 0 || row >= rows || column < 0 || column >= columns ? place : row * columns + column;
  }
  // The nearest region whose middle lies that way; what lies aside counts twice.
  const QPointF from = middle_of(content_.heat.boxes[static_cast<std::size_t>(place)]);
  int best = place;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t other = 0; other < content_.heat.boxes.size(); ++other) {
    const QPointF away = middle_of(content_.heat.boxes[other]) - from;
    const double along = away.x() * right + away.y() * down;
    const double aside = std::abs(away.x() * down) + std::abs(away.y() * right);
    if (along > 0 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = static_cast<int>(other);
    }
  }
  return best;
}

/// Where the keyboard is: a frame in the colour of focus round the place.
void Canvas::draw_walking(QPainter& painter) const {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme().accent, 2));
  painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
  const auto box = place_box(content_.heat, hovered_place_);
  if (!box) return;
  const QRectF place(to_widget({box->left, box->top}), to_widget({box->right, box->bottom}));
  painter.setPen(QPen(QColor(Qt::white), 4));
  painter.drawRect(place);
  painter.setPen(QPen(QColor(0x1C, 0x1F, 0x23), 2, Qt::DashLine));
  painter.drawRect(place);
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  if (brush_ && press_brush_key(event->key())) return;
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && (!walking_ || hovered_place_ < 0)) return walk();
  if (enter) {
    Q_EMIT clicked(hovered_place_, -1, event->modifiers().testFlag(Qt::ControlModifier));
    return speak_current(*this);
  }
  if (walking_ && is_arrow(event->key())) {
    return go_to(hovered_place_ < 0 ? strongest_place() : place_beside(hovered_place_, event->key()));
  }
  QWidget::keyPressEvent(event);
}

/// While walking or with the brush, arrows are the canvas's own and not the layers', and Space is the brush's.
bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && (walking_ || brush_)) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool own = is_arrow(key->key()) || (brush_ && key->key() == Qt::Key_Space);
    if (key->modifiers() == Qt::NoModifier && own) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void Canvas::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) walk();
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  stop_walking();
}

}  // namespace rex::ui
