#include "ui/state/view_history.h"

#include "ui/state/session.h"

namespace rex::ui {
namespace {

constexpr int moment = 400;             // milliseconds: what changes within it is one change
constexpr std::size_t most_views = 40;  // each holds an explanation, some megabytes of a large model's

}  // namespace

bool SeenView::operator==(const SeenView& other) const {
  return explanation == other.explanation && compared == other.compared && comparing == other.comparing &&
         appearance == other.appearance && head_values == other.head_values && step == other.step &&
         tokens == other.tokens && head == other.head && visibility == other.visibility;
}

ViewHistory::ViewHistory(Session& session, QObject* parent) : QObject(parent), session_(session) {
  pause_.setSingleShot(true);
  pause_.setInterval(moment);
  connect(&pause_, &QTimer::timeout, this, &ViewHistory::remember);
  const auto wait = [this] { pause_.start(); };
  for (const auto signal : {&Session::explanationChanged, &Session::comparedChanged, &Session::appearanceChanged,
                            &Session::comparingChanged}) {
    connect(&session_, signal, this, wait);
  }
  const Selection& selection = session_.selection();
  for (const auto signal :
       {&Selection::tokenChanged, &Selection::headChanged, &Selection::stepChanged, &Selection::visibilityChanged}) {
    connect(&selection, signal, this, wait);
  }
}

/// What is seen now becomes the last view, unless it is the one already; what could be redone is gone then.
void ViewHistory::remember() {
  pause_.stop();
  if (!session_.explanation() || session_.busy()) return;  // a finished request asks again
  SeenView view = session_.view();
  if (now_ >= 0 && views_[static_cast<std::size_t>(now_)] == view) return;
  views_.resize(static_cast<std::size_t>(now_ + 1));
  views_.push_back(std::move(view));
  if (views_.size() > most_views) views_.erase(views_.begin());
  now_ = static_cast<int>(views_.size()) - 1;
  Q_EMIT changed();
}

bool ViewHistory::can_undo() const { return now_ > 0 || (now_ == 0 && pause_.isActive()); }

void ViewHistory::undo() {
  remember();  // what was changed a moment ago is what is undone
  go_to(now_ - 1);
}

void ViewHistory::redo() {
  remember();
  go_to(now_ + 1);
}

void ViewHistory::go_to(int index) {
  if (index < 0 || index >= static_cast<int>(views_.size())) return;
  now_ = index;
  session_.show(views_[static_cast<std::size_t>(index)]);
  pause_.stop();  // that was no change of a person's
  Q_EMIT changed();
}

}  // namespace rex::ui
