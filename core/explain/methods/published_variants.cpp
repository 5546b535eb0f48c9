#include "core/explain/methods/published_variants.h"

#include <utility>

#include "core/explain/methods/methods.h"

namespace rex {
namespace {

/// A method on some layers only, or under another of its names, as the public code calls it.
class PublishedVariant final : public ExplanationMethod {
 public:
  PublishedVariant(MethodPointer method, MethodDescription description, const LayerRange& layers)
      : ExplanationMethod(std::move(description)), method_(std::move(method)), layers_(layers) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    ExplainOptions own = options;
    if (layers_ != LayerRange{}) own.layers = layers_;
    result.options.layers = own.layers;
    method_->fold(evidence, own, result);
  }

 private:
  MethodPointer method_;
  LayerRange layers_;
};

/// GradCAM before its values are scaled to 0…1, as LXMERT's and DETR's code leaves it.
class UnscaledGradCam final : public ExplanationMethod {
 public:
  UnscaledGradCam()
      : ExplanationMethod({.name = "gradcam_unscaled",
                           .title = "GradCAM, not scaled",
                           .description = "gradcam without the scaling to 0…1 that some families' code adds.",
                           .needs = make_gradcam()->needs(),
                           .ablation = true}),
        gradcam_(make_gradcam()) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    Evidence unscaled = evidence;
    unscaled.conventions.gradcam_min_max = MethodConventions::MinMax::none;
    gradcam_->fold(unscaled, options, result);
  }

 private:
  MethodPointer gradcam_;
};

MethodPointer variant(const std::string& name, MethodPointer method, const LayerRange& layers,
                      const std::string& spelled) {
  MethodDescription description;
  description.name = name;
  description.title = method->title() + (layers == LayerRange{} ? "" : ", " + to_string(layers));
  description.description = "The same as " + spelled + ".";
  description.needs = method->needs();
  description.ablation = true;
  return std::make_unique<PublishedVariant>(std::move(method), std::move(description), layers);
}

}  // namespace

std::vector<std::unique_ptr<ExplanationMethod>> published_variants() {
  const LayerRange all, last{-1, -1}, from_second{1, -1}, second{1, 1};
  std::vector<MethodPointer> variants;
  const auto add = [&](const std::string& name, MethodPointer method, const LayerRange& layers,
                       const std::string& spelled) {
    variants.push_back(variant(name, std::move(method), layers, spelled));
  };
  add("generic_start_last", make_generic(), last, "generic --layers -1, the default of CLIP's public notebook");
  add("generic_start1", make_generic(), from_second, "generic --layers 1:");
  add("rollout_start1", make_rollout(), from_second, "rollout --layers 1:");
  add("transformer_attribution_start1", make_transformer_attribution(), from_second,
      "transformer_attribution --layers 1:, as the CVPR 2021 evaluation runs it");
  add("transformer_attribution_last_layer", make_transformer_attribution(), last,
      "transformer_attribution --layers -1");
  variants.push_back(std::make_unique<UnscaledGradCam>());
  add("second_layer_lrp", make_partial_lrp(), second, "partial_lrp --layers 1");
  add("second_layer_lrp_grad", make_partial_lrp_grad(), second, "partial_lrp_grad --layers 1");
  add("partial_lrp_layers_ours", make_partial_lrp_standard_rules(), all, "partial_lrp_ours");
  add("lrp_layers_ours", make_lrp_standard_rules(), all, "lrp_ours");
  return variants;
}

}  // namespace rex
