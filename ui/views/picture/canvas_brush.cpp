// The canvas's brush: strokes, boxes and keys that say which patches or regions are taken away or put back.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/views/picture/canvas.h"

namespace rex::ui {

void Canvas::set_brush(bool on) {
  if (on == brush_) return;
  brush_ = on;
  stroke_.reset();
  brush_at_.reset();
  if (on) {
    setCursor(Qt::CrossCursor);
  } else {
    unsetCursor();
  }
  update();
}

void Canvas::start_stroke(QPointF point, Qt::KeyboardModifiers modifiers) {
  const std::vector<int> under = brushed_at(content_.places, point, 1, content_.places_in_grid);
  const bool on_gone = !under.empty() && content_.places[static_cast<std::size_t>(under.front())].gone;
  stroke_ =
      Stroke{modifiers.testFlag(Qt::ShiftModifier) || on_gone, modifiers.testFlag(Qt::ControlModifier), point, point};
  if (stroke_->box) return;
  const std::vector<int> touched = brushed_at(content_.places, point, brush_size_, content_.places_in_grid);
  if (!touched.empty()) Q_EMIT brushed(touched, stroke_->restore);
}

/// Along the line from where the pointer was: a fast one leaves no patch out.
void Canvas::go_on_with_stroke(QPointF point) {
  if (!stroke_->box && !content_.places.empty()) {
    const Box& first = content_.places.front().box;
    const double step =
        content_.places_in_grid ? std::max(1.0, std::min(first.right - first.left, first.bottom - first.top) / 2) : 4.0;
    const QPointF moved = point - stroke_->last;
    const int steps = std::max(1, static_cast<int>(std::ceil(std::hypot(moved.x(), moved.y()) / step)));
    std::vector<int> touched;
    for (int i = 1; i <= steps; ++i) {
      for (const int place :
           brushed_at(content_.places, stroke_->last + moved * i / steps, brush_size_, content_.places_in_grid)) {
        const bool known = std::find(touched.begin(), touched.end(), place) != touched.end();
        if (!known && content_.places[static_cast<std::size_t>(place)].gone == stroke_->restore)
          touched.push_back(place);
      }
    }
    if (!touched.empty()) Q_EMIT brushed(touched, stroke_->restore);
  }
  stroke_->last = point;
  update();
}

void Canvas::end_stroke(QPointF point) {
  const Stroke stroke = *std::exchange(stroke_, std::nullopt);
  update();
  if (!stroke.box) return;
  const std::vector<int> touched = brushed_in(content_.places, stroke.from, point);
  if (!touched.empty()) Q_EMIT brushed(touched, stroke.restore);
}

/// To the place beside the one under the brush: patches by their grid, regions in their order.
void Canvas::move_brush(int columns, int rows) {
  if (content_.places.empty()) return;
  const auto middle_of = [&](int place) {
    const Box& box = content_.places[static_cast<std::size_t>(place)].box;
    return QPointF((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  };
  const int count = static_cast<int>(content_.places.size());
  if (content_.places_in_grid) {
    const Box &first = content_.places.front().box, &last = content_.places.back().box;
    if (!brush_at_) {
      brush_at_ = middle_of(count / 2);
    } else {
      const QPointF to = *brush_at_ + QPointF(columns * (first.right - first.left), rows * (first.bottom - first.top));
      brush_at_ = QPointF(std::clamp(to.x(), first.left + 0.5, last.right - 0.5),
                          std::clamp(to.y(), first.top + 0.5, last.bottom - 0.5));
    }
  } else {
    const int now = hovered_place_ < 0 ? -1 : hovered_place_;
    hovered_place_ = ((now + columns + rows) % count + count) % count;
    brush_at_ = middle_of(hovered_place_);
  }
  update();
}

/// Arrows move the brush, Space paints; false for other keys.
bool Canvas::press_brush_key(int key) {
  switch (key) {
    case Qt::Key_Left:
      move_brush(-1, 0);
      return true;
    case Qt::Key_Right:
      move_brush(1, 0);
      return true;
    case Qt::Key_Up:
      move_brush(0, -1);
      return true;
    case Qt::Key_Down:
      move_brush(0, 1);
      return true;
    case Qt::Key_Space:
      paint_under_brush();
      return true;
    default:
      return false;
  }
}

void Canvas::paint_under_brush() {
  if (!brush_at_) return move_brush(0, 0);
  const std::vector<int> touched = brushed_at(content_.places, *brush_at_, brush_size_, content_.places_in_grid);
  if (touched.empty()) return;
  const std::vector<int> under = brushed_at(content_.places, *brush_at_, 1, content_.places_in_grid);
  const int first = under.empty() ? touched.front() : under.front();
  Q_EMIT brushed(touched, content_.places[static_cast<std::size_t>(first)].gone);
}

}  // namespace rex::ui
