#include "core/evaluate/model_picture.h"

#include <ATen/ATen.h>

#include <cmath>
#include <cstdint>

#include "core/base/error.h"

namespace rex::evaluate {
namespace {

/// How a list of patches was cut: their rows and columns, and the channels and side of each.
struct PatchList {
  std::int64_t rows, columns, channels, side;
};

PatchList patch_list(const ModelInputs& inputs) {
  const std::int64_t numbers = inputs.at("pixel_values").size(2);
  const auto shapes = inputs.find("spatial_shapes");
  for (const std::int64_t channels : {3, 1}) {
    const std::int64_t side = std::llround(std::sqrt(static_cast<double>(numbers) / static_cast<double>(channels)));
    if (shapes == inputs.end() || channels * side * side != numbers) continue;
    const at::Tensor shape = shapes->second.flatten();
    return {shape[0].item<std::int64_t>(), shape[1].item<std::int64_t>(), channels, side};
  }
  throw Error("pixel_values", "is a list of patches that no picture was cut into",
              "Give square patches of three channels or one, and spatial_shapes.");
}

}  // namespace

at::Tensor model_picture(const ModelInputs& inputs) {
  const auto found = inputs.find("pixel_values");
  if (found == inputs.end()) return {};
  const at::Tensor& pixels = found->second;
  if (pixels.dim() != 3) return pixels;
  // Of a patch's numbers, the channels of one pixel stand beside each other.
  const PatchList list = patch_list(inputs);
  return pixels.narrow(1, 0, list.rows * list.columns)
      .reshape({1, list.rows, list.columns, list.side, list.side, list.channels})
      .permute({0, 5, 1, 3, 2, 4})
      .reshape({1, list.channels, list.rows * list.side, list.columns * list.side});
}

ModelInputs with_model_picture(ModelInputs inputs, const at::Tensor& picture) {
  at::Tensor& pixels = inputs.at("pixel_values");
  if (pixels.dim() != 3) {
    pixels = picture;
    return inputs;
  }
  const PatchList list = patch_list(inputs);
  const std::int64_t count = list.rows * list.columns;
  const at::Tensor cut = picture.reshape({1, list.channels, list.rows, list.side, list.columns, list.side})
                             .permute({0, 2, 4, 3, 5, 1})
                             .reshape({1, count, -1});
  pixels = at::cat({cut, pixels.narrow(1, count, pixels.size(1) - count)}, 1);
  return inputs;
}

}  // namespace rex::evaluate
