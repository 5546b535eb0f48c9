#include <ATen/ATen.h>

#include <utility>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/head_mean.h"
#include "core/explain/relevancy/last_map.h"

namespace rex {
namespace {

/// The relevance of the last layer's attention map (Voita et al., ACL 2019, as the CVPR 2021 code adapts it).
class PartialLrpMethod final : public ExplanationMethod {
 public:
  explicit PartialLrpMethod(MethodDescription description) : ExplanationMethod(std::move(description)) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const bool clamp = evidence.conventions.partial_lrp == MethodConventions::PartialLrp::clamp;
    read_last_maps(evidence, options,
                   matrix_view(evidence,
                               [&](std::size_t map) {
                                 at::Tensor relevance = evidence.relevances[map];
                                 if (needs().gradients) relevance = relevance * evidence.gradients[map];
                                 return clamp ? head_mean(relevance.clamp_min(0)) : min_max(head_mean(relevance));
                               }),
                   result);
  }
};

}  // namespace

MethodPointer make_partial_lrp() {
  return std::make_unique<PartialLrpMethod>(
      MethodDescription{.name = "partial_lrp",
                        .title = "Partial LRP",
                        .description = "The LRP relevance of the last layer's attention, averaged over heads. After "
                                       "Voita et al., ACL 2019.",
                        .needs = {.relevances = true, .rules = RuleChoice::as_published}});
}

MethodPointer make_partial_lrp_standard_rules() {
  return std::make_unique<PartialLrpMethod>(
      MethodDescription{.name = "partial_lrp_ours",
                        .title = "Partial LRP, CVPR 2021 rules",
                        .description = "Partial LRP under the relevance rules of transformer attribution.",
                        .needs = {.relevances = true},
                        .ablation = true});
}

MethodPointer make_partial_lrp_grad() {
  return std::make_unique<PartialLrpMethod>(MethodDescription{
      .name = "partial_lrp_grad",
      .title = "Partial LRP × gradient",
      .description = "Partial LRP with the relevance multiplied by the gradient (ablation of the CVPR "
                     "2021 code).",
      .needs = {.gradients = true, .relevances = true, .rules = RuleChoice::as_published},
      .ablation = true});
}

}  // namespace rex
