#include "core/explain/read_out.h"

namespace rex {
namespace {

struct RowOf {
  const Target& target;

  std::int64_t operator()(std::int64_t row) const { return row; }
  std::int64_t operator()(const TargetQueryRow&) const { return target.query.value(); }
  std::int64_t operator()(const TextEndRow& texts) const {
    return texts.ends.at(static_cast<std::size_t>(target.text.value()));
  }
};

}  // namespace

std::vector<ReadOut> read_outs(const ForwardPass& pass, const Target& target) {
  std::vector<ReadOut> rows;
  for (const ReadOutRule& rule : pass.read_outs) {
    rows.push_back({rule.domain, std::visit(RowOf{target}, rule.row), rule.zero_own_entry});
  }
  return rows;
}

}  // namespace rex
