#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/aggregate.h"
#include "core/explain/relevancy/head_mean.h"

namespace rex {
namespace {

/// Abnar & Zuidema: Quantifying Attention Flow in Transformers, ACL 2020 (arXiv 2005.00928); between modalities
/// R^{sq} = (R^{ss})ᵀ E_h A R^{qq} with the last bi-modal map, as the ICCV 2021 paper's code does.
class Rollout final : public ExplanationMethod {
 public:
  Rollout()
      : ExplanationMethod({.name = "rollout",
                           .title = "Rollout (ACL 2020)",
                           .description = "Attention averaged over heads, plus the residual, multiplied over layers. "
                                          "The same for every target. Abnar & Zuidema, ACL 2020.",
                           .needs = {}}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const AggregationRules rules{
        .normalize = false, .rows_sum_to_one = evidence.conventions.rollout_rows_sum_to_one, .last_cross_only = true};
    aggregate(
        evidence, options, rules, [&](std::size_t map) { return head_mean(evidence.maps[map].weights); }, result);
  }
};

}  // namespace

MethodPointer make_rollout() { return std::make_unique<Rollout>(); }

}  // namespace rex
