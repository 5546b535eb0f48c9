#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

#include "core/nn/trace.h"

namespace rex {

/// How attention maps change the relevancy matrices. The default is the generic method (ICCV 2021); the others are its
/// published ablations and baselines.
struct AggregationRules {
  bool add = true;               ///< R += …; false: R = … (ablation "no aggregation")
  bool normalize = true;         ///< N of eq. 8–9; false: N(R) = R
  bool self_in_rule_10 = true;   ///< R^{sq} += N(R^{ss})ᵀ Ā N(R^{qq}); false: R^{sq} += Ā
  bool rows_sum_to_one = false;  ///< self-attention multiplies by Ā + I with its rows scaled to 1
  /// R^{sq} is what the last bi-modal map gives, moved by nothing; no eq. 11 (baselines).
  bool last_cross_only = false;
};

/// One averaged map Ā [tokens of query_domain, tokens of key_domain] between two different domains.
struct CrossAttention {
  at::Tensor weights;
  int query_domain = 0;
  int key_domain = 0;
  bool mutual = false;  ///< the model also has maps the other way, so that R^{qs} exists and eq. 11 applies
};

/// The relevancy matrices R^{ss} = I and R^{sq} = 0 and how maps change them (methods.md, section 1). A row of zeros
/// has N(R) = I there: 0/0 counts as 0.
class RelevancyState {
 public:
  virtual ~RelevancyState() = default;

  /// Eq. 6 and 7: R^{ss} += Ā R^{ss}, R^{sq} += Ā R^{sq}.
  virtual void attend(int domain, const at::Tensor& weights) = 0;

  /// Eq. 10 and 11 for maps that all read the state from before any of them.
  virtual void attend_across(const std::vector<CrossAttention>& maps) = 0;

  /// The rows of R^{sq} (s = QUERY_DOMAIN, q = KEY_DOMAIN; may be equal) summed with WEIGHTS [tokens of s]: [tokens of
  /// q].
  virtual at::Tensor row(int query_domain, int key_domain, const at::Tensor& weights) = 0;

  /// R^{sq} whole: [tokens of s, tokens of q].
  virtual at::Tensor matrix(int query_domain, int key_domain) = 0;

  /// Whether some N met a row without relevance (0/0), of a token that is no padding.
  virtual bool met_empty_rows() const = 0;
};

/// Keeps the matrices as the factors that they are made of and multiplies them with one row when asked:
/// O(tokens²) for each map and row, and nothing of size [image tokens]² is made.
std::unique_ptr<RelevancyState> factored_relevancy(const std::vector<TokenDomain>& domains,
                                                   const AggregationRules& rules);

/// Keeps the matrices themselves: O(tokens³) for each map. For views that show them.
std::unique_ptr<RelevancyState> matrix_relevancy(const std::vector<TokenDomain>& domains,
                                                 const AggregationRules& rules);

/// Whether one of the sums [tokens] is 0 for a token of DOMAIN that is neither padding nor special.
bool has_empty_row(const at::Tensor& sums, const TokenDomain& domain);

}  // namespace rex
