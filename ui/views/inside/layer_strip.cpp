#include "ui/views/inside/layer_strip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/inside/layer_film.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/elided_label.h"

namespace rex::ui {
namespace {

constexpr int least_height = 84;    // one row of the smallest frames
constexpr int play_interval = 450;  // milliseconds for each layer

}  // namespace

LayerStrip::LayerStrip(Session& session, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      session_(session),
      film_(new LayerFilm(session)),
      scroll_(new QScrollArea),
      stacks_(new QTabBar),
      play_action_(actions.action("playLayers")),
      play_(actions.make_button("playLayers", "playLayers")),
      title_(new ElidedLabel) {
  setObjectName("layerStrip");
  stacks_->setObjectName("filmStacks");
  stacks_->setExpanding(false);
  stacks_->setDrawBase(false);
  stacks_->setElideMode(Qt::ElideNone);
  stacks_->setAccessibleName(tr("Stacks of layers in the film"));
  title_->setProperty("role", "dim");
  title_->setFont(text_font(TextSize::small));
  scroll_->setWidget(film_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->viewport()->installEventFilter(this);
  scroll_->setMinimumHeight(least_height);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(spacing::small);
  bar->addWidget(play_);
  bar->addWidget(stacks_);
  bar->addWidget(title_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, 0, 0, spacing::tight);
  layout->setSpacing(spacing::tight);
  layout->addLayout(bar);
  layout->addWidget(scroll_, 1);
  timer_.setInterval(play_interval);
  connect(&timer_, &QTimer::timeout, this, [this] {
    const int now = film_->current_frame();
    if (now >= film_->frames() - 1 && timer_.property("turns").toInt() > 0) return toggle_play();
    timer_.setProperty("turns", timer_.property("turns").toInt() + 1);
    set_step(now >= film_->frames() - 1 ? 0 : now + 1);
  });
  connect(film_, &LayerFilm::framesChanged, this, &LayerStrip::show_state);
  connect(stacks_, &QTabBar::currentChanged, this, [this](int tab) {
    if (tab >= 0 && !showing_) film_->set_stack(stacks_->tabData(tab).toString());
  });
  connect(&session_.selection(), &Selection::stepChanged, this, &LayerStrip::show_state);
  connect(&session_, &Session::optionsChanged, this, &LayerStrip::show_state);
  show_state();
}

void LayerStrip::toggle_play() {
  const bool start = !timer_.isActive() && can_play();
  timer_.setProperty("turns", 0);
  if (start) {
    set_step(0);
    timer_.start();
  } else {
    timer_.stop();
  }
  play_action_.setIcon(icon(start ? "pause" : "play"));
  Q_EMIT playChanged();
}

bool LayerStrip::can_play() const { return film_->frames() > 1; }

void LayerStrip::stop() {
  if (timer_.isActive()) toggle_play();
}

void LayerStrip::step(int frames) {
  if (film_->frames() == 0) return;
  // Between two frames of one stack lie layers of others: back is then the frame before.
  set_step(std::clamp(film_->current_frame() + frames, 0, film_->frames() - 1));
}

void LayerStrip::move_start(int by) {
  LayerRange layers = session_.layers();
  const int count = most_layers();
  const int first = layers.first < 0 ? layers.first + count : layers.first;
  const int last = layers.last < 0 ? layers.last + count : layers.last;
  layers.first = std::clamp(first + by, 0, std::max(0, last));
  session_.set_layers(layers);
}

void LayerStrip::move_end(int by) {
  LayerRange layers = session_.layers();
  const int count = most_layers();
  const int first = layers.first < 0 ? layers.first + count : layers.first;
  const int last = layers.last < 0 ? layers.last + count : layers.last;
  const int end = std::clamp(last + by, first, std::max(first, count - 1));
  layers.last = end == count - 1 ? -1 : end;
  session_.set_layers(layers);
}

/// Of the deepest stack.
int LayerStrip::most_layers() const {
  int count = 1;
  if (session_.explanation()) {
    for (const HeadMaps& maps : session_.explanation()->head_maps) count = std::max(count, maps.layer + 1);
  }
  return count;
}

void LayerStrip::set_step(int frame) {
  film_->show_frame(frame);
  reveal(frame);
}

void LayerStrip::reveal(int frame) {
  const QRect area = film_->frame_rect(frame);
  scroll_->ensureVisible(area.center().x(), area.center().y(), area.width() / 2 + spacing::small,
                         film_->rows() > 1 ? area.height() / 2 + spacing::large : 0);
}

void LayerStrip::show_stacks() {
  const QScopedValueRollback guard(showing_, true);
  const QStringList stacks = film_->stacks();
  QStringList wanted{QString()}, shown;
  wanted << stacks;
  for (int tab = 0; tab < stacks_->count(); ++tab) shown << stacks_->tabData(tab).toString();
  if (shown != wanted) {
    while (stacks_->count() > 0) stacks_->removeTab(0);
    stacks_->setTabData(stacks_->addTab(tr("All")), QString());
    for (const QString& stack : stacks) stacks_->setTabData(stacks_->addTab(stack_title(stack.toStdString())), stack);
  }
  stacks_->setCurrentIndex(static_cast<int>(wanted.indexOf(film_->stack())));
  stacks_->setVisible(stacks.size() > 1);
}

void LayerStrip::show_state() {
  show_stacks();
  fit_film();
  Q_EMIT playChanged();
  if (film_->frames() == 0) {
    title_->clear();
    return;
  }
  const int first = session_.layers().first, last = session_.layers().last;
  const QString start = first < 0 ? tr("the last") : QString::number(first + 1);
  // Beside tabs there is room for what differs from the rule alone; the flag's tool tip tells the rest.
  const bool tabs = stacks_->count() > 2;
  const QString end = last < 0 ? tr("the last") : QString::number(last + 1);
  const bool all = session_.layers() == LayerRange();
  title_->setText(all && tabs ? QString()
                  : all       ? tr("All layers count. Drag the flags to leave some out.")
                  : tabs      ? tr("Layers %1 to %2 count").arg(start, end)
                              : tr("Layers %1 to %2 count. A double click on a flag gives it back.").arg(start, end));
  title_->setVisible(!title_->text().isEmpty());  // its room is the tabs'
  reveal_later();
}

void LayerStrip::resizeEvent(QResizeEvent*) {
  layout()->activate();
  fit_film();
  reveal_later();
}

/// When the film has its new width.
void LayerStrip::reveal_later() {
  QTimer::singleShot(0, this, [this] {
    if (film_->frames() > 0) reveal(film_->current_frame());
  });
}

/// With Ctrl the wheel makes the frames larger; without, it moves a film of one row, which has no height to scroll,
/// along.
bool LayerStrip::eventFilter(QObject* watched, QEvent* event) {
  if (watched != scroll_->viewport() || event->type() != QEvent::Wheel) return QWidget::eventFilter(watched, event);
  const QPoint turned = static_cast<QWheelEvent*>(event)->angleDelta();
  if (turned.y() == 0) return false;
  if (static_cast<QWheelEvent*>(event)->modifiers().testFlag(Qt::ControlModifier)) {
    film_->zoom_by(std::pow(1.0015, turned.y()));
    return true;
  }
  if (film_->rows() > 1) return false;
  scroll_->horizontalScrollBar()->setValue(scroll_->horizontalScrollBar()->value() - turned.y());
  return true;
}

void LayerStrip::fit_film() {
  film_->set_room(scroll_->size());
  const bool higher = film_->rows() > 1 && film_->sizeHint().height() > scroll_->height();
  scroll_->setVerticalScrollBarPolicy(higher ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

}  // namespace rex::ui
