#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <utility>

#include "core/nn/operations.h"

namespace rex::nn {

/// Cuts a picture into patches and projects each: a convolution whose stride is its kernel (Dosovitskiy et al. 2021).
struct PatchEmbedding {
  at::Tensor weight;  ///< [hidden, channels, patch height, patch width]
  at::Tensor bias;    ///< [hidden], or undefined

  /// Rows and columns of the patch grid of PIXELS [batch, channels, height, width]; what does not fill a patch at the
  /// right and at the bottom is left out.
  std::pair<std::int64_t, std::int64_t> grid(const at::Tensor& pixels) const;

  /// PIXELS → [batch, rows · columns, hidden], row-major.
  at::Tensor operator()(const ForwardContext& context, const at::Tensor& pixels) const;
};

/// How position embeddings are resized, always to explicit sizes, without aligned corners.
enum class PositionFilter {
  bicubic,              ///< a = -0.75, borders clamped: Hugging Face's interpolate_pos_encoding in most families
  bicubic_antialiased,  ///< a = -0.5, widened where the grid shrinks, weights scaled to 1 at borders: DINOv2 with
                        ///< registers
  bilinear_antialiased  ///< the same with a triangle: SigLIP 2
};

/// Position embeddings [1, SPECIAL + patches, hidden] of the grid FROM, for the grid TO (rows, columns): the special
/// tokens' as they are, the patches' resized.
at::Tensor resize_positions(const at::Tensor& positions, std::int64_t special,
                            std::pair<std::int64_t, std::int64_t> from, std::pair<std::int64_t, std::int64_t> to,
                            PositionFilter filter = PositionFilter::bicubic);

}  // namespace rex::nn
