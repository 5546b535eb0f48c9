#include "core/nn/patch_embedding.h"

#include <ATen/ATen.h>

#include <vector>

namespace rex::nn {
namespace {

/// PICTURE [1, hidden, rows, columns] of the size TO.
at::Tensor resize(const at::Tensor& picture, const std::vector<std::int64_t>& to, PositionFilter filter) {
  switch (filter) {
    case PositionFilter::bicubic:
      return at::upsample_bicubic2d(picture, to, false);
    case PositionFilter::bicubic_antialiased:
      return at::_upsample_bicubic2d_aa(picture, to, false);
    case PositionFilter::bilinear_antialiased:
      return at::_upsample_bilinear2d_aa(picture, to, false);
  }
  return picture;
}

}  // namespace

std::pair<std::int64_t, std::int64_t> PatchEmbedding::grid(const at::Tensor& pixels) const {
  return {pixels.size(2) / weight.size(2), pixels.size(3) / weight.size(3)};
}

at::Tensor PatchEmbedding::operator()(const ForwardContext& context, const at::Tensor& pixels) const {
  const auto [rows, columns] = grid(pixels);
  const std::int64_t channels = pixels.size(1), height = weight.size(2), width = weight.size(3);
  // One row for each patch turns the convolution into one matrix product.
  const at::Tensor patches = pixels.narrow(2, 0, rows * height)
                                 .narrow(3, 0, columns * width)
                                 .reshape({pixels.size(0), channels, rows, height, columns, width})
                                 .permute({0, 2, 4, 1, 3, 5})
                                 .reshape({pixels.size(0), rows * columns, channels * height * width});
  return pixel_linear(context, patches, weight.flatten(1), bias);
}

at::Tensor resize_positions(const at::Tensor& positions, std::int64_t special,
                            std::pair<std::int64_t, std::int64_t> from, std::pair<std::int64_t, std::int64_t> to,
                            PositionFilter filter) {
  if (from == to) return positions;
  const std::int64_t hidden = positions.size(2);
  const at::Tensor picture =
      positions.narrow(1, special, from.first * from.second).view({1, from.first, from.second, hidden});
  const at::Tensor resized = resize(picture.permute({0, 3, 1, 2}), {to.first, to.second}, filter);
  return at::cat({positions.narrow(1, 0, special), resized.permute({0, 2, 3, 1}).flatten(1, 2)}, 1);
}

}  // namespace rex::nn
