#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <vector>

#include "core/explain/relevancy/factored_self.h"

namespace rex {

/// R^{sq} between two domains, not multiplied out: what self-attention in s and bi-modal maps did, in order.
class FactoredCrossRelevancy {
 public:
  /// Both must outlive this.
  FactoredCrossRelevancy(FactoredSelfRelevancy& queries, FactoredSelfRelevancy& keys)
      : queries_(&queries), keys_(&keys) {}

  /// How R^{ss} and R^{qq} stand on both sides of Ā in eq. 10.
  enum class Sides { none, plain, normalized };

  /// R ← R + M R, or M R where KEEP is false (eq. 7).
  void multiply(at::Tensor m, bool keep);

  /// R ← R + N(R^{ss})ᵀ Ā N(R^{qq}), or without R + where KEEP is false (eq. 10), with both matrices as they were after
  /// so many of their steps.
  void attend(at::Tensor weights, Sides sides, std::size_t queries_moment, std::size_t keys_moment, bool keep);

  bool is_zero() const { return steps_.empty(); }

  /// X R for the rows X [rows, tokens of s].
  at::Tensor rows(const at::Tensor& x) const;

  /// The matrix as it is now [tokens of s, tokens of q], made through the smaller of its two sides and kept in place of
  /// the steps that made it.
  at::Tensor multiplied_out();

 private:
  enum class Kind { multiplied, attended, given };
  struct Step {
    Kind kind = Kind::multiplied;
    at::Tensor weights;
    bool keep = true;
    Sides sides = Sides::none;
    std::size_t queries_moment = 0;
    std::size_t keys_moment = 0;
  };

  at::Tensor columns(const at::Tensor& y) const;

  FactoredSelfRelevancy* queries_;
  FactoredSelfRelevancy* keys_;
  std::vector<Step> steps_;
};

}  // namespace rex
