#pragma once

#include <memory>
#include <vector>

#include "core/explain/method.h"

namespace rex {

/// The names under which the public code of the papers runs methods on some layers only, or under other relevance
/// rules: `transformer_attribution_start1`, `partial_lrp_layers_ours`, … Each description says how it is spelled with
/// the options of `rex explain`.
std::vector<std::unique_ptr<ExplanationMethod>> published_variants();

}  // namespace rex
