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

#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/inside/layer_film.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/elided_label.h"

namespace rex::ui {
namespace {

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
  scroll_->setMinimumHeight(film_->minimumSizeHint().height());
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

void LayerStrip::set_step(int frame) {
  film_->show_frame(frame);
  reveal(frame);
}

void LayerStrip::reveal(int frame) {
  scroll_->ensureVisible(film_->frame_rect(frame).center().x(), 0,
                         film_->frame_rect(frame).width() / 2 + spacing::small, 0);
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
  const int first = session_.layers().first;
  const QString start = first < 0 ? tr("the last") : QString::number(first + 1);
  // Beside tabs there is room for what differs from the rule alone; the flag's tool tip tells the rest.
  const bool tabs = stacks_->count() > 2;
  title_->setText(first == 0 ? (tabs ? QString() : tr("All layers count. Drag the flag to start at a later one."))
                  : tabs     ? tr("From layer %1 on").arg(start)
                             : tr("Layers before %1 are left out. Drag the flag back to count them.").arg(start));
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

/// A wheel that turns up and down moves the film, which has no height to scroll, along.
bool LayerStrip::eventFilter(QObject* watched, QEvent* event) {
  if (watched != scroll_->viewport() || event->type() != QEvent::Wheel) return QWidget::eventFilter(watched, event);
  const QPoint turned = static_cast<QWheelEvent*>(event)->angleDelta();
  if (turned.y() == 0) return false;
  scroll_->horizontalScrollBar()->setValue(scroll_->horizontalScrollBar()->value() - turned.y());
  return true;
}

void LayerStrip::fit_film() { film_->set_room(scroll_->size()); }

}  // namespace rex::ui
