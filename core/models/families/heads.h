// What config.json says of a model's head: which ones are read here, and what its scores mean.
#pragma once

#include "core/models/config.h"
#include "core/models/description.h"

namespace rex {

/// What the probability of a classifier's score is, as Hugging Face's `problem_type` says; without one, a single output
/// is a regression's and has none. Throws Error where it is of no kind that is known.
ProbabilityRule probability_rule(const Config& config);

/// Throws Error where `architectures` names a model with another head than the classifiers of KIND, whose weights may
/// fit all the same (a token classifier's would give the sentence a token's label).
void refuse_other_heads(const Config& config, const ModelKind& kind);

}  // namespace rex
