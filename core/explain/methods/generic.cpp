#include <utility>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/aggregate.h"
#include "core/explain/relevancy/head_mean.h"

namespace rex {
namespace {

/// Chefer, Gur, Wolf: Generic Attention-model Explainability, ICCV 2021 (arXiv 2103.15679), eq. 5–11.
class Generic final : public ExplanationMethod {
 public:
  Generic(MethodDescription description, AggregationRules rules)
      : ExplanationMethod(std::move(description)), rules_(rules) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    // "lrp" variants: A in eq. 5 is replaced by its relevance R^A.
    const AveragedMap average = [&](std::size_t map) {
      return positive_head_mean(evidence.gradients[map],
                                needs().relevances ? evidence.relevances[map] : evidence.maps[map].weights);
    };
    aggregate(evidence, options, rules_, average, result);
  }

 private:
  AggregationRules rules_;
};

MethodPointer make(MethodDescription description, AggregationRules rules) {
  description.clamps = true;
  return std::make_unique<Generic>(std::move(description), rules);
}

constexpr MethodNeeds gradients{.gradients = true};
constexpr MethodNeeds gradients_and_relevances{.gradients = true, .relevances = true};

}  // namespace

MethodPointer make_generic() {
  return make({.name = "generic",
               .title = "Generic (ICCV 2021)",
               .description = "Gradient-weighted attention, gathered over all layers and both modalities. Chefer, Gur, "
                              "Wolf, ICCV 2021.",
               .needs = gradients},
              {});
}

MethodPointer make_generic_no_normalization() {
  return make(
      {.name = "generic_no_normalization",
       .title = "Generic without normalization",
       .description = "Ablation of the ICCV 2021 paper: relevancies are not scaled (eq. 8-9) between modalities.",
       .needs = gradients,
       .ablation = true},
      {.normalize = false});
}

MethodPointer make_generic_no_self_in_rule10() {
  return make({.name = "generic_no_self_in_rule10",
               .title = "Generic without self-attention between modalities",
               .description = "Ablation of the ICCV 2021 paper: bi-modal attention is added as it is, without what its "
                              "tokens had gathered (eq. 10).",
               .needs = gradients,
               .ablation = true},
              {.self_in_rule_10 = false});
}

MethodPointer make_generic_no_aggregation() {
  return make(
      {.name = "generic_no_aggregation",
       .title = "Generic without aggregation",
       .description = "Ablation of the ICCV 2021 paper: each layer replaces the relevancies instead of adding to "
                      "them.",
       .needs = gradients,
       .ablation = true},
      {.add = false, .normalize = false});
}

MethodPointer make_generic_lrp() {
  return make(
      {.name = "generic_lrp",
       .title = "Generic with LRP",
       .description = "The generic method with the LRP relevance of each attention map in place of the attention "
                      "(ICCV 2021).",
       .needs = gradients_and_relevances},
      {});
}

MethodPointer make_generic_lrp_no_normalization() {
  return make({.name = "generic_lrp_no_normalization",
               .title = "Generic with LRP, without normalization",
               .description = "Ablation of the ICCV 2021 paper: generic with LRP, relevancies not scaled (eq. 8-9).",
               .needs = gradients_and_relevances,
               .ablation = true},
              {.normalize = false});
}

}  // namespace rex
