#include <ATen/ATen.h>

#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
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
  /// LAST: only so many of the last layers count; 0: all.
  LeGrad(MethodDescription description, int last) : ExplanationMethod(std::move(description)), last_(last) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    at::Tensor sum;
    std::vector<int> taken;
    int layers = 0;
    for (std::size_t index = 0; index < evidence.maps.size(); ++index) {
      const AttentionMap& map = evidence.maps[index];
      const at::Tensor& gradient = evidence.layer_gradients[index];
      if (!gradient.defined()) continue;
      layers = stack_layers(evidence.maps, map.stack);
      if (!options.layers.contains(map.layer, layers) || (last_ > 0 && map.layer < layers - last_)) continue;
      taken.push_back(map.layer);
      const at::Tensor layer = gradient.clamp_min(0).mean(at::IntArrayRef({0, 1}));
      // What is not attended to would still be felt if it were.
      const std::vector<bool>& padded = evidence.domains[static_cast<std::size_t>(map.key_domain)].padded;
      for (std::size_t token = 0; token < padded.size(); ++token) {
        if (padded[token]) layer[static_cast<std::int64_t>(token)] = 0;
      }
      sum = sum.defined() ? sum + layer : layer;
      const ReadOut every_query{map.key_domain, 0, false};
      read_row(evidence, every_query, map.key_domain, sum, result.relevancies);
      Relevancies own;
      read_row(evidence, every_query, map.key_domain, layer, own);
      result.matrices["layer/" + std::to_string(map.layer)] = own.image.to(at::kFloat);
      if (options.steps) result.steps.push_back({map.stack, map.layer, result.relevancies});
    }
    if (taken.empty()) {
      throw Error("--layers", "leaves none of the layers that " + title() + " sums, of " + std::to_string(layers),
                  "Choose others, or all.");
    }
    const std::string first = std::to_string(taken.front()), last = std::to_string(taken.back());
    add_note(result, "Summed over " + (first == last ? "layer " + first : "layers " + first + " to " + last) + " of " +
                         std::to_string(layers) + ", counted from 0.");
  }

 private:
  int last_;
};

}  // namespace

MethodPointer make_legrad() {
  return std::make_unique<LeGrad>(
      MethodDescription{.name = "legrad",
                        .title = "LeGrad (ICCV 2025)",
                        .description = "The positive gradient of each layer's own score with respect to its "
                                       "attention, averaged over heads and tokens, summed over layers. Bousselham et "
                                       "al., ICCV 2025. Pictures only.",
                        .needs = {.layer_gradients = true},
                        .clamps = true},
      0);
}

MethodPointer make_legrad_last2() {
  return std::make_unique<LeGrad>(
      MethodDescription{.name = "legrad_last2",
                        .title = "LeGrad, last two layers",
                        .description = "LeGrad summed over the last two layers, as its authors' public code does.",
                        .needs = {.layer_gradients = true},
                        .ablation = true,
                        .clamps = true},
      2);
}

}  // namespace rex
