#include <ATen/ATen.h>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/head_mean.h"
#include "core/explain/relevancy/last_map.h"
#include "core/explain/relevancy/read_row.h"

namespace rex {
namespace {

using MinMax = MethodConventions::MinMax;

constexpr const char* all_clamped = "GradCAM: every value was clamped to 0, so that there is nothing to scale (0/0).";

/// Grad-CAM (Selvaraju et al., ICCV 2017) on the heads of an attention map, as the papers' baselines adapt it: each
/// head weighs as much as its mean gradient.
class GradCam final : public ExplanationMethod {
 public:
  GradCam()
      : ExplanationMethod({.name = "gradcam",
                           .title = "GradCAM on attention",
                           .description =
                               "The last layer's heads, each weighted by its mean gradient; only what is "
                               "positive. Selvaraju et al. 2017, adapted as in the CVPR and ICCV 2021 papers.",
                           .needs = {.gradients = true, .sums_gradients = true},
                           .clamps = true}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    if (evidence.conventions.gradcam_weight_from_read_out_row) {
      read_last_maps(
          evidence, options,
          {[&](std::size_t map, const ReadOut& read_out) { return from_row(evidence, map, read_out, options, result); },
           {},
           false},
          result);
    } else {
      read_last_maps(evidence, options,
                     matrix_view(evidence, [&](std::size_t map) { return from_map(evidence, map, options, result); }),
                     result);
    }
  }

 private:
  /// What the family does with the clamped values. Positive and negative parts apart must stay on one scale.
  static MinMax scale_of(const Evidence& evidence, const ExplainOptions& options) {
    return options.negative_evidence ? MinMax::none : evidence.conventions.gradcam_min_max;
  }

  static at::Tensor scaled(const at::Tensor& positive, MinMax scale, const ExplainOptions& options,
                           Explanation& result) {
    const bool nothing = positive.numel() == 0 || positive.max().item<double>() <= 0;
    if (nothing && !options.negative_evidence) add_note(result, all_clamped);
    return scale == MinMax::none ? positive : min_max(positive);
  }

  /// Head weights from the whole map.
  static at::Tensor from_map(const Evidence& evidence, std::size_t map, const ExplainOptions& options,
                             Explanation& result) {
    const MinMax scale = scale_of(evidence, options);
    const at::Tensor weight = evidence.gradients[map].mean(at::IntArrayRef({1, 2}), true);
    const at::Tensor positive = (weight * evidence.maps[map].weights).mean(0).clamp_min(0);
    if (scale != MinMax::row) return scaled(positive, scale, options, result);
    const at::Tensor least = std::get<0>(positive.min(1, true)), most = std::get<0>(positive.max(1, true));
    return at::where(most > least, (positive - least) / (most - least), at::zeros_like(positive));
  }

  /// Head weights from the read-out's row: of the tokens that it can see and that are shown, so without special tokens
  /// and padding, which are then not scaled either. Where the mean of the patches is read as well, a change that is
  /// equal in all their rows moves the score by the sum of their gradients.
  static at::Tensor from_row(const Evidence& evidence, std::size_t map, const ReadOut& read_out,
                             const ExplainOptions& options, Explanation& result) {
    const TokenDomain& queries = evidence.domains[static_cast<std::size_t>(read_out.domain)];
    const TokenDomain& keys = evidence.domains[static_cast<std::size_t>(evidence.maps[map].key_domain)];
    std::vector<std::int64_t> places;
    for (std::int64_t token = 0; token < keys.size(); ++token) {
      const auto place = static_cast<std::size_t>(token);
      const bool seen = !keys.causal || evidence.maps[map].key_domain != read_out.domain || token <= read_out.row;
      if (seen && keys.kinds[place] != TokenKind::special && !keys.padded[place]) places.push_back(token);
    }
    const at::Tensor shown = at::tensor(places, at::kLong);
    const at::Tensor weights = row_weights(read_out, queries).gt(0).to(at::kFloat);
    const at::Tensor gradient = at::matmul(weights, evidence.gradients[map]).index_select(1, shown);
    const at::Tensor attention = read_rows(evidence.maps[map].weights, read_out, queries).index_select(1, shown);
    const at::Tensor positive = (gradient.mean(1, true) * attention).mean(0).clamp_min(0);
    at::Tensor whole_row = at::zeros({keys.size()});
    whole_row.index_copy_(0, shown, scaled(positive, scale_of(evidence, options), options, result));
    return whole_row;
  }
};

}  // namespace

MethodPointer make_gradcam() { return std::make_unique<GradCam>(); }

}  // namespace rex
