// What is seen, whole: taken from the session, put back without a run, and restored from a file.
#include <QScopedValueRollback>
#include <utility>

#include "core/base/error.h"
#include "ui/state/session.h"

namespace rex::ui {

void Session::restore(const SavedSession& saved) {
  loader_.cancel();
  second_loader_.cancel();
  asked_ = saved.asked;
  if (saved.pyramid) {
    keep(saved.pyramid);
  }
  typed_.clear();
  for (const std::string& text : asked_.question.texts) typed_ << QString::fromStdString(text);
  typed_pair_ = QString::fromStdString(asked_.question.pair);
  appearance_ = saved.appearance;
  warnings_ = saved.warnings;
  expected_hash_ = saved.model_hash;
  if (saved.faithfulness) wanted_faithfulness_ = saved.faithfulness;
  set_comparing(saved.comparing);
  if (!saved.pins.empty()) {
    pins_.clear();
    pins_to_come_ = saved.pins;
    Q_EMIT pinsChanged();
  }
  Q_EMIT inputsChanged();
  Q_EMIT optionsChanged();
  Q_EMIT appearanceChanged();
  request();
  if (saved.faithfulness) Q_EMIT faithfulnessWanted();
  to_select_ = saved.selection;
}

SeenView Session::view() const {
  SeenView view;
  view.asked = shown_asked_;
  view.model = model_;
  view.answered = answered_;
  view.explanation = explanation_;
  view.compared = compared_;
  view.comparing = comparing_;
  view.detections = detections_;
  view.explain_seconds = explain_seconds_;
  view.appearance = appearance_;
  view.head_values = head_values_;
  view.step = selection_.step();
  view.tokens = selection_.tokens();
  view.head = selection_.head();
  view.visibility = selection_.visibility();
  return view;
}

void Session::show(const SeenView& view) {
  const QScopedValueRollback guard(showing_, true);
  loader_.cancel();
  second_loader_.cancel();
  asked_while_loading_ = false;
  worker_.cancel();
  latest_ = 0;  // nothing of what was under way is taken
  asked_ = shown_asked_ = view.asked;
  answered_ = arriving_ = view.answered;
  model_ = view.model;
  forget_faithfulness();
  forget_sanity();
  explanation_ = view.explanation;
  compared_ = view.compared;
  detections_ = view.detections;
  explain_seconds_ = view.explain_seconds;
  appearance_ = view.appearance;
  head_values_ = view.head_values;
  typed_.clear();
  for (const std::string& text : asked_.question.texts) typed_ << QString::fromStdString(text);
  typed_pair_ = QString::fromStdString(asked_.question.pair);
  set_running(false);
  if (std::exchange(failure_, std::nullopt)) Q_EMIT failureChanged();
  Q_EMIT modelChanged();
  Q_EMIT inputsChanged();
  Q_EMIT optionsChanged();
  Q_EMIT answeredChanged();
  Q_EMIT appearanceChanged();
  Q_EMIT explanationChanged();
  Q_EMIT comparedChanged();
  set_comparing(view.comparing);
  selection_.clear();
  selection_.set_visibility(view.visibility);
  selection_.set_step(view.step);
  selection_.hold_tokens(view.tokens);
  selection_.hold_head(view.head);
}

/// Holds what SAVED spells; what this explanation does not have is left out.
void Session::select(const SavedSelection& saved) {
  selection_.clear();
  set_head_values(saved.head_values);
  selection_.set_visibility(saved.visibility);
  if (saved.step && *saved.step < static_cast<int>(explanation_->steps.size())) selection_.set_step(saved.step);
  try {
    std::vector<TokenPlace> tokens;
    if (!saved.token.empty()) tokens.push_back(parse_token(saved.token, *explanation_, {}));
    for (const std::string& token : saved.more) tokens.push_back(parse_token(token, *explanation_, {}));
    selection_.hold_tokens(std::move(tokens));
    if (!saved.head.empty()) selection_.hold_head(parse_head(saved.head, *explanation_));
  } catch (const Error&) {  // the model behind the name has changed
  }
}

}  // namespace rex::ui
