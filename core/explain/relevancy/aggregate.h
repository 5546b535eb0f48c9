#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <functional>

#include "core/explain/evidence.h"
#include "core/explain/explanation.h"
#include "core/explain/relevancy/read_row.h"
#include "core/explain/relevancy/relevancy.h"

namespace rex {

/// Ā of the map at an index of Evidence::maps: [query, key] float32.
using AveragedMap = std::function<at::Tensor(std::size_t map)>;

/// The fold that generic, rollout and transformer attribution share: the maps that count change the relevancies by
/// RULES, in order; then the read-out rows go into RESULT, with steps and matrices as OPTIONS ask.
void aggregate(const Evidence& evidence, const ExplainOptions& options, const AggregationRules& rules,
               const AveragedMap& average, Explanation& result, OwnEntry own_entry = OwnEntry::zero);

}  // namespace rex
