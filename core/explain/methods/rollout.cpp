#include <ATen/ATen.h>

#include <algorithm>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/aggregate.h"
#include "core/explain/relevancy/head_mean.h"
#include "core/explain/relevancy/maps_that_count.h"

namespace rex {
namespace {

/// Whether tokens of DOMAIN look at tokens that never look back. Their (R^{ss})ᵀ would then let padding in, which
/// attends to the token that is read: it is left out. (LXMERT, whose tokens look at each other, follows its code.)
bool leaves_out_padding(const Evidence& evidence, int domain) {
  return std::any_of(evidence.maps.begin(), evidence.maps.end(), [&](const AttentionMap& map) {
    return map.query_domain == domain && !map.is_self_attention() && !relates(evidence.maps, map.key_domain, domain);
  });
}

/// MATRIX [tokens of DOMAIN, key] with zeros in the rows of padding, where that is left out.
at::Tensor without_padding(const Evidence& evidence, int domain, const at::Tensor& matrix) {
  const std::vector<bool>& padded = evidence.domains[static_cast<std::size_t>(domain)].padded;
  if (std::find(padded.begin(), padded.end(), true) == padded.end() || !leaves_out_padding(evidence, domain)) {
    return matrix;
  }
  at::Tensor result = matrix.clone();
  for (std::size_t token = 0; token < padded.size(); ++token) {
    if (padded[token]) result[static_cast<std::int64_t>(token)].zero_();
  }
  return result;
}

/// Abnar & Zuidema: Quantifying Attention Flow in Transformers, ACL 2020 (arXiv 2005.00928); between modalities
/// R^{sq} = (R^{ss})ᵀ E_h A R^{qq} with the last bi-modal map, as the ICCV 2021 paper's code does.
class Rollout final : public ExplanationMethod {
 public:
  Rollout()
      : ExplanationMethod({.name = "rollout",
                           .title = "Rollout (ACL 2020)",
                           .description = "Attention averaged over heads, plus the residual, multiplied over layers. "
                                          "The same for every target. Abnar & Zuidema, ACL 2020.",
                           .needs = {}}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const AggregationRules rules{
        .normalize = false, .rows_sum_to_one = evidence.conventions.rollout_rows_sum_to_one, .last_cross_only = true};
    const AveragedMap average = [&](std::size_t map) {
      return without_padding(evidence, evidence.maps[map].query_domain, head_mean(evidence.maps[map].weights));
    };
    aggregate(evidence, options, rules, average, result);
    for (int query = 0; query < static_cast<int>(evidence.domains.size()); ++query) {
      for (int key = 0; key < static_cast<int>(evidence.domains.size()); ++key) {
        const auto matrix = result.matrices.find(matrix_key(evidence, query, key));
        if (matrix != result.matrices.end()) matrix->second = without_padding(evidence, query, matrix->second);
      }
    }
  }
};

}  // namespace

MethodPointer make_rollout() { return std::make_unique<Rollout>(); }

}  // namespace rex
