#include <ATen/ATen.h>

#include <map>
#include <optional>
#include <utility>

#include "core/explain/relevancy/factored_cross.h"
#include "core/explain/relevancy/factored_self.h"
#include "core/explain/relevancy/relevancy.h"

namespace rex {
namespace {

class FactoredRelevancy final : public RelevancyState {
 public:
  FactoredRelevancy(const std::vector<TokenDomain>& domains, const AggregationRules& rules)
      : domains_(domains), rules_(rules) {
    self_.reserve(domains.size());  // the cross relevancies point into it
    for (const TokenDomain& domain : domains) self_.emplace_back(domain.size());
  }

  void attend(int domain, const at::Tensor& weights) override {
    if (rules_.rows_sum_to_one) {
      const at::Tensor with_identity = weights + at::eye(weights.size(0));
      self(domain).multiply(with_identity / with_identity.sum(1, true), false);
    } else {
      self(domain).multiply(weights, rules_.add);
    }
    if (rules_.last_cross_only) return;
    for (auto& [pair, relevancy] : cross_) {
      if (pair.first == domain) relevancy.multiply(weights, rules_.add);
    }
  }

  void attend_across(const std::vector<CrossAttention>& maps) override {
    struct Update {
      std::size_t queries_moment, keys_moment;
      at::Tensor back;  // R^{qs} before any of the maps; undefined where it is 0
    };
    std::vector<Update> updates;
    for (const CrossAttention& map : maps) {
      Update update{self(map.query_domain).moment(), self(map.key_domain).moment(), {}};
      const auto back = cross_.find({map.key_domain, map.query_domain});
      if (adds_back(map) && back != cross_.end() && !back->second.is_zero()) {
        update.back = back->second.multiplied_out();
      }
      if (rules_.normalize && rules_.self_in_rule_10) {
        note_empty_rows(map.query_domain, update.queries_moment);
        note_empty_rows(map.key_domain, update.keys_moment);
      }
      updates.push_back(update);
    }
    for (std::size_t index = 0; index < maps.size(); ++index) {
      const CrossAttention& map = maps[index];
      const Update& update = updates[index];
      cross(map.query_domain, map.key_domain)
          .attend(map.weights, sides(), update.queries_moment, update.keys_moment,
                  rules_.add && !rules_.last_cross_only);
      FactoredSelfRelevancy& queries = self(map.query_domain);
      if (update.back.defined()) {
        queries.add_product(map.weights, update.back, rules_.add);
      } else if (adds_back(map) && !rules_.add) {  // R^{ss} = Ā R^{qs} = 0: a product over no tokens
        queries.add_product(at::zeros({queries.tokens(), 0}), at::zeros({0, queries.tokens()}), false);
      }
    }
  }

  at::Tensor row(int query_domain, int key_domain, const at::Tensor& weights) override {
    const at::Tensor one = weights.unsqueeze(0);
    if (query_domain == key_domain) return self(query_domain).rows(one, self(query_domain).moment())[0];
    const auto found = cross_.find({query_domain, key_domain});
    return found == cross_.end() ? at::zeros({self(key_domain).tokens()}) : found->second.rows(one)[0];
  }

  at::Tensor matrix(int query_domain, int key_domain) override {
    const FactoredSelfRelevancy& queries = self(query_domain);
    if (query_domain == key_domain) return queries.rows(at::eye(queries.tokens()), queries.moment());
    const auto found = cross_.find({query_domain, key_domain});
    return found == cross_.end() ? at::zeros({queries.tokens(), self(key_domain).tokens()})
                                 : found->second.multiplied_out();
  }

  bool met_empty_rows() const override { return met_empty_rows_; }

 private:
  FactoredSelfRelevancy& self(int domain) { return self_.at(static_cast<std::size_t>(domain)); }
  FactoredCrossRelevancy& cross(int queries, int keys) {
    return cross_.try_emplace({queries, keys}, self(queries), self(keys)).first->second;
  }
  bool adds_back(const CrossAttention& map) const { return map.mutual && !rules_.last_cross_only; }

  FactoredCrossRelevancy::Sides sides() const {
    using Sides = FactoredCrossRelevancy::Sides;
    if (!rules_.self_in_rule_10) return Sides::none;
    return rules_.normalize ? Sides::normalized : Sides::plain;
  }

  void note_empty_rows(int domain, std::size_t moment) {
    const at::Tensor sums = self(domain).row_sums(moment);
    met_empty_rows_ = met_empty_rows_ || has_empty_row(sums, domains_[static_cast<std::size_t>(domain)]);
  }

  std::vector<TokenDomain> domains_;
  AggregationRules rules_;
  std::vector<FactoredSelfRelevancy> self_;
  std::map<std::pair<int, int>, FactoredCrossRelevancy> cross_;
  bool met_empty_rows_ = false;
};

}  // namespace

std::unique_ptr<RelevancyState> factored_relevancy(const std::vector<TokenDomain>& domains,
                                                   const AggregationRules& rules) {
  return std::make_unique<FactoredRelevancy>(domains, rules);
}

}  // namespace rex
