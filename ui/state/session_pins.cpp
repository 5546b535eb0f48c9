// Explanations that are held beside the one at hand.
#include <utility>

#include "ui/state/session.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_pins = 6;  // as many panels as the compare view has

}  // namespace

bool Session::pin() {
  if (!explanation_ || !answered_) return true;
  if (pins_.size() + pins_to_come_.size() >= most_pins) return false;
  Asked asked = shown_asked_;
  asked.target = explanation_->target;
  asked.compare_methods.clear();
  asked.compare_targets.clear();
  pins_.push_back({std::move(asked), answered_, explanation_});
  Q_EMIT pinsChanged();
  return true;
}

/// The next of those to come is there. What was asked before is one answer with that, so that figures can tell.
void Session::take_pin(const std::shared_ptr<const Answered>& answered,
                       const std::shared_ptr<const Explanation>& explanation) {
  if (pins_to_come_.empty()) return;
  std::shared_ptr<const Answered> known = answered;
  const auto same = [&](const std::shared_ptr<const Answered>& other) {
    return other && other->model->path == answered->model->path && other->question == answered->question;
  };
  for (const Pin& pin : pins_) {
    if (same(pin.answered)) known = pin.answered;
  }
  std::shared_ptr<const Explanation> one = explanation;
  if (same(answered_)) {
    known = answered_;
    const ExplainOptions &its = explanation->options, &shown = explanation_->options;
    if (explanation->method == explanation_->method && explanation->target == explanation_->target &&
        its.layers == shown.layers && its.negative_evidence == shown.negative_evidence) {
      one = explanation_;  // it stands in the comparison once
    }
  }
  pins_.push_back({std::move(pins_to_come_.front()), known, one});
  pins_to_come_.erase(pins_to_come_.begin());
  Q_EMIT pinsChanged();
}

void Session::unpin_all() {
  pins_.clear();
  pins_to_come_.clear();
  Q_EMIT pinsChanged();
}

void Session::unpin(int index) {
  if (index < 0 || index >= static_cast<int>(pins_.size())) return;
  pins_.erase(pins_.begin() + index);
  Q_EMIT pinsChanged();
}

}  // namespace rex::ui
