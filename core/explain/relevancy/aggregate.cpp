#include "core/explain/relevancy/aggregate.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <memory>

#include "core/explain/relevancy/maps_that_count.h"

namespace rex {
namespace {

int domain_count(const Evidence& evidence) { return static_cast<int>(evidence.domains.size()); }

Relevancies read(const Evidence& evidence, const std::vector<ReadOut>& read_outs, const AggregationRules& rules,
                 RelevancyState& state, OwnEntry own_entry) {
  const bool starts_from_identity = rules.add && !rules.rows_sum_to_one;
  Relevancies relevancies;
  for (const ReadOut& read_out : read_outs) {
    for (int key = 0; key < domain_count(evidence); ++key) {
      if (!relates(evidence.maps, read_out.domain, key)) continue;
      const RowReader reader = [&](const ReadOut& rows) {
        const at::Tensor weights = row_weights(rows, evidence.domains[static_cast<std::size_t>(rows.domain)]);
        const at::Tensor row = state.row(rows.domain, key, weights);
        const bool takes_identity_off = rows.mean_of_tokens && rows.domain == key && starts_from_identity;
        return takes_identity_off ? row - weights : row;
      };
      read_row(evidence, read_out, key, reader(read_out), relevancies, own_entry);
      read_parts(evidence, read_out, key, reader, relevancies);
    }
  }
  return relevancies;
}

bool is_read(const std::vector<ReadOut>& read_outs, int domain) {
  return std::any_of(read_outs.begin(), read_outs.end(),
                     [&](const ReadOut& read_out) { return read_out.domain == domain; });
}

void store_matrices(const Evidence& evidence, const std::vector<ReadOut>& read_outs, const AggregationRules& rules,
                    RelevancyState& state, Explanation& result) {
  for (int s = 0; s < domain_count(evidence); ++s) {
    for (int q = 0; q < domain_count(evidence); ++q) {
      const bool kept = s == q || !rules.last_cross_only || is_read(read_outs, s);
      if (kept && relates(evidence.maps, s, q)) store_matrix(evidence, read_outs, s, q, state.matrix(s, q), result);
    }
  }
}

/// Whether a later one of the maps COUNTED relates the same two domains as the map at POSITION.
bool is_replaced(const Evidence& evidence, const std::vector<std::size_t>& counted, std::size_t position) {
  const AttentionMap& map = evidence.maps[counted[position]];
  return std::any_of(counted.begin() + static_cast<std::ptrdiff_t>(position) + 1, counted.end(),
                     [&](std::size_t later) {
                       return evidence.maps[later].query_domain == map.query_domain &&
                              evidence.maps[later].key_domain == map.key_domain;
                     });
}

}  // namespace

void aggregate(const Evidence& evidence, const ExplainOptions& options, const AggregationRules& rules,
               const AveragedMap& average, Explanation& result, OwnEntry own_entry) {
  const std::vector<ReadOut>& read_outs = chosen_read_outs(evidence, options);
  const std::vector<std::size_t> counted = maps_that_count(evidence, read_outs, options.layers);
  const std::unique_ptr<RelevancyState> state =
      options.whole_matrices ? matrix_relevancy(evidence.domains, rules) : factored_relevancy(evidence.domains, rules);
  for (std::size_t position = 0; position < counted.size();) {
    const AttentionMap& map = evidence.maps[counted[position]];
    std::size_t end = position + 1;
    if (map.is_self_attention()) {
      state->attend(map.query_domain, average(counted[position]));
    } else {
      while (end < counted.size() && map.simultaneous >= 0 &&
             evidence.maps[counted[end]].simultaneous == map.simultaneous) {
        ++end;
      }
      std::vector<CrossAttention> across;
      for (std::size_t member = position; member < end; ++member) {
        const AttentionMap& cross = evidence.maps[counted[member]];
        const bool never_read =
            !is_read(read_outs, cross.query_domain) || (!options.steps && is_replaced(evidence, counted, member));
        if (rules.last_cross_only && never_read) continue;
        across.push_back({average(counted[member]), cross.query_domain, cross.key_domain,
                          relates(evidence.maps, cross.key_domain, cross.query_domain)});
      }
      if (!across.empty()) state->attend_across(across);
    }
    if (options.steps) {
      for (; position < end; ++position) {
        const AttentionMap& step = evidence.maps[counted[position]];
        if (!is_read(read_outs, step.query_domain)) continue;
        result.steps.push_back({step.stack, step.layer, read(evidence, read_outs, rules, *state, own_entry)});
      }
    }
    position = end;
  }
  result.relevancies = read(evidence, read_outs, rules, *state, own_entry);
  for (const ReadOut& read_out : read_outs) {
    const TokenDomain& domain = evidence.domains[static_cast<std::size_t>(read_out.domain)];
    if (!has_special_and_patches(domain)) continue;
    const at::Tensor weights = row_weights(read_out, domain);
    const bool from_identity = rules.add && !rules.rows_sum_to_one;
    store_special_share(evidence, read_out, state->row(read_out.domain, read_out.domain, weights),
                        from_identity ? weights : at::Tensor(), result);
  }
  if (options.whole_matrices) store_matrices(evidence, read_outs, rules, *state, result);
  if (state->met_empty_rows()) {
    add_note(result,
             "Some tokens had received no relevance when eq. 8-9 scaled their rows (0/0); their rows count as 0.");
  }
}

}  // namespace rex
