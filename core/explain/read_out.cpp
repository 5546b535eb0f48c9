#include "core/explain/read_out.h"

#include <ATen/ATen.h>

namespace rex {
namespace {

struct RowOf {
  const Target& target;
  ReadOut& read_out;

  std::int64_t text(const std::vector<std::int64_t>& each) const {
    return each.at(static_cast<std::size_t>(target.text.value()));
  }

  void operator()(std::int64_t row) const { read_out.row = row; }
  void operator()(const TargetQueryRow&) const { read_out.row = target.query.value(); }
  void operator()(const TextEndRow& texts) const {
    read_out.row = read_out.words_to = text(texts.ends);
    read_out.words_from = 1;
  }
  void operator()(const TextLastRow& texts) const {
    read_out.row = texts.row;
    read_out.words_to = text(texts.lengths);
  }
  void operator()(const MeanRow&) const { read_out.mean_of_tokens = true; }
};

/// The weights [tokens] of the mean of the patches, real ones only.
at::Tensor patch_mean_weights(const TokenDomain& queries) {
  at::Tensor weights = at::zeros({queries.size()});
  float* const value = weights.data_ptr<float>();
  std::int64_t patches = 0;
  for (std::size_t token = 0; token < queries.kinds.size(); ++token) {
    if (queries.kinds[token] != TokenKind::patch || queries.padded[token]) continue;
    value[token] = 1;
    ++patches;
  }
  return patches > 0 ? weights / patches : weights;
}

}  // namespace

at::Tensor row_weights(const ReadOut& read_out, const TokenDomain& queries) {
  if (read_out.mean_of_tokens) {
    at::Tensor mean = at::zeros({queries.size()});
    float* const value = mean.data_ptr<float>();
    for (std::size_t token = 0; token < queries.padded.size(); ++token) value[token] = queries.padded[token] ? 0 : 1;
    return mean / mean.sum().clamp_min(1);
  }
  const bool reads_patches = read_out.patch_rows == PatchRows::added || read_out.patch_rows == PatchRows::only;
  at::Tensor weights = reads_patches ? patch_mean_weights(queries) : at::zeros({queries.size()});
  if (read_out.patch_rows != PatchRows::only) weights[read_out.row] += 1;
  return weights;
}

at::Tensor read_rows(const at::Tensor& matrix, const ReadOut& read_out, const TokenDomain& queries) {
  const bool one_row = !read_out.mean_of_tokens &&
                       (read_out.patch_rows == PatchRows::ignored || read_out.patch_rows == PatchRows::shown_apart);
  if (one_row) return matrix.select(-2, read_out.row);
  return at::matmul(row_weights(read_out, queries), matrix);
}

std::vector<ReadOut> read_outs(const ForwardPass& pass, const Target& target) {
  std::vector<ReadOut> rows;
  for (const ReadOutRule& rule : pass.read_outs) {
    ReadOut read_out;
    read_out.domain = rule.domain;
    read_out.zero_own_entry = rule.zero_own_entry;
    read_out.patch_rows = rule.patch_rows;
    std::visit(RowOf{target, read_out}, rule.row);
    rows.push_back(read_out);
  }
  return rows;
}

}  // namespace rex
