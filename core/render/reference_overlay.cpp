#include "core/render/reference_overlay.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/render/colour_map.h"

namespace rex {

Picture reference_overlay(const FloatMap& heat, const at::Tensor& pixels) {
  if (!pixels.defined() || pixels.dim() != 4 || pixels.size(0) != 1 || pixels.size(1) != 3 ||
      pixels.size(2) != heat.height || pixels.size(3) != heat.width) {
    throw Error("reference overlay", "the heat map and the pixels differ in size");
  }
  const at::Tensor values = pixels.detach().to(at::kCPU, at::kFloat);
  const at::Tensor range = values.max() - values.min();
  const at::Tensor scaled = at::nan_to_num((values - values.min()) / range, 0, 0, 0).contiguous();
  const auto photo = scaled.accessor<float, 4>();
  const ColourMap& jet = colour_map("jet");

  std::vector<float> sums(heat.values.size() * 3);
  for (std::int64_t y = 0; y < heat.height; ++y) {
    for (std::int64_t x = 0; x < heat.width; ++x) {
      const auto level = static_cast<std::uint8_t>(255.0F * heat.row(y)[x]);
      const Colour colour = jet.colours[level];
      const std::array<std::uint8_t, 3> red_green_blue{colour.red, colour.green, colour.blue};
      for (std::size_t channel = 0; channel < 3; ++channel) {
        sums[static_cast<std::size_t>(y * heat.width + x) * 3 + channel] =
            static_cast<float>(red_green_blue[channel]) / 255.0F +
            photo[0][static_cast<std::int64_t>(2 - channel)][y][x];  // exchanged
      }
    }
  }
  const float largest = sums.empty() ? 1 : *std::max_element(sums.begin(), sums.end());
  Picture overlay(heat.width, heat.height);
  std::transform(sums.begin(), sums.end(), overlay.pixels.begin(),
                 [&](float sum) { return static_cast<std::uint8_t>(255.0F * (sum / largest)); });
  return overlay;
}

FloatMap min_max(FloatMap values) {
  const Scale scale = scale_of(values.values, Scaling::min_to_max);
  for (float& value : values.values) value = scale.share(value);
  return values;
}

}  // namespace rex
