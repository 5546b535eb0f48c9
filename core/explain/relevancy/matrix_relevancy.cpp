#include <ATen/ATen.h>

#include <map>
#include <utility>

#include "core/explain/relevancy/factored_self.h"
#include "core/explain/relevancy/relevancy.h"

namespace rex {
namespace {

class MatrixRelevancy final : public RelevancyState {
 public:
  MatrixRelevancy(const std::vector<TokenDomain>& domains, const AggregationRules& rules)
      : domains_(domains), rules_(rules) {
    for (int domain = 0; domain < static_cast<int>(domains.size()); ++domain) {
      matrices_[{domain, domain}] = {at::zeros({tokens(domain), tokens(domain)}), true};
    }
  }

  void attend(int domain, const at::Tensor& weights) override {
    at::Tensor factor = weights;
    if (rules_.rows_sum_to_one) {
      factor = factor + at::eye(tokens(domain));
      factor = factor / factor.sum(1, true);
    }
    for (auto& [pair, matrix] : matrices_) {
      if (pair.first != domain) continue;
      if (rules_.last_cross_only && pair.second != domain) continue;
      matrix.change(times(factor, matrix), rules_.add && !rules_.rows_sum_to_one);
    }
  }

  void attend_across(const std::vector<CrossAttention>& maps) override {
    const auto before = matrices_;
    for (const CrossAttention& map : maps) {
      const int s = map.query_domain, q = map.key_domain;
      at::Tensor across = map.weights;
      if (rules_.self_in_rule_10) {
        across = product_of(normalized(before.at({s, s}), s).t(), product_of(across, normalized(before.at({q, q}), q)));
      }
      Matrix& forth = matrices_.try_emplace({s, q}, Matrix{at::zeros({tokens(s), tokens(q)}), false}).first->second;
      forth.change(across, rules_.add && !rules_.last_cross_only);
      if (!map.mutual || rules_.last_cross_only) continue;
      const auto back = before.find({q, s});
      const at::Tensor from_back =
          back == before.end() ? at::zeros({tokens(s), tokens(s)}) : times(map.weights, back->second);
      matrices_.at({s, s}).change(from_back, rules_.add);
    }
  }

  at::Tensor row(int query_domain, int key_domain, const at::Tensor& weights) override {
    return at::matmul(weights, matrix(query_domain, key_domain));
  }

  at::Tensor matrix(int query_domain, int key_domain) override {
    const auto found = matrices_.find({query_domain, key_domain});
    return found == matrices_.end() ? at::zeros({tokens(query_domain), tokens(key_domain)}) : found->second.whole();
  }

  bool met_empty_rows() const override { return met_empty_rows_; }

 private:
  std::int64_t tokens(int domain) const { return domains_.at(static_cast<std::size_t>(domain)).size(); }

  /// CHANGED, or I + CHANGED. Kept apart, relevancies far smaller than 1 keep their digits beside the 1 of the
  /// identity.
  struct Matrix {
    at::Tensor changed;
    bool with_identity = false;

    at::Tensor whole() const { return with_identity ? changed + at::eye(changed.size(0)) : changed; }

    void change(const at::Tensor& update, bool add) {
      changed = add ? changed + update : update;
      with_identity = with_identity && add;
    }
  };

  static at::Tensor times(const at::Tensor& factor, const Matrix& matrix) {
    const at::Tensor product = product_of(factor, matrix.changed);
    return matrix.with_identity ? product + factor : product;
  }

  /// Eq. 8 and 9.
  at::Tensor normalized(const Matrix& matrix, int domain) {
    if (!rules_.normalize) return matrix.whole();
    const at::Tensor identity = at::eye(tokens(domain));
    const at::Tensor added = matrix.with_identity ? matrix.changed : matrix.changed - identity;
    const at::Tensor sums = added.sum(1, true);
    met_empty_rows_ = met_empty_rows_ || has_empty_row(sums, domains_[static_cast<std::size_t>(domain)]);
    return at::where(sums == 0, at::zeros_like(added), added / sums) + identity;
  }

  std::vector<TokenDomain> domains_;
  AggregationRules rules_;
  std::map<std::pair<int, int>, Matrix> matrices_;
  bool met_empty_rows_ = false;
};

}  // namespace

std::unique_ptr<RelevancyState> matrix_relevancy(const std::vector<TokenDomain>& domains,
                                                 const AggregationRules& rules) {
  return std::make_unique<MatrixRelevancy>(domains, rules);
}

bool has_empty_row(const at::Tensor& sums, const TokenDomain& domain) {
  const at::Tensor flat = sums.reshape({-1}).to(at::kDouble).contiguous();
  const double* const values = flat.data_ptr<double>();
  for (std::int64_t token = 0; token < flat.numel(); ++token) {
    const auto index = static_cast<std::size_t>(token);
    // A token that only reads, as SigLIP's probe, has no row of its own to scale.
    if (values[token] == 0 && !domain.padded[index] && domain.kinds[index] != TokenKind::special) return true;
  }
  return false;
}

}  // namespace rex
