#include "core/explain/relevancy/read_row.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <optional>

namespace rex {
namespace {

/// Detached, contiguous, finite float32 on the CPU, in memory of its own.
at::Tensor finished(const at::Tensor& tensor) {
  return tensor.detach().to(at::kCPU, at::kFloat).nan_to_num(0, 0, 0).contiguous();
}

at::Tensor& slot(Relevancies& relevancies, TokenKind kind) {
  if (kind == TokenKind::word) return relevancies.text;
  if (kind == TokenKind::special) return relevancies.special;
  return kind == TokenKind::query ? relevancies.queries : relevancies.image;
}

/// The part of the sum of ROW that lies on SPECIAL tokens (bool, [tokens]); nothing where there is no such part.
std::optional<double> share_of(const at::Tensor& row, const at::Tensor& special) {
  const double total = row.sum().item<double>();
  if (row.min().item<double>() < 0 || !(total > 0)) return std::nullopt;
  return row.masked_select(special).sum().item<double>() / total;
}

}  // namespace

void read_row(const Evidence& evidence, const ReadOut& read_out, int key_domain, const at::Tensor& row,
              Relevancies& relevancies, OwnEntry own_entry) {
  const TokenDomain& domain = evidence.domains.at(static_cast<std::size_t>(key_domain));
  const at::Tensor values = at::empty({row.numel()}, at::kDouble).copy_(row.detach());
  double* const value = values.data_ptr<double>();
  if (read_out.zero_own_entry && read_out.domain == key_domain) {
    value[read_out.row] = own_entry == OwnEntry::zero ? 0.0 : values.min().item<double>();
  }
  for (const TokenKind kind :
       {TokenKind::word, TokenKind::patch, TokenKind::region, TokenKind::query, TokenKind::special}) {
    const std::int64_t count = domain.count(kind);
    if (count == 0) continue;
    at::Tensor& into = slot(relevancies, kind);
    into = at::zeros({count}, at::kDouble);
    double* const part = into.data_ptr<double>();
    std::int64_t next = 0;  // special tokens have no places
    for (std::size_t token = 0; token < domain.kinds.size(); ++token) {
      if (domain.kinds[token] != kind) continue;
      part[kind == TokenKind::special ? next++ : domain.places[token]] = value[token];
    }
  }
}

void read_parts(const Evidence& evidence, const ReadOut& read_out, int key_domain, const RowReader& reader,
                Relevancies& relevancies, bool rows_add_up) {
  if (read_out.domain != key_domain) return;
  if (read_out.mean_of_tokens) {
    const ReadOut first{read_out.domain, 0, true};
    Relevancies own;
    read_row(evidence, first, key_domain, reader(first), own);
    relevancies.text_class_row = own.text;
  }
  if (read_out.patch_rows == PatchRows::ignored || read_out.patch_rows == PatchRows::only) return;
  ReadOut part = read_out;
  const auto image = [&](PatchRows rows) {
    part.patch_rows = rows;
    Relevancies own;
    read_row(evidence, part, key_domain, reader(part), own);
    return own.image;
  };
  relevancies.class_row = image(PatchRows::ignored);
  if (rows_add_up) relevancies.patch_rows_mean = image(PatchRows::only);
}

bool has_special_and_patches(const TokenDomain& domain) {
  return domain.count(TokenKind::special) > 0 && domain.count(TokenKind::patch) > 0;
}

void store_special_share(const Evidence& evidence, const ReadOut& read_out, const at::Tensor& row,
                         const at::Tensor& identity, Explanation& result) {
  const TokenDomain& domain = evidence.domains.at(static_cast<std::size_t>(read_out.domain));
  at::Tensor special = at::zeros({domain.size()}, at::kBool);
  for (std::size_t token = 0; token < domain.kinds.size(); ++token) {
    special.data_ptr<bool>()[token] = domain.kinds[token] == TokenKind::special;
  }
  const at::Tensor values = finished(row).to(at::kDouble);
  const std::optional<double> whole = share_of(values, special);
  if (!whole) return;
  result.special_share = SpecialShare{*whole};
  // What is left of the identity's 1 by rounding is no negative relevance.
  if (identity.defined()) {
    result.special_share->without_identity = share_of((values - identity.to(at::kDouble)).clamp_min(0), special);
  }
}

std::string matrix_key(const Evidence& evidence, int query_domain, int key_domain) {
  const std::string& s = evidence.domains.at(static_cast<std::size_t>(query_domain)).symbol;
  const std::string& q = evidence.domains.at(static_cast<std::size_t>(key_domain)).symbol;
  return s.size() > 1 && query_domain == key_domain ? "R_" + s : "R_" + s + q;
}

void store_matrix(const Evidence& evidence, const std::vector<ReadOut>& read_outs, int query_domain, int key_domain,
                  const at::Tensor& matrix, Explanation& result) {
  at::Tensor values = finished(matrix).clone();
  if (evidence.conventions.zero_own_entry_in_matrices && query_domain == key_domain) {
    for (const ReadOut& read_out : read_outs) {
      if (read_out.domain == query_domain) values[read_out.row][read_out.row].zero_();
    }
  }
  result.matrices[matrix_key(evidence, query_domain, key_domain)] = values;
}

void add_note(Explanation& result, const std::string& text) {
  if (std::find(result.notes.begin(), result.notes.end(), text) == result.notes.end()) result.notes.push_back(text);
}

}  // namespace rex
