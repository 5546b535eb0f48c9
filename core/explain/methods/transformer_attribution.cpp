#include <ATen/ATen.h>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/aggregate.h"
#include "core/explain/relevancy/head_mean.h"

namespace rex {
namespace {

/// Chefer, Gur, Wolf: Transformer Interpretability Beyond Attention Visualization, CVPR 2021 (arXiv 2012.09838).
/// Self-attention is gathered; between modalities the last bi-modal map stands alone.
class TransformerAttribution final : public ExplanationMethod {
 public:
  TransformerAttribution()
      : ExplanationMethod({.name = "transformer_attribution",
                           .title = "Transformer attribution (CVPR 2021)",
                           .description = "Gradient times LRP relevance of each attention map, multiplied over layers. "
                                          "Chefer, Gur, Wolf, CVPR 2021.",
                           .needs = {.gradients = true, .relevances = true},
                           .clamps = true}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const AggregationRules rules{.normalize = false,
                                 .self_in_rule_10 = false,
                                 .rows_sum_to_one = evidence.conventions.attribution_rows_sum_to_one,
                                 .last_cross_only = true};
    const AveragedMap average = [&](std::size_t map) {
      return positive_head_mean(evidence.gradients[map], evidence.relevances[map]);
    };
    aggregate(evidence, options, rules, average, result,
              evidence.conventions.attribution_own_entry_is_minimum ? OwnEntry::row_minimum : OwnEntry::zero);
  }
};

/// The baseline of the CVPR 2021 code that rolls the relevance of the maps out, without gradients.
class LrpRollout final : public ExplanationMethod {
 public:
  LrpRollout()
      : ExplanationMethod({.name = "lrp_rollout",
                           .title = "Rollout of LRP relevances",
                           .description = "Baseline of the CVPR 2021 code: rollout over the positive LRP relevance of "
                                          "each attention map.",
                           .needs = {.relevances = true},
                           .ablation = true}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const AggregationRules rules{.normalize = false, .last_cross_only = true};
    const AveragedMap average = [&](std::size_t map) { return head_mean(evidence.relevances[map].clamp_min(0)); };
    aggregate(evidence, options, rules, average, result);
  }
};

}  // namespace

MethodPointer make_transformer_attribution() { return std::make_unique<TransformerAttribution>(); }
MethodPointer make_lrp_rollout() { return std::make_unique<LrpRollout>(); }

}  // namespace rex
