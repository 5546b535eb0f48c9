#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/explain/methods/conventions.h"
#include "core/explain/read_out.h"
#include "core/models/forward_pass.h"
#include "core/nn/forward_context.h"
#include "core/nn/trace.h"

namespace rex {

/// All that a method may look at: numbers between token domains. Nothing says which model they come from.
struct Evidence {
  std::vector<TokenDomain> domains;
  std::vector<AttentionMap> maps;  ///< weights are [heads, query, key], detached, float32
  /// dy/dA beside each map; zeros where the score does not depend on it; empty if not needed.
  std::vector<at::Tensor> gradients;
  std::vector<at::Tensor> relevances;         ///< R^A beside each map; empty if not needed
  nn::RuleSet rules = nn::RuleSet::standard;  ///< of the relevances
  /// ds/dA beside each map, where s is the layer's own score; undefined where it has none.
  std::vector<at::Tensor> layer_gradients;
  std::vector<TraceInput> input_relevances;  ///< relevance at the inputs (`lrp`): values are relevance, not activations
  std::vector<ReadOut> read_outs;
  MethodConventions conventions;
};

/// Which of the two published sets of relevance rules a method wants.
enum class RuleChoice : std::uint8_t {
  standard,     ///< the CVPR 2021 method's
  original,     ///< the `lrp` baselines' on ViT and BERT
  as_published  ///< what the family's published baseline uses (MethodConventions::original_rules_for_lrp)
};

/// What a method must be given.
struct MethodNeeds {
  bool gradients = false;
  bool sums_gradients = false;  ///< reads their sums, which may nearly cancel
  bool relevances = false;
  bool layer_gradients = false;
  bool input_relevances = false;
  RuleChoice rules = RuleChoice::standard;  ///< of the relevances
};

}  // namespace rex
