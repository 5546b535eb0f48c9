#include "ui/views/inside/layer_film.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/render/colour_map.h"
#include "ui/state/drawing.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int smallest_frame = 56, largest_frame = 160;  // heights
constexpr int caption_height = 20;
constexpr int gap = spacing::small;
constexpr int film_interval = 120;  // milliseconds

/// TITLE and shorter forms of it: "Language ← vision 2", "← vision 2"; "Language, late 2", "late 2"; "Language 2",
/// "Lang. 2"; the number alone.
QStringList short_forms(const QString& title) {
  constexpr qsizetype few = 4;  // letters
  QStringList forms{title};
  const QString number = title.section(' ', -1), words = title.section(' ', 0, -2);
  const auto arrow = title.indexOf(QChar(0x2190)), comma = title.indexOf(QStringLiteral(", "));
  if (arrow >= 0) forms << title.mid(arrow);
  if (comma >= 0) forms << title.mid(comma + 2);
  if (arrow < 0 && comma < 0 && words.size() > few) forms << words.left(few) + QStringLiteral(". ") + number;
  return forms << number;
}

}  // namespace

LayerFilm::LayerFilm(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  setObjectName("layerFilm");
  setMouseTracking(true);
  setAccessibleName(tr("Relevancy after each layer"));
  connect(&session_, &Session::explanationChanged, this, &LayerFilm::rebuild);
  connect(&session_, &Session::answeredChanged, this, &LayerFilm::rebuild);
  // While a slider is dragged, the canvas comes first: the film follows a few times a second.
  later_.setSingleShot(true);
  later_.setInterval(film_interval);
  connect(&later_, &QTimer::timeout, this, &LayerFilm::rebuild);
  connect(&session_, &Session::appearanceChanged, this, [this] {
    if (!later_.isActive()) later_.start();
  });
  connect(&session_.selection(), &Selection::stepChanged, this, qOverload<>(&QWidget::update));
}

QSize LayerFilm::sizeHint() const {
  return {2 * gap + std::max(1, frames()) * (frame_.width() + gap), smallest_frame + caption_height + spacing::small};
}

QRect LayerFilm::frame_rect(int frame) const {
  const int free = height() - frame_.height() - caption_height - spacing::small;
  return {QPoint(gap + frame * (frame_.width() + gap), spacing::tight + std::max(0, free / 3)), frame_};
}

void LayerFilm::set_room(QSize room) {
  const double aspect = static_cast<double>(frame_.width()) / frame_.height();
  const double width = static_cast<double>(room.width() - 2 * gap) / std::max(1, frames()) - gap;
  const int frame =
      std::clamp(std::min(room.height() - caption_height - spacing::small, static_cast<int>(width / aspect)),
                 smallest_frame, largest_frame);
  if (std::abs(frame - frame_.height()) <= 1) return;  // rounding must not make it creep
  frame_.setHeight(frame);
  rebuild();
}

QStringList LayerFilm::stacks() const {
  QStringList names;
  if (!session_.explanation()) return names;
  for (const LayerStep& step : session_.explanation()->steps) {
    const QString name = QString::fromStdString(step.stack);
    if (!names.contains(name)) names << name;
  }
  return names;
}

void LayerFilm::set_stack(const QString& stack) {
  if (stack == stack_) return;
  stack_ = stack;
  rebuild();
}

int LayerFilm::current_frame() const {
  const auto step = session_.selection().step();
  int current = -1;
  for (int frame = 0; frame < frames(); ++frame) {
    if (!step || frames_[static_cast<std::size_t>(frame)].step <= *step) current = frame;
  }
  return current;
}

void LayerFilm::show_frame(int frame) {
  if (frame < 0 || frame >= frames()) return;
  const int step = frames_[static_cast<std::size_t>(frame)].step;
  const bool last = step + 1 == static_cast<int>(session_.explanation()->steps.size());
  session_.selection().set_step(last ? std::nullopt : std::optional<int>(step));
}

void LayerFilm::rebuild() {
  frames_.clear();
  if (!stacks().contains(stack_)) stack_.clear();
  const auto& explanation = session_.explanation();
  if (explanation && session_.answered()) {
    const Answered& answered = *session_.answered();
    const bool drawn = answered.question.picture && explanation->relevancies.image.defined();
    const auto pyramid = drawn ? session_.pyramid(answered.question.picture) : nullptr;
    const HeatMap final_heat =
        drawn ? heat_of(answered, *explanation, shown_image(explanation->relevancies)) : HeatMap();
    const ModelKind& kind = answered.model->description;
    Appearance appearance = drawn_as(session_.appearance(), *explanation);
    const Scale scale = drawn ? scale_of(final_heat.values(), picture_scaling(appearance, kind)) : Scale();
    const Scale word_scale = scale_of(words_of(answered, *explanation), word_scaling(appearance, kind));
    word_colours_ = appearance.colour_map;
    const auto text = text_index(explanation->target);
    const auto special = [&](std::size_t position) {
      return text < answered.input.texts.size() && position < answered.input.texts[text].tokens.size() &&
             answered.input.texts[text].tokens[position].special;
    };
    const qreal ratio = devicePixelRatioF();
    appearance.heat = true;  // without heat every frame would be the same
    double aspect = 4.0 / 3;
    Viewport viewport;
    if (drawn) {
      const double width = static_cast<double>(answered.question.picture->width),
                   height = static_cast<double>(answered.question.picture->height);
      aspect = std::clamp(width / height, 0.7, 1.8);
      const double shown_width = std::min(width, height * aspect), shown_height = std::min(height, width / aspect);
      viewport.view = {(width - shown_width) / 2, (height - shown_height) / 2, (width + shown_width) / 2,
                       (height + shown_height) / 2};
    }
    frame_.setWidth(qRound(frame_.height() * aspect));
    viewport.width = std::lround(frame_.width() * ratio);
    viewport.height = std::lround(frame_.height() * ratio);
    for (std::size_t index = 0; index < explanation->steps.size(); ++index) {
      const LayerStep& step = explanation->steps[index];
      if (!stack_.isEmpty() && step.stack != stack_.toStdString()) continue;
      Frame frame;
      frame.step = static_cast<int>(index);
      frame.layer = step.layer;
      frame.title = layer_title(step.stack, step.layer);
      if (drawn) {
        ViewImage image;
        render_overlay(*pyramid, heat_of(answered, *explanation, shown_image(step.relevancies)), scale, appearance,
                       viewport, image);
        frame.picture = QImage(reinterpret_cast<const uchar*>(image.pixels.data()), static_cast<int>(image.width),
                               static_cast<int>(image.height), static_cast<int>(image.width) * 4,
                               QImage::Format_ARGB32_Premultiplied)
                            .copy();
        frame.picture.setDevicePixelRatio(ratio);
      } else {
        const std::vector<float> values = shown_text(step.relevancies);
        for (std::size_t i = 0; i < values.size(); ++i)
          frame.words.push_back(special(i) ? 0 : word_scale.share(values[i]));
      }
      frames_.push_back(std::move(frame));
    }
  }
  updateGeometry();
  update();
  Q_EMIT framesChanged();
}

int LayerFilm::start_frame() const {
  if (dragged_to_ >= 0) return dragged_to_;
  const int first = session_.layers().first;
  for (int frame = 0; frame < frames(); ++frame) {
    const int layers = layers_of_stack(frame);
    if (frames_[static_cast<std::size_t>(frame)].layer >= (first < 0 ? first + layers : first)) return frame;
  }
  return 0;
}

int LayerFilm::layers_of_stack(int frame) const {
  const auto& steps = session_.explanation()->steps;
  const std::string& own = steps[static_cast<std::size_t>(frames_[static_cast<std::size_t>(frame)].step)].stack;
  int layers = 0;
  for (const LayerStep& step : steps) {
    if (step.stack == own) layers = std::max(layers, step.layer + 1);
  }
  return layers;
}

QRect LayerFilm::handle_rect() const {
  if (frames_.empty()) return {};
  const QRect frame = frame_rect(start_frame());
  return {frame.left() - gap / 2 - 5, frame.top() - spacing::tight, 10, frame.height() + spacing::tight};
}

void LayerFilm::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const Theme& colours = theme();
  if (frames_.empty()) {
    painter.setPen(colours.dim_text);
    painter.drawText(rect(), Qt::AlignCenter, tr("How relevance grows from layer to layer appears here."));
    return;
  }
  const int start = start_frame();
  const int current = current_frame();
  for (int i = 0; i < frames(); ++i) {
    const QRect place = frame_rect(i);
    painter.setOpacity(i < start ? 0.3 : 1);
    draw_frame(painter, i, place);
    painter.setPen(QPen(i == current ? colours.accent : colours.border, i == current ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setPen(i == current ? colours.text : colours.dim_text);
    painter.setFont(text_font(TextSize::small, i == current));
    const Frame& frame = frames_[static_cast<std::size_t>(i)];
    QString name;
    for (const QString& form : short_forms(frame.title)) {
      name = form;
      if (painter.fontMetrics().horizontalAdvance(name) <= place.width() + gap / 2) break;
    }
    painter.drawText(QRect(place.left() - gap / 2, place.bottom() + 3, place.width() + gap, caption_height),
                     Qt::AlignHCenter | Qt::AlignTop, name);
    painter.setOpacity(1);
  }
  // The start handle: a line with a flag on top.
  const QRectF handle = handle_rect();
  const double x = handle.center().x();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.accent);
  painter.drawRect(QRectF(x - 1, handle.top(), 2, handle.height()));
  painter.drawPolygon(QPolygonF({{x - 1, handle.top()}, {x + 8, handle.top() + 5}, {x - 1, handle.top() + 10}}));
}

void LayerFilm::draw_frame(QPainter& painter, int index, const QRect& place) const {
  const Frame& frame = frames_[static_cast<std::size_t>(index)];
  if (!frame.picture.isNull()) return painter.drawImage(place, frame.picture);
  painter.fillRect(place, theme().surface);
  const ColourMap& map = colour_map(word_colours_);
  const double cell =
      static_cast<double>(place.width()) / static_cast<double>(std::max<std::size_t>(1, frame.words.size()));
  for (std::size_t word = 0; word < frame.words.size(); ++word) {
    const Colour colour = map.at(frame.words[word]);
    const double height = place.height() * std::clamp(static_cast<double>(frame.words[word]), 0.02, 1.0);
    painter.fillRect(QRectF(place.left() + static_cast<double>(word) * cell, place.bottom() + 1 - height,
                            std::max(1.0, cell - 1), height),
                     QColor(colour.red, colour.green, colour.blue));
  }
}

int LayerFilm::frame_under(int x) const {
  return std::clamp((x - gap + frame_.width() / 2) / (frame_.width() + gap), 0, frames() - 1);
}

int LayerFilm::frame_at(QPoint point) const {
  const int frame = (point.x() - gap) / (frame_.width() + gap);
  return frame >= 0 && frame < frames() && frame_rect(frame).adjusted(0, 0, 0, caption_height).contains(point) ? frame
                                                                                                               : -1;
}

void LayerFilm::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (handle_rect().adjusted(-2, 0, 2, 0).contains(event->pos())) {
    dragged_to_ = start_frame();
    return;
  }
  show_frame(frame_at(event->pos()));
}

void LayerFilm::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_to_ >= 0) {
    dragged_to_ = frame_under(event->pos().x());
    update();
    return;
  }
  setCursor(handle_rect().adjusted(-2, 0, 2, 0).contains(event->pos()) ? Qt::SplitHCursor : Qt::PointingHandCursor);
}

void LayerFilm::mouseReleaseEvent(QMouseEvent*) {
  if (dragged_to_ < 0) return;
  const int layer = frames_[static_cast<std::size_t>(dragged_to_)].layer;
  dragged_to_ = -1;
  session_.set_layers({layer, session_.layers().last});
  update();
}

bool LayerFilm::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && !frames_.empty()) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int frame = frame_at(help->pos());
    const QString text = handle_rect().adjusted(-4, 0, 4, 0).contains(help->pos())
                             ? tr("Start layer: drag it to leave out the layers before it")
                         : frame >= 0 ? tr("%1 (← →)").arg(frames_[static_cast<std::size_t>(frame)].title)
                                      : QString();
    QToolTip::showText(help->globalPos(), text, this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace rex::ui
