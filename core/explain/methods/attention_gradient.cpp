#include <ATen/ATen.h>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/head_mean.h"
#include "core/explain/relevancy/last_map.h"

namespace rex {
namespace {

/// E_h((∇A ⊙ A)⁺), eq. 5 of the ICCV 2021 paper, of one layer alone.
class AttentionGradient final : public ExplanationMethod {
 public:
  AttentionGradient()
      : ExplanationMethod({.name = "attention_gradient",
                           .title = "Attention × gradient, one layer",
                           .description = "The positive part of gradient times attention of the last layer in the "
                                          "range, averaged over heads (one layer of the generic method).",
                           .needs = {.gradients = true},
                           .clamps = true}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const auto matrix = [&](std::size_t map) {
      return positive_head_mean(evidence.gradients[map], evidence.maps[map].weights);
    };
    const auto row = [&](std::size_t map, const ReadOut& read_out) {
      const bool one_row = read_out.patch_rows == PatchRows::ignored || read_out.patch_rows == PatchRows::shown_apart;
      if (!one_row) {
        return read_rows(matrix(map), read_out, evidence.domains[static_cast<std::size_t>(read_out.domain)]);
      }
      return positive_head_mean(evidence.gradients[map].narrow(1, read_out.row, 1),
                                evidence.maps[map].weights.narrow(1, read_out.row, 1))[0];
    };
    read_last_maps(evidence, options, {row, matrix}, result);
  }
};

}  // namespace

MethodPointer make_attention_gradient() { return std::make_unique<AttentionGradient>(); }

}  // namespace rex
