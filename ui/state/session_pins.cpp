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

/// Of what is pinned, the maps that this model can measure beside the one at hand: of the same question, or finished
/// ones of another from which nothing is taken away.
std::vector<WantedCurve> Session::curves_of_pins() const {
  std::vector<WantedCurve> curves;
  for (const Pin& pin : pins_) {
    if (pin.asked.model != asked_.model || pin.asked.arithmetic != asked_.arithmetic) continue;
    const ModelDescription& description = pin.answered->model->description;
    const Question asked = readable(asked_.question, description), pinned = readable(pin.asked.question, description);
    const std::string method = pin.asked.method.toStdString();
    WantedCurve curve{{method, pin.explanation->target, options_of(pin.asked, pin.asked.method)}};
    if (!(pinned == asked)) {
      if (!pinned.without.empty()) continue;
      curve.answered = pin.answered;
      curve.shown = pin.explanation;
      curve.input = pinned.picture != asked.picture   ? pinned.picture_file.stem().string()
                    : pinned.texts != asked.texts     ? (pinned.texts.empty() ? "" : pinned.texts.front())
                    : asked.without != pinned.without ? "whole input"
                                                      : "";
      if (curve.input.empty()) curve.input = "another input";
    }
    curves.push_back(std::move(curve));
  }
  return curves;
}

/// The curves are of other maps now: as soon as nothing else is asked.
void Session::measure_again() {
  if (!wanted_faithfulness_ || !explanation_) return;
  if (running_) {
    to_measure_ = true;
  } else {
    request();
  }
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
  measure_again();
  Q_EMIT pinsChanged();
}

void Session::unpin_all() {
  pins_.clear();
  pins_to_come_.clear();
  Q_EMIT pinsChanged();
  measure_again();
}

void Session::unpin(int index) {
  if (index < 0 || index >= static_cast<int>(pins_.size())) return;
  pins_.erase(pins_.begin() + index);
  Q_EMIT pinsChanged();
  measure_again();
}

}  // namespace rex::ui
