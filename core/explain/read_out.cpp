#include "core/explain/read_out.h"

#include <ATen/ATen.h>

namespace rex {
namespace {

struct RowOf {
  const Target& target;

  std::int64_t operator()(std::int64_t row) const { return row; }
  std::int64_t operator()(const TargetQueryRow&) const { return target.query.value(); }
  std::int64_t operator()(const TextEndRow& texts) const {
    return texts.ends.at(static_cast<std::size_t>(target.text.value()));
  }
  std::int64_t operator()(const MeanRow&) const { return 0; }
};

}  // namespace

at::Tensor row_weights(const ReadOut& read_out, const TokenDomain& queries) {
  at::Tensor weights = at::zeros({queries.size()});
  if (!read_out.mean_of_tokens) {
    weights[read_out.row] = 1;
    return weights;
  }
  float* const value = weights.data_ptr<float>();
  for (std::size_t token = 0; token < queries.padded.size(); ++token) value[token] = queries.padded[token] ? 0 : 1;
  return weights / weights.sum().clamp_min(1);
}

std::vector<ReadOut> read_outs(const ForwardPass& pass, const Target& target) {
  std::vector<ReadOut> rows;
  for (const ReadOutRule& rule : pass.read_outs) {
    rows.push_back({rule.domain, std::visit(RowOf{target}, rule.row), rule.zero_own_entry,
                    std::holds_alternative<MeanRow>(rule.row)});
  }
  return rows;
}

}  // namespace rex
