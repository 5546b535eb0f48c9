// The film under hand: frames are clicked, the two handles dragged or moved by keys.
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"
#include "ui/views/inside/layer_film.h"

namespace rex::ui {
namespace {

constexpr int handle_width = 10, around_handle = 2;

int from_the_start(int layer, int layers) { return layer < 0 ? layer + layers : layer; }

}  // namespace

LayerRange LayerFilm::shown_layers() const {
  LayerRange layers = session_.layers();
  if (dragged_ == Handle::none) return layers;
  const Frame& frame = frames_[static_cast<std::size_t>(dragged_to_)];
  if (dragged_ == Handle::start) layers.first = frame.layer;
  if (dragged_ == Handle::end) layers.last = frame.layer + 1 == layers_of_stack(frame.stack) ? -1 : frame.layer;
  return layers;
}

bool LayerFilm::counts(int index) const {
  const Frame& frame = frames_[static_cast<std::size_t>(index)];
  return shown_layers().contains(frame.layer, layers_of_stack(frame.stack));
}

int LayerFilm::start_frame() const {
  if (dragged_ == Handle::start) return dragged_to_;
  const int first = session_.layers().first;
  for (int index = 0; index < frames(); ++index) {
    const Frame& frame = frames_[static_cast<std::size_t>(index)];
    if (frame.layer >= from_the_start(first, layers_of_stack(frame.stack))) return index;
  }
  return 0;
}

int LayerFilm::end_frame() const {
  if (dragged_ == Handle::end) return dragged_to_;
  const int last = session_.layers().last;
  for (int index = frames() - 1; index > 0; --index) {
    const Frame& frame = frames_[static_cast<std::size_t>(index)];
    if (frame.layer <= from_the_start(last, layers_of_stack(frame.stack))) return index;
  }
  return 0;
}

QRect LayerFilm::handle_rect() const {
  if (frames_.empty()) return {};
  const QRect frame = frame_rect(start_frame());
  return {frame.left() - spacing::tight - handle_width / 2, frame.top() - spacing::tight, handle_width,
          frame.height() + spacing::tight};
}

QRect LayerFilm::end_handle_rect() const {
  if (frames_.empty()) return {};
  const QRect frame = frame_rect(end_frame());
  return {frame.right() + 1 + spacing::tight - handle_width / 2, frame.top() - spacing::tight, handle_width,
          frame.height() + spacing::tight};
}

/// A line with a flag on top, which points to the layers that count.
void LayerFilm::draw_handle(QPainter& painter, const QRectF& area, bool end) const {
  const double x = area.center().x(), to = end ? -8 : 8, side = end ? 1 : -1;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme().accent);
  painter.drawRect(QRectF(x - 1, area.top(), 2, area.height()));
  painter.drawPolygon(
      QPolygonF({{x + side, area.top()}, {x + to, area.top() + 5}, {x + side, area.top() + handle_width}}));
}

int LayerFilm::nearest_frame(QPoint point) const {
  int nearest = 0, least = 0;
  for (int index = 0; index < frames(); ++index) {
    const int away = (frame_rect(index).center() - point).manhattanLength();
    if (index > 0 && away >= least) continue;
    nearest = index;
    least = away;
  }
  return nearest;
}

int LayerFilm::frame_at(QPoint point) const {
  for (int index = 0; index < frames(); ++index) {
    if (frame_rect(index).adjusted(0, 0, 0, spacing::large).contains(point)) return index;
  }
  return -1;
}

LayerFilm::Handle LayerFilm::handle_at(QPoint point) const {
  if (handle_rect().adjusted(-around_handle, 0, around_handle, 0).contains(point)) return Handle::start;
  if (end_handle_rect().adjusted(-around_handle, 0, around_handle, 0).contains(point)) return Handle::end;
  return Handle::none;
}

void LayerFilm::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || frames_.empty()) return;
  const Handle handle = handle_at(event->pos());
  if (handle == Handle::none) return show_frame(frame_at(event->pos()));
  dragged_to_ = handle == Handle::start ? start_frame() : end_frame();
  dragged_ = handle;
}

void LayerFilm::mouseMoveEvent(QMouseEvent* event) {
  if (frames_.empty()) return;
  if (dragged_ != Handle::none) {
    dragged_to_ = nearest_frame(event->pos());
    update();
    return;
  }
  setCursor(handle_at(event->pos()) != Handle::none ? Qt::SplitHCursor : Qt::PointingHandCursor);
}

void LayerFilm::mouseReleaseEvent(QMouseEvent*) {
  if (dragged_ == Handle::none) return;
  LayerRange layers = shown_layers();
  if (layers.last >= 0 && layers.first > layers.last) {  // one handle pushes the other
    (dragged_ == Handle::start ? layers.last : layers.first) = dragged_ == Handle::start ? layers.first : layers.last;
  }
  dragged_ = Handle::none;
  session_.set_layers(layers);
  update();
}

/// Gives a handle back.
void LayerFilm::mouseDoubleClickEvent(QMouseEvent* event) {
  if (frames_.empty()) return;
  const Handle handle = handle_at(event->pos());
  LayerRange layers = session_.layers();
  if (handle == Handle::start) layers.first = LayerRange().first;
  if (handle == Handle::end) layers.last = LayerRange().last;
  dragged_ = Handle::none;
  session_.set_layers(layers);
}

void LayerFilm::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Home:
      return show_frame(0);
    case Qt::Key_End:
      return show_frame(frames() - 1);
    default:
      QWidget::keyPressEvent(event);
  }
}

QString LayerFilm::spoken_value(int item) const {
  const Frame& frame = frames_[static_cast<std::size_t>(item)];
  if (!counts(item)) return tr("left out");
  if (frame.step < 0) return tr("what its heads look at");
  const Explanation& explanation = *session_.explanation();
  ShownPart part;
  part.step = frame.step;
  const Shown now = shown(explanation, part);
  const std::vector<float>& values = now.image.empty() ? now.text : now.image;
  if (values.empty()) return {};
  const auto most = static_cast<int>(std::max_element(values.begin(), values.end()) - values.begin());
  const auto [rows, columns] = patch_grid(explanation);
  if (!now.image.empty() && rows > 0)
    return tr("most at row %1, column %2").arg(most / columns + 1).arg(most % columns + 1);
  return now.image.empty() ? tr("most at token %1").arg(most + 1) : tr("most at region %1").arg(most + 1);
}

bool LayerFilm::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && !frames_.empty()) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int frame = frame_at(help->pos());
    const Handle handle = handle_at(help->pos());
    const QString text =
        handle == Handle::start ? tr("First layer that counts: drag it (Ctrl+← Ctrl+→); a double click gives it back")
        : handle == Handle::end
            ? tr("Last layer that counts: drag it (Ctrl+Shift+← Ctrl+Shift+→); a double click gives it back")
        : frame < 0 ? QString()
        : frames_[static_cast<std::size_t>(frame)].step < 0
            ? tr("%1: what its heads look at (mean). No row that is read lies here, or the layer is left out.")
                  .arg(frames_[static_cast<std::size_t>(frame)].title)
            : tr("%1 (← →)").arg(frames_[static_cast<std::size_t>(frame)].title);
    QToolTip::showText(help->globalPos(), text, this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace rex::ui
