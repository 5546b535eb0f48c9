#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <vector>

namespace rex {

/// A B; with a single row or column by a matrix–vector product, which leaves the large matrix where it is.
at::Tensor product_of(const at::Tensor& a, const at::Tensor& b);

/// R^{ss} of one domain, never multiplied out: the factors and additions that made it, in order. A moment is a number
/// of such steps; the matrix as it was at an earlier moment stays readable, which eq. 10 needs.
class FactoredSelfRelevancy {
 public:
  explicit FactoredSelfRelevancy(std::int64_t tokens) : tokens_(tokens) {}

  /// R ← R + M R, or M R where KEEP is false. M [tokens, tokens].
  void multiply(at::Tensor m, bool keep = true);

  /// R ← R + L M, or L M where KEEP is false. L [tokens, other tokens], M [other tokens, tokens].
  void add_product(at::Tensor left, at::Tensor right, bool keep = true);

  std::int64_t tokens() const { return tokens_; }
  std::size_t moment() const { return steps_.size(); }

  /// X R for the rows X [rows, tokens].
  at::Tensor rows(const at::Tensor& x, std::size_t moment) const;
  /// R Y for the columns Y [tokens, columns].
  at::Tensor columns(const at::Tensor& y, std::size_t moment) const;

  /// X N(R) and N(R) Y, with N of eq. 8–9: the rows of R - I scaled to 1 (a row of zeros stays one), then + I.
  at::Tensor normalized_rows(const at::Tensor& x, std::size_t moment);
  at::Tensor normalized_columns(const at::Tensor& y, std::size_t moment);

  /// The sums of the rows of R - I: [tokens].
  at::Tensor row_sums(std::size_t moment);

 private:
  struct Step {
    at::Tensor left;
    at::Tensor right;  // undefined: multiply by LEFT; defined: add LEFT · RIGHT
    bool keep = true;
  };
  enum class Identity { with, without };

  at::Tensor rows(const at::Tensor& x, std::size_t moment, Identity identity) const;
  at::Tensor columns(const at::Tensor& y, std::size_t moment, Identity identity) const;
  at::Tensor inverse_row_sums(std::size_t moment);

  std::int64_t tokens_;
  std::vector<Step> steps_;
  std::vector<at::Tensor> row_sums_;  // by moment; undefined where nobody asked yet
};

}  // namespace rex
