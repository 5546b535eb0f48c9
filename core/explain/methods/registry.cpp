#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/explain/methods/methods.h"
#include "core/explain/methods/published_variants.h"

namespace rex {

std::optional<std::string> ExplanationMethod::fits(const ModelKind& kind) const {
  if (needs().layer_gradients && !kind.layer_scores) {
    return title() + " needs the score of each layer alone, which only models give that read a picture by itself: ViT, "
                     "DeiT, DINO, and the pictures of CLIP and SigLIP.";
  }
  return std::nullopt;
}

const std::vector<MethodPointer>& explanation_methods() {
  static const std::vector<MethodPointer> methods = [] {
    std::vector<MethodPointer> all;
    for (const auto make : {make_generic, make_transformer_attribution, make_rollout, make_raw_attention, make_gradcam,
                            make_attention_gradient, make_legrad, make_generic_lrp, make_partial_lrp, make_lrp,
                            make_generic_no_normalization, make_generic_no_self_in_rule10, make_generic_no_aggregation,
                            make_generic_lrp_no_normalization, make_legrad_last2, make_lrp_rollout, make_partial_lrp_standard_rules,
                            make_partial_lrp_grad, make_lrp_standard_rules}) {
      all.push_back(make());
    }
    for (MethodPointer& variant : published_variants()) all.push_back(std::move(variant));
    return all;
  }();
  return methods;
}

const ExplanationMethod& explanation_method(const std::string& name) {
  std::string known;
  for (const MethodPointer& method : explanation_methods()) {
    if (method->name() == name) return *method;
    if (!method->is_ablation()) known += (known.empty() ? "" : ", ") + method->name();
  }
  throw Error("method", "there is no method '" + printable(name) + "'",
              "Known methods: " + known + "; 'rex explain --method list' shows their variants too.");
}

}  // namespace rex
