#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/models/forward_pass.h"
#include "core/models/model.h"

namespace rex {

/// TARGET with its empty fields chosen: the query with the most confident class, the best class of the query ("no
/// object" excluded), the best text. Throws Error with the valid range where an index is outside it or does not fit the
/// model.
Target resolve(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// Reads "top", a class index ("281", "class:281") or label in any case ("tabby", "label:2" where a label is a number),
/// "query:N", "query:N,CLASS" and "text:N". Throws Error with near labels.
Target parse_target(const std::string& text, const ModelDescription& description);

/// The opposite: "query:4,class:8", "class:281", "text:0"; "top" where nothing is chosen.
std::string to_string(const Target& target);

/// One answer of the model, for lists.
struct Prediction {
  Target target;
  std::string label;       ///< "cat"; "class 8" where the model has no labels; the caption's number for CLIP
  double score = 0;        ///< raw logit
  double probability = 0;  ///< softmax
};

/// The best MOST predictions, best first. DETR: queries whose best class beats "no object" come with their probability,
/// all queries above LEAST_PROBABILITY.
std::vector<Prediction> predictions(const ForwardPass& pass, const ModelDescription& description, std::size_t most,
                                    double least_probability = 0);

}  // namespace rex
