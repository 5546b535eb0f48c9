// What an answer is worth, and which targets of a sample are explained.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/evaluate/data/sets/data_set.h"
#include "core/explain/inquiry.h"

namespace rex::evaluate {

/// "cat", or "class 3" where MODEL tells no labels.
std::string answer_label(const ModelDescription& model, std::int64_t index);

/// The class that MODEL calls LABEL; none where it does not know it.
std::optional<std::int64_t> class_of(const ModelDescription& model, const std::string& label);

/// What the answer INDEX (a class, or a text) is worth, 0…1.
double worth_of(const ModelDescription& model, const Truth& truth, std::int64_t index);

/// The target of the right answer: the label that is worth most, of those that MODEL knows. None where it knows none.
std::optional<Target> right_target(const ModelDescription& model, const Truth& truth);

/// {"prediction", "probability", "label", "right", "worth"} of a classifier's or a comparer's ANSWERED question;
/// "right" only where the truth is known; "label_known": false where MODEL does not know the label.
nlohmann::json answer_facts(const Answered& answered, const Truth& truth);

/// "predicted" with the best answer, and, where LABEL is set and the right answer is known, "label".
std::vector<std::pair<std::string, Target>> explained_targets(const Answered& answered, const Truth& truth, bool label);

}  // namespace rex::evaluate
