#include <ATen/ATen.h>

#include <utility>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/maps_that_count.h"
#include "core/explain/relevancy/read_row.h"

namespace rex {
namespace {

/// Layer-wise relevance propagation (Bach et al., PLOS ONE 2015) under the rules of core/nn/relevance_rules.h, to what
/// the first layer reads, or to the pixels (z^B rule). The families that the CVPR and ICCV 2021 papers' code covers
/// give its numbers; for CLIP no reference exists, and its towers follow ViT's rules.
/// The README of a public library of LRP rules (LXT) says that LRP is patented and free for personal and scientific
/// use: check before commercial use. That holds for every method that takes a relevance pass.
class Lrp final : public ExplanationMethod {
 public:
  explicit Lrp(MethodDescription description) : ExplanationMethod(std::move(description)) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const ReadOut nothing{-1, 0, false};
    for (const TraceInput& input : evidence.input_relevances) {
      if (input.value.dim() == 4) {  // pixels: [1, channels, height, width]
        result.relevancies.image = input.value[0].sum(0);
        continue;
      }
      const at::Tensor tokens = input.value[0];  // [tokens, hidden]
      ReadOut read_out = nothing;
      for (const ReadOut& own : chosen_read_outs(evidence, options)) {
        if (own.domain == input.domain) read_out = own;
      }
      read_out.zero_own_entry = read_out.zero_own_entry && !evidence.conventions.keep_own_entry_in_lrp;
      read_row(evidence, read_out, input.domain, tokens.sum(1), result.relevancies);
      const TokenDomain& domain = evidence.domains[static_cast<std::size_t>(input.domain)];
      if (options.whole_matrices && domain.grid_rows * domain.grid_columns == tokens.size(0)) {
        result.matrices["transformer_input"] =
            tokens.t().reshape({-1, domain.grid_rows, domain.grid_columns}).to(at::kFloat).contiguous();
      }
    }
    if (options.layers != LayerRange{}) add_note(result, "LRP goes through all layers: the layer range is not used.");
  }
};

}  // namespace

MethodPointer make_lrp() {
  return std::make_unique<Lrp>(
      MethodDescription{.name = "lrp",
                        .title = "LRP",
                        .description = "Layer-wise relevance propagation from the score to the input tokens, on ViT to "
                                       "the pixels. Bach et al. 2015.",
                        .needs = {.input_relevances = true, .rules = RuleChoice::as_published}});
}

MethodPointer make_lrp_standard_rules() {
  return std::make_unique<Lrp>(
      MethodDescription{.name = "lrp_ours",
                        .title = "LRP, CVPR 2021 rules",
                        .description = "LRP under the relevance rules of transformer attribution.",
                        .needs = {.input_relevances = true},
                        .ablation = true});
}

}  // namespace rex
