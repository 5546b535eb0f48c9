#include "ui/views/layer_strip.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>

#include "core/render/colour_map.h"
#include "ui/state/drawing.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int frame_width = 96;
constexpr int frame_height = 72;
constexpr int caption_height = 18;
constexpr int gap = spacing::small;
constexpr int play_interval = 450;  // milliseconds for each layer

QString short_stack(const std::string& stack) {
  QString name = QString::fromStdString(stack);
  name.replace(QStringLiteral(".self"), QString());
  name.replace('.', ' ');
  name.replace('_', ' ');
  return name;
}

}  // namespace

LayerFilm::LayerFilm(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  setObjectName("layerFilm");
  setMouseTracking(true);
  setAccessibleName(tr("Relevancy after each layer"));
  connect(&session_, &Session::explanationChanged, this, &LayerFilm::rebuild);
  connect(&session_, &Session::passChanged, this, &LayerFilm::rebuild);
  connect(&session_, &Session::appearanceChanged, this, &LayerFilm::rebuild);
  connect(&session_.selection(), &Selection::stepChanged, this, qOverload<>(&QWidget::update));
}

QSize LayerFilm::sizeHint() const {
  return {spacing::panel * 2 + std::max(1, frames()) * (frame_width + gap),
          frame_height + caption_height + spacing::panel};
}

QRect LayerFilm::frame_rect(int frame) const {
  return {spacing::panel + frame * (frame_width + gap), spacing::tight, frame_width, frame_height};
}

void LayerFilm::rebuild() {
  frames_.clear();
  const auto& explanation = session_.explanation();
  if (explanation && session_.pass()) {
    const PassInfo& pass = *session_.pass();
    if (pass.picture != picture_) {
      picture_ = pass.picture;
      pyramid_ = picture_ ? std::make_unique<PicturePyramid>(picture_) : nullptr;
    }
    const bool drawn = pyramid_ && explanation->relevancies.image.defined();
    const HeatMap final_heat = drawn ? heat_of(*explanation, pass, shown_image(explanation->relevancies)) : HeatMap();
    const Scale scale = drawn ? scale_of(final_heat.values(), Scaling::zero_to_max) : Scale();
    std::vector<float> final_words = shown_text(explanation->relevancies);
    const float most_word = final_words.empty() ? 0 : *std::max_element(final_words.begin(), final_words.end());
    const qreal ratio = devicePixelRatioF();
    for (const LayerStep& step : explanation->steps) {
      Frame frame;
      frame.layer = step.layer;
      frame.title = tr("%1 %2").arg(short_stack(step.stack)).arg(step.layer + 1);
      if (drawn) {
        ViewImage image;
        const double width = static_cast<double>(picture_->width), height = static_cast<double>(picture_->height);
        const double zoom = std::max(frame_width / width, frame_height / height);  // fills the frame
        Viewport viewport;
        viewport.view = {width / 2 - frame_width / zoom / 2, height / 2 - frame_height / zoom / 2,
                         width / 2 + frame_width / zoom / 2, height / 2 + frame_height / zoom / 2};
        viewport.width = static_cast<std::int64_t>(frame_width * ratio);
        viewport.height = static_cast<std::int64_t>(frame_height * ratio);
        render_overlay(*pyramid_, heat_of(*explanation, pass, shown_image(step.relevancies)), scale,
                       core_appearance(session_.appearance()), viewport, image);
        frame.picture = QImage(reinterpret_cast<const uchar*>(image.pixels.data()), static_cast<int>(image.width),
                               static_cast<int>(image.height), static_cast<int>(image.width) * 4,
                               QImage::Format_ARGB32_Premultiplied)
                            .copy();
        frame.picture.setDevicePixelRatio(ratio);
      } else {
        for (const float value : shown_text(step.relevancies))
          frame.words.push_back(most_word > 0 ? value / most_word : 0);
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
  int layers = 0;
  for (const LayerStep& step : steps) {
    if (step.stack == steps[static_cast<std::size_t>(frame)].stack) layers = std::max(layers, step.layer + 1);
  }
  return layers;
}

QRect LayerFilm::handle_rect() const {
  if (frames_.empty()) return {};
  const QRect frame = frame_rect(start_frame());
  return {frame.left() - gap / 2 - 4, frame.top(), 8, frame.height()};
}

void LayerFilm::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const Theme& colours = theme();
  if (frames_.empty()) {
    painter.setPen(colours.dim_text);
    painter.drawText(rect().adjusted(spacing::panel, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("How relevance grows from layer to layer appears here."));
    return;
  }
  const int start = start_frame();
  const auto step = session_.selection().step();
  const int current = step ? *step : frames() - 1;
  const ColourMap& map = colour_map(session_.appearance().colour_map.toStdString());
  for (int i = 0; i < frames(); ++i) {
    const Frame& frame = frames_[static_cast<std::size_t>(i)];
    const QRect place = frame_rect(i);
    painter.setOpacity(i < start ? 0.35 : 1);
    if (!frame.picture.isNull()) {
      painter.drawImage(place, frame.picture);
    } else {
      painter.fillRect(place, colours.surface);
      const double cell = static_cast<double>(place.width()) / std::max<std::size_t>(1, frame.words.size());
      for (std::size_t word = 0; word < frame.words.size(); ++word) {
        const Colour colour = map.at(frame.words[word]);
        const double height = place.height() * std::clamp(static_cast<double>(frame.words[word]), 0.02, 1.0);
        painter.fillRect(QRectF(place.left() + static_cast<double>(word) * cell, place.bottom() + 1 - height,
                                std::max(1.0, cell - 1), height),
                         QColor(colour.red, colour.green, colour.blue));
      }
    }
    painter.setPen(QPen(i == current ? colours.accent : colours.border, i == current ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setPen(i == current ? colours.text : colours.dim_text);
    painter.setFont(text_font(TextSize::small, i == current));
    painter.drawText(QRect(place.left(), place.bottom() + 2, place.width(), caption_height),
                     Qt::AlignHCenter | Qt::AlignTop,
                     painter.fontMetrics().elidedText(frame.title, Qt::ElideMiddle, place.width()));
    painter.setOpacity(1);
  }
  const QRectF handle = handle_rect();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.accent);
  painter.drawRoundedRect(QRectF(handle.center().x() - 1.5, handle.top(), 3, handle.height()), 1.5, 1.5);
  painter.drawEllipse(QPointF(handle.center().x(), handle.center().y()), 5, 5);
}

int LayerFilm::frame_at(QPoint point) const {
  const int frame = (point.x() - spacing::panel) / (frame_width + gap);
  return frame >= 0 && frame < frames() && frame_rect(frame).adjusted(0, 0, 0, caption_height).contains(point) ? frame
                                                                                                               : -1;
}

void LayerFilm::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (handle_rect().adjusted(-2, 0, 2, 0).contains(event->pos())) {
    dragged_to_ = start_frame();
    return;
  }
  const int frame = frame_at(event->pos());
  if (frame >= 0) session_.selection().set_step(frame == frames() - 1 ? std::nullopt : std::optional<int>(frame));
}

void LayerFilm::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_to_ >= 0) {
    dragged_to_ =
        std::clamp((event->pos().x() - spacing::panel + frame_width / 2) / (frame_width + gap), 0, frames() - 1);
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

LayerStrip::LayerStrip(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      film_(new LayerFilm(session)),
      scroll_(new QScrollArea),
      play_(new QToolButton),
      title_(new QLabel) {
  setObjectName("layerStrip");
  play_->setObjectName("playLayers");
  play_->setIcon(icon("play"));
  play_->setCheckable(true);
  play_->setToolTip(tr("Play the layers (Space)"));
  play_->setAccessibleName(tr("Play the layers"));
  title_->setProperty("role", "dim");
  scroll_->setWidget(film_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setMinimumHeight(film_->sizeHint().height() + 12);
  auto* left = new QVBoxLayout;
  left->setSpacing(spacing::small);
  left->addWidget(play_);
  left->addStretch();
  auto* right = new QVBoxLayout;
  right->setSpacing(0);
  right->addWidget(scroll_, 1);
  right->addWidget(title_);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::small, 0, spacing::tight);
  layout->setSpacing(0);
  layout->addLayout(left);
  layout->addLayout(right, 1);
  timer_.setInterval(play_interval);
  connect(&timer_, &QTimer::timeout, this, [this] {
    const int now = session_.selection().step().value_or(film_->frames() - 1);
    if (now >= film_->frames() - 1 && timer_.property("turns").toInt() > 0) return toggle_play();
    timer_.setProperty("turns", timer_.property("turns").toInt() + 1);
    set_step(now >= film_->frames() - 1 ? 0 : now + 1);
  });
  connect(play_, &QToolButton::clicked, this, [this] { toggle_play(); });
  connect(film_, &LayerFilm::framesChanged, this, &LayerStrip::show_state);
  connect(&session_.selection(), &Selection::stepChanged, this, &LayerStrip::show_state);
  connect(&session_, &Session::optionsChanged, this, &LayerStrip::show_state);
  show_state();
}

void LayerStrip::toggle_play() {
  const bool start = !timer_.isActive() && film_->frames() > 1;
  timer_.setProperty("turns", 0);
  if (start) {
    set_step(0);
    timer_.start();
  } else {
    timer_.stop();
  }
  play_->setChecked(start);
  play_->setIcon(icon(start ? "pause" : "play"));
}

void LayerStrip::step(int frames) {
  if (film_->frames() == 0) return;
  set_step(std::clamp(session_.selection().step().value_or(film_->frames() - 1) + frames, 0, film_->frames() - 1));
}

void LayerStrip::set_step(int frame) {
  session_.selection().set_step(frame >= film_->frames() - 1 ? std::nullopt : std::optional<int>(frame));
  scroll_->ensureVisible(film_->frame_rect(frame).center().x(), 0, frame_width, 0);
}

void LayerStrip::show_state() {
  play_->setEnabled(film_->frames() > 1);
  if (film_->frames() == 0) {
    title_->clear();
    return;
  }
  const int first = session_.layers().first;
  title_->setText(
      first == 0 ? tr("All layers count. Drag the handle to start at a later one.")
                 : tr("Layers before %1 are left out.").arg(first < 0 ? tr("the last") : QString::number(first + 1)));
}

}  // namespace rex::ui
