#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/target.h"
#include "core/models/forward_pass.h"

namespace rex {

/// TARGET with its empty fields chosen: the query with the most confident class, the best class of the query ("no
/// object" excluded) or the match that the model judges, the best text. Throws Error with the valid range where an
/// index is outside it or does not fit the model.
Target resolve(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// The number that is explained, and how it stands among its alternatives.
struct TargetScore {
  double logit = 0;
  /// By the model's rule: softmax over classes ("no object" among them) or over texts, or the score's own sigmoid;
  /// unset where the score has none.
  std::optional<double> probability;
};

/// Of a resolved TARGET.
TargetScore score_of(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// "cat" or "class 8"; "feature 16"; "query 4: dog"; "text 2".
std::string target_label(const ModelDescription& description, const Target& target);

/// One answer of the model, for lists.
struct Prediction {
  Target target;
  std::string label;  ///< "cat"; "class 8" where the model has no labels; the caption, or its number: "text 2"
  double score = 0;   ///< raw logit
  std::optional<double> probability = {};  ///< as in TargetScore
  std::optional<double> before = {};  ///< the same while nothing of the input was taken away; unset where nothing is
};

/// Of SCORES, the alternatives of one answer in the last dimension, by RULE; undefined where scores have none.
at::Tensor probabilities(const at::Tensor& scores, ProbabilityRule rule);

/// "0.97", "0.0043", "3.1e-07": with DECIMALS, but what would be all zeros keeps two digits that are not.
std::string probability_text(double probability, int decimals = 2);

/// The best MOST predictions, best first. DETR: queries whose best class beats "no object" come with their probability,
/// all queries above LEAST_PROBABILITY.
std::vector<Prediction> predictions(const ForwardPass& pass, const ModelDescription& description, std::size_t most,
                                    double least_probability = 0);

}  // namespace rex
