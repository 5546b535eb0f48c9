#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/explain/target.h"
#include "core/models/forward_pass.h"

namespace rex {

/// TARGET with its empty fields chosen: the query with the most confident class, the best class of the query ("no
/// object" excluded), the best text. Throws Error with the valid range where an index is outside it or does not fit the
/// model.
Target resolve(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// The number that is explained, and how it stands among its alternatives.
struct TargetScore {
  double logit = 0;
  double probability = 0;  ///< by the model's ProbabilityRule: softmax over classes ("no object" among them) or over
                           ///< texts, sigmoid of this score alone, or NaN
};

/// Of a resolved TARGET.
TargetScore score_of(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// "cat" or "class 8"; "feature 16"; "query 4: dog"; "text 2".
std::string target_label(const ModelDescription& description, const Target& target);

/// One answer of the model, for lists.
struct Prediction {
  Target target;
  std::string label;       ///< "cat"; "class 8" where the model has no labels; the caption's number for CLIP
  double score = 0;        ///< raw logit
  double probability = 0;  ///< by the model's ProbabilityRule; NaN where it has none
};

/// The best MOST predictions, best first. DETR: queries whose best class beats "no object" come with their probability,
/// all queries above LEAST_PROBABILITY.
std::vector<Prediction> predictions(const ForwardPass& pass, const ModelDescription& description, std::size_t most,
                                    double least_probability = 0);

}  // namespace rex
