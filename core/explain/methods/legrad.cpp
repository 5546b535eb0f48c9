#include <ATen/ATen.h>

#include <utility>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/head_mean.h"
#include "core/explain/relevancy/maps_that_count.h"
#include "core/explain/relevancy/read_row.h"

namespace rex {
namespace {

/// Bousselham et al.: LeGrad, ICCV 2025 (arXiv 2404.03214): for each layer the positive gradient of the layer's own
/// score with respect to its attention, averaged over heads and over all query tokens; summed over layers.
class LeGrad final : public ExplanationMethod {
 public:
  LeGrad()
      : ExplanationMethod({.name = "legrad",
                           .title = "LeGrad (ICCV 2025)",
                           .description =
                               "The positive gradient of each layer's own score with respect to its "
                               "attention, averaged over heads and tokens, summed over layers. Bousselham et "
                               "al., ICCV 2025. Pictures only.",
                           .needs = {.layer_gradients = true}}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    at::Tensor sum;
    for (std::size_t index = 0; index < evidence.maps.size(); ++index) {
      const AttentionMap& map = evidence.maps[index];
      const at::Tensor& gradient = evidence.layer_gradients[index];
      if (!gradient.defined() || !options.layers.contains(map.layer, stack_layers(evidence.maps, map.stack))) continue;
      const at::Tensor layer = gradient.to(at::kFloat).clamp_min(0).mean(at::IntArrayRef({0, 1}));
      sum = sum.defined() ? sum + layer : layer;
      const ReadOut every_query{map.key_domain, 0, false};
      read_row(evidence, every_query, map.key_domain, sum, result.relevancies);
      if (options.steps) result.steps.push_back({map.stack, map.layer, result.relevancies});
    }
  }
};

}  // namespace

MethodPointer make_legrad() { return std::make_unique<LeGrad>(); }

}  // namespace rex
