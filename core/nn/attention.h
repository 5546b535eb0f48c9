#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/nn/layers.h"
#include "core/nn/rotary.h"

namespace rex::nn {

/// Where an attention map stands in the trace (see AttentionMap).
struct AttentionSite {
  std::string stack;
  int layer = 0;
  int query_domain = 0;
  int key_domain = 0;
  int simultaneous = -1;
};

/// Multi-head scaled dot-product attention (Vaswani et al. 2017, section 3.2) with its four projections. Heads are
/// contiguous chunks of the projected channels.
struct Attention {
  Linear query, key, value, output;
  std::int64_t heads = 1;

  /// Attends from QUERIES [batch, T, hidden] to KEYS and VALUES [batch, S, hidden], records the map at SITE and returns
  /// the projected result [batch, T, hidden]. MASK is added to the scores; it broadcasts to [batch, heads, T, S] and
  /// may be undefined. It takes no relevance. ROTARY, if given, turns queries and keys (T = S).
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& queries, const at::Tensor& keys,
                        const at::Tensor& values, const at::Tensor& mask, const AttentionSite& site,
                        const RotaryTable* rotary = nullptr) const {
    return output(context, attend(context, queries, keys, values, mask, site, rotary));
  }

  /// The same before the output projection, which may then be left out for tokens that nothing reads.
  at::Tensor attend(const ForwardContext& context, const at::Tensor& queries, const at::Tensor& keys,
                    const at::Tensor& values, const at::Tensor& mask, const AttentionSite& site,
                    const RotaryTable* rotary = nullptr) const;

  /// Self-attention.
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                        const AttentionSite& site, const RotaryTable* rotary = nullptr) const {
    return (*this)(context, x, x, x, mask, site, rotary);
  }
};

/// The additive mask of a padding mask REAL [batch, S] (nonzero = real), of x's type: [batch, 1, 1, S] with 0 and the
/// lowest finite number, as in Hugging Face's models. Undefined where nothing is padded, which costs nothing.
at::Tensor padding_mask(const at::Tensor& real, const at::Tensor& x);

/// The additive mask of ALLOWED (bool, any shape), of x's type; undefined where everything is allowed.
at::Tensor additive_mask(const at::Tensor& allowed, const at::Tensor& x);

}  // namespace rex::nn
