#include "ui/state/queries.h"

#include "core/explain/predictions.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace {

int query_of(const Target& target) { return static_cast<int>(target.query.value_or(-1)); }

}  // namespace

std::vector<const Prediction*> drawn_queries(const Session& session, bool hovered) {
  std::vector<const Prediction*> drawn;
  if (!session.answered() || session.answered()->query_boxes.empty() || !session.appearance().boxes) return drawn;
  const Selection& selection = session.selection();
  const int target = session.explanation() ? query_of(session.explanation()->target) : -1;
  const int under_pointer = hovered ? selection.hovered_query().value_or(-1) : -1;
  for (const Prediction& prediction : session.answered()->predictions) {
    const int query = query_of(prediction.target);
    const bool chosen = query == target || query == under_pointer || selection.visibility().solo == query;
    if (query < 0 || !selection.visibility().shows(query)) continue;
    if (chosen || prediction.probability >= confident_query) drawn.push_back(&prediction);
  }
  return drawn;
}

std::vector<std::int64_t> figure_queries(const Session& session) {
  std::vector<std::int64_t> numbers;
  for (const Prediction* prediction : drawn_queries(session, false)) numbers.push_back(query_of(prediction->target));
  if (!numbers.empty()) return numbers;
  for (const auto& mask : drawn_masks(session)) numbers.push_back(query_of(mask->target));
  return numbers;
}

std::vector<std::shared_ptr<const Explanation>> drawn_masks(const Session& session) {
  std::vector<std::shared_ptr<const Explanation>> drawn;
  const Selection& selection = session.selection();
  if (!session.appearance().masks || !session.answered() || session.answered()->query_boxes.empty()) return drawn;
  if (selection.shown_head() || selection.shown_token()) return drawn;
  std::vector<std::shared_ptr<const Explanation>> all;
  if (session.appearance().all_queries) {
    all = session.detections();
  } else if (session.explanation() && !selection.step()) {
    all = {session.explanation()};
  }
  for (const auto& explanation : all) {
    if (selection.visibility().shows(query_of(explanation->target))) drawn.push_back(explanation);
  }
  return drawn;
}

}  // namespace rex::ui
