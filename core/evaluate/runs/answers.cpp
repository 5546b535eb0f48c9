#include "core/evaluate/runs/answers.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/evaluate/protocols/plain_scores.h"
#include "core/evaluate/vqa.h"

namespace rex::evaluate {
namespace {

/// The label that is worth most; the first by name of equal ones.
std::string best_label(const Truth& truth) {
  const auto best = std::max_element(truth.labels.begin(), truth.labels.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == truth.labels.end() ? std::string() : best->first;
}

}  // namespace

std::string answer_label(const ModelDescription& model, std::int64_t index) {
  const auto position = static_cast<std::size_t>(index);
  return position < model.labels.size() && !model.labels[position].empty() ? model.labels[position]
                                                                           : "class " + std::to_string(index);
}

std::optional<std::int64_t> class_of(const ModelDescription& model, const std::string& label) {
  const auto found = std::find(model.labels.begin(), model.labels.end(), label);
  if (found != model.labels.end()) return found - model.labels.begin();
  if (!label.starts_with("class ") || !model.labels.empty()) return std::nullopt;
  return std::stoll(label.substr(6));
}

double worth_of(const ModelDescription& model, const Truth& truth, std::int64_t index) {
  if (truth.text) return *truth.text == index ? 1 : 0;
  const std::string label = answer_label(model, index);
  if (const auto found = truth.labels.find(label); found != truth.labels.end()) return found->second;
  const auto found = truth.labels.find(normalised_answer(label));
  return found == truth.labels.end() ? 0 : found->second;
}

std::optional<Target> right_target(const ModelDescription& model, const Truth& truth) {
  Target target;
  if (truth.text) {
    target.text = truth.text;
    return target;
  }
  double best = 0;
  for (const auto& [label, worth] : truth.labels) {
    const auto index = class_of(model, label);
    if (!index || worth <= best) continue;
    best = worth;
    target.class_index = index;
  }
  if (!target.class_index) return std::nullopt;
  return target;
}

nlohmann::json answer_facts(const Answered& answered, const Truth& truth) {
  const ModelDescription& model = answered.model->description;
  const Prediction& best = answered.predictions.front();
  nlohmann::json facts = {
      {"prediction",
       best.target.text ? answered.question.texts.at(static_cast<std::size_t>(*best.target.text)) : best.label},
      {"probability", json_or_null(best.probability)}};
  if (truth.labels.empty() && !truth.text) return facts;
  facts["label"] = truth.text ? answered.question.texts.at(static_cast<std::size_t>(*truth.text)) : best_label(truth);
  facts["worth"] = worth_of(model, truth, index_of(best.target));
  facts["right"] = worth_of(model, truth, index_of(best.target)) > 0;
  if (!right_target(model, truth)) facts["label_known"] = false;
  return facts;
}

std::vector<std::pair<std::string, Target>> explained_targets(const Answered& answered, const Truth& truth,
                                                              bool label) {
  std::vector<std::pair<std::string, Target>> targets{{"predicted", answered.predictions.front().target}};
  if (!label) return targets;
  const auto right = right_target(answered.model->description, truth);
  if (right) targets.emplace_back("label", *right);
  return targets;
}

}  // namespace rex::evaluate
