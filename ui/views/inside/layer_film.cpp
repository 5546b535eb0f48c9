#include "ui/views/inside/layer_film.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/render/colour_map.h"
#include "ui/convert/pictures.h"
#include "ui/state/drawing.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int smallest_frame = 56, largest_frame = 320;  // heights
constexpr double largest_film_zoom = 4;
constexpr double worth_a_row = 1.1;  // how much larger frames must become for a further row
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
  setFocusPolicy(Qt::TabFocus);  // a click leaves the keys to the picture
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
  for (const auto signal : {&Selection::stepChanged, &Selection::headChanged}) {
    connect(&session_.selection(), signal, this, [this] {
      update();
      if (hasFocus()) speak_current(*this);
    });
  }
}

QSize LayerFilm::sizeHint() const {
  return {2 * gap + columns_ * (frame_.width() + gap), rows() * (frame_.height() + caption_height + spacing::small)};
}

int LayerFilm::rows() const { return std::max(1, (frames() + columns_ - 1) / columns_); }

QRect LayerFilm::frame_rect(int frame) const {
  const int line = frame_.height() + caption_height + spacing::small;
  const int free = height() - rows() * line;
  return {QPoint(gap + frame % columns_ * (frame_.width() + gap),
                 spacing::tight + std::max(0, free / 3) + frame / columns_ * line),
          frame_};
}

void LayerFilm::set_room(QSize room) {
  room_ = room;
  const QSize before = frame_;
  const int columns = columns_;
  arrange();
  // A pixel's rounding must not make it creep.
  if (std::abs(frame_.height() - before.height()) <= 1 && columns == columns_) {
    frame_ = before;
  } else {
    rebuild();
  }
}

void LayerFilm::zoom_by(double factor) {
  const double zoom = std::clamp(zoom_ * factor, 1.0, largest_film_zoom);
  if (zoom == zoom_) return;
  zoom_ = zoom;
  arrange();
  rebuild();
}

/// The number of rows that makes the frames largest; where even the smallest do not fit, the film scrolls along.
void LayerFilm::arrange() {
  const int count = std::max(1, frames());
  constexpr int around = caption_height + spacing::small;
  double best = 0;
  for (int rows = 1; rows <= count; ++rows) {
    const int columns = (count + rows - 1) / rows;
    const double height = static_cast<double>(room_.height()) / rows - around;
    const double width = static_cast<double>(room_.width() - 2 * gap) / columns - gap;
    const double frame = std::min(height, width / aspect_);
    if (frame <= best * worth_a_row) continue;
    best = frame;
    columns_ = columns;
  }
  if (best < smallest_frame) {
    const int rows = std::max(1, room_.height() / (smallest_frame + around));
    columns_ = (count + rows - 1) / rows;
  }
  const double height = std::clamp(best, static_cast<double>(smallest_frame), static_cast<double>(largest_frame));
  frame_.setHeight(static_cast<int>(height * zoom_));
  frame_.setWidth(qRound(frame_.height() * aspect_));
  if (zoom_ > 1) columns_ = std::clamp((room_.width() - gap) / (frame_.width() + gap), 1, count);
}

QStringList LayerFilm::stacks() const {
  QStringList names;
  for (const Frame& frame : found_frames()) {
    if (!names.contains(frame.stack)) names << frame.stack;
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
  const auto head = session_.selection().head();
  int current = -1;
  for (int index = 0; index < frames(); ++index) {
    const Frame& frame = frames_[static_cast<std::size_t>(index)];
    if (frame.step < 0 && head == HeadPlace{frame.map, -1, false}) return index;
    if (frame.step >= 0 && (!step || frame.step <= *step)) current = index;
  }
  return current;
}

void LayerFilm::show_frame(int index) {
  if (index < 0 || index >= frames()) return;
  Selection& selection = session_.selection();
  const Frame& frame = frames_[static_cast<std::size_t>(index)];
  if (frame.step < 0) return selection.hold_head(HeadPlace{frame.map, -1, false});
  const int current = current_frame();
  if (current >= 0 && frames_[static_cast<std::size_t>(current)].step < 0) selection.hold_head({});
  const bool last = frame.step + 1 == static_cast<int>(session_.explanation()->steps.size());
  selection.set_step(last ? std::nullopt : std::optional<int>(frame.step));
}

int LayerFilm::layers_of_stack(const QString& stack) const {
  const std::string name = stack.toStdString();
  int layers = 0;
  for (const HeadMaps& maps : session_.explanation()->head_maps) {
    if (maps.stack == name) layers = std::max(layers, maps.layer + 1);
  }
  for (const LayerStep& step : session_.explanation()->steps) {
    if (step.stack == name) layers = std::max(layers, step.layer + 1);
  }
  return layers;
}

std::vector<LayerFilm::Frame> LayerFilm::found_frames() const {
  std::vector<Frame> found;
  const auto& explanation = session_.explanation();
  if (!explanation || !session_.answered() || explanation->steps.empty()) return found;
  const auto& steps = explanation->steps;
  const LayerRange& layers = explanation->options.layers;
  std::vector<bool> taken(steps.size(), false);
  for (std::size_t map = 0; map < explanation->head_maps.size(); ++map) {
    const HeadMaps& maps = explanation->head_maps[map];
    Frame frame;
    frame.stack = QString::fromStdString(maps.stack);
    frame.title = layer_title(maps.stack, maps.layer);
    frame.layer = maps.layer;
    frame.map = static_cast<int>(map);
    for (std::size_t step = 0; step < steps.size(); ++step) {
      if (taken[step] || steps[step].stack != maps.stack || steps[step].layer != maps.layer) continue;
      frame.step = static_cast<int>(step);
      taken[step] = true;
      break;
    }
    const bool read =
        std::any_of(steps.begin(), steps.end(), [&](const LayerStep& step) { return step.stack == maps.stack; });
    if (frame.step >= 0 || !read || !layers.contains(maps.layer, layers_of_stack(frame.stack)))
      found.push_back(std::move(frame));
  }
  for (std::size_t step = 0; step < steps.size(); ++step) {  // of methods that fold other maps
    if (taken[step]) continue;
    Frame frame;
    frame.stack = QString::fromStdString(steps[step].stack);
    frame.title = layer_title(steps[step].stack, steps[step].layer);
    frame.layer = steps[step].layer;
    frame.step = static_cast<int>(step);
    found.push_back(std::move(frame));
  }
  return found;
}

void LayerFilm::rebuild() {
  frames_.clear();
  if (!stacks().contains(stack_)) stack_.clear();
  for (Frame& frame : found_frames()) {
    if (stack_.isEmpty() || frame.stack == stack_) frames_.push_back(std::move(frame));
  }
  if (!frames_.empty()) draw_pictures();
  updateGeometry();
  update();
  Q_EMIT framesChanged();
}

void LayerFilm::draw_pictures() {
  const Explanation& explanation = *session_.explanation();
  const Answered& answered = *session_.answered();
  const bool drawn = answered.question.picture && explanation.relevancies.image.defined();
  const auto pyramid = drawn ? session_.pyramid(answered.question.picture) : nullptr;
  const ModelKind& kind = answered.model->description;
  Appearance appearance = drawn_as(session_.appearance(), explanation);
  const Scaling scaling = picture_scaling(appearance, kind);
  const Scale scale =
      drawn ? drawn_scale(
                  scale_of(heat_of(answered, explanation, shown_image(explanation.relevancies)).values(), scaling),
                  appearance)
            : Scale();
  const Scale word_scale = drawn_word_scale(words_of(answered, explanation), appearance, kind);
  word_colours_ = appearance.colour_map;
  const auto text = text_index(explanation.target);
  const auto special = [&](std::size_t position) {
    return text < answered.input.texts.size() && position < answered.input.texts[text].tokens.size() &&
           answered.input.texts[text].tokens[position].special;
  };
  const qreal ratio = devicePixelRatioF();
  appearance.heat = true;  // without heat every frame would be the same
  aspect_ = 4.0 / 3;
  Viewport viewport;
  if (drawn) {
    const double width = static_cast<double>(answered.question.picture->width),
                 height = static_cast<double>(answered.question.picture->height);
    aspect_ = std::clamp(width / height, 0.7, 1.8);
    const double shown_width = std::min(width, height * aspect_), shown_height = std::min(height, width / aspect_);
    viewport.view = {(width - shown_width) / 2, (height - shown_height) / 2, (width + shown_width) / 2,
                     (height + shown_height) / 2};
  }
  arrange();
  viewport.width = std::lround(frame_.width() * ratio);
  viewport.height = std::lround(frame_.height() * ratio);
  for (Frame& frame : frames_) {
    const bool heads = frame.step < 0;
    ShownPart part;
    part.head_values = session_.head_values();
    if (heads) part.head = HeadPlace{frame.map, -1, false};
    const Relevancies relevancies =
        heads ? relevancies_of(explanation, part) : explanation.steps[static_cast<std::size_t>(frame.step)].relevancies;
    if (drawn) {
      const HeatMap heat = heat_of(answered, explanation, shown_image(relevancies));
      ViewImage image;
      // What heads look at has a scale of its own.
      render_overlay(*pyramid, heat, heads ? bent_scale(scale_of(heat.values(), scaling), appearance) : scale,
                     appearance, viewport, image);
      frame.picture = to_image(image, ratio);
      continue;
    }
    const std::vector<float> values = shown_text(relevancies);
    for (std::size_t i = 0; i < values.size(); ++i) {
      frame.words.push_back(special(i) ? 0 : static_cast<float>(word_scale.share(values[i])));
    }
  }
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
  const int current = current_frame();
  for (int i = 0; i < frames(); ++i) {
    const QRect area = frame_rect(i);
    const Frame& frame = frames_[static_cast<std::size_t>(i)];
    painter.setOpacity(counts(i) ? 1 : 0.3);
    draw_frame(painter, i, area);
    // A broken frame: what heads look at, and no relevance.
    painter.setPen(QPen(i == current ? colours.accent : colours.border, i == current ? 2 : 1,
                        frame.step < 0 && i != current ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5));
    if (i == current && hasFocus()) {
      painter.setPen(QPen(colours.accent, 1, Qt::DotLine));
      painter.drawRect(QRectF(area).adjusted(-2.5, -2.5, 2.5, 2.5));
    }
    painter.setPen(i == current ? colours.text : colours.dim_text);
    painter.setFont(text_font(TextSize::small, i == current));
    QString name;
    for (const QString& form : short_forms(frame.title)) {
      name = form;
      if (painter.fontMetrics().horizontalAdvance(name) <= area.width() + gap / 2) break;
    }
    painter.drawText(QRect(area.left() - gap / 2, area.bottom() + 3, area.width() + gap, caption_height),
                     Qt::AlignHCenter | Qt::AlignTop, name);
    painter.setOpacity(1);
  }
  draw_handle(painter, handle_rect(), false);
  draw_handle(painter, end_handle_rect(), true);
}

void LayerFilm::draw_frame(QPainter& painter, int index, const QRect& area) const {
  const Frame& frame = frames_[static_cast<std::size_t>(index)];
  if (!frame.picture.isNull()) return painter.drawImage(area, frame.picture);
  painter.fillRect(area, theme().surface);
  const ColourMap& map = colour_map(word_colours_);
  const double cell =
      static_cast<double>(area.width()) / static_cast<double>(std::max<std::size_t>(1, frame.words.size()));
  for (std::size_t word = 0; word < frame.words.size(); ++word) {
    const Colour colour = map.at(frame.words[word]);
    const double height = area.height() * std::clamp(static_cast<double>(frame.words[word]), 0.02, 1.0);
    painter.fillRect(QRectF(area.left() + static_cast<double>(word) * cell, area.bottom() + 1 - height,
                            std::max(1.0, cell - 1), height),
                     QColor(colour.red, colour.green, colour.blue));
  }
}

}  // namespace rex::ui
