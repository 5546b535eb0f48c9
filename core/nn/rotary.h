// Positions that enter attention as rotations of query and key (Su et al. 2021, RoFormer, arXiv 2104.09864).
#pragma once

#include <ATen/core/Tensor.h>

#include "core/nn/forward_context.h"

namespace rex::nn {

/// The angles of each token, prepared by the family: which tokens are turned, by what, and how positions are counted.
struct RotaryTable {
  at::Tensor cosine;  ///< [tokens, head width]; 1 for tokens without a position
  at::Tensor sine;    ///< [tokens, head width]; 0 for tokens without a position
};

/// The table of ANGLES [tokens, head width / 2], in radians: each angle turns a channel of a head's first half and the
/// channel at the same place of its second half. Of the angles' type.
RotaryTable rotary_table(const at::Tensor& angles);

/// x [batch, heads, tokens, head width] (queries or keys) with each token turned: x cos + (−second half, first half)
/// sin. TABLE is cast to x's type. Relevance passes unchanged, each channel's to the same channel: a rotation keeps
/// what two channels hold together. This rule is ours, as no reference has one.
at::Tensor rotate(const ForwardContext& context, const at::Tensor& x, const RotaryTable& table);

}  // namespace rex::nn
