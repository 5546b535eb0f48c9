#include "ui/views/picture/brush.h"

#include <QRectF>
#include <cmath>

namespace rex::ui {
namespace {

QRectF rectangle(const Box& box) { return QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom)); }

}  // namespace

std::vector<int> brushed_at(const std::vector<BrushPlace>& places, QPointF point, int size, bool grid) {
  std::vector<int> touched;
  int smallest = -1;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const QRectF box = rectangle(places[i].box);
    const bool under =
        point.x() >= box.left() && point.x() < box.right() && point.y() >= box.top() && point.y() < box.bottom();
    if (!grid) {
      const auto area = [&](int place) {
        const QRectF other = rectangle(places[static_cast<std::size_t>(place)].box);
        return other.width() * other.height();
      };
      if (under && (smallest < 0 || box.width() * box.height() < area(smallest))) smallest = static_cast<int>(i);
      continue;
    }
    const QPointF away = box.center() - point;
    const bool near =
        size > 1 && std::abs(away.x()) < size * box.width() / 2 && std::abs(away.y()) < size * box.height() / 2;
    if (under || near) touched.push_back(static_cast<int>(i));
  }
  if (smallest >= 0) touched.push_back(smallest);
  return touched;
}

std::vector<int> brushed_in(const std::vector<BrushPlace>& places, QPointF from, QPointF to) {
  const QRectF area = QRectF(from, to).normalized();
  std::vector<int> touched;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (area.contains(rectangle(places[i].box).center())) touched.push_back(static_cast<int>(i));
  }
  return touched;
}

}  // namespace rex::ui
