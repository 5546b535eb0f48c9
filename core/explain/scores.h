#pragma once

#include <string>

#include "core/explain/target.h"

namespace rex {

/// The number that is explained, and how it stands among its alternatives.
struct TargetScore {
  double logit = 0;
  double probability = 0;  ///< softmax over classes ("no object" among them) or over texts
};

/// Of a resolved TARGET.
TargetScore score_of(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// "cat" or "class 8"; "query 4: dog"; "text 2".
std::string target_label(const ModelDescription& description, const Target& target);

}  // namespace rex
