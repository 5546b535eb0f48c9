// A picture without some of its pixels, and what stands in their place.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rex::evaluate {

/// What replaces removed pixels. To be named wherever a curve is shown: the curves differ.
enum class Replacement {
  black,        ///< 0 in all channels, before normalisation [CVPR21]
  mean,         ///< each channel's mean over the picture
  blur,         ///< the picture blurred: Gaussian, 11 × 11, sigma 5, as RISE (its borders reflected)
  linear,       ///< imputed from the neighbours
  noisy_linear  ///< the same with noise: ROAD
};

std::string_view name(Replacement replacement);
std::optional<Replacement> replacement_of(std::string_view name);
/// "black, mean, blur, linear, road": for messages.
std::string replacement_names();

/// Removes pixels from one picture, each time from the clean one.
class PixelRemoval {
 public:
  /// PICTURE [channels, height, width], floating, on the CPU, values 0…1 before normalisation. SEED for noise.
  PixelRemoval(const at::Tensor& picture, Replacement replacement, std::uint32_t seed = 0);

  /// A new picture without PIXELS (indices into [height, width]). Throws Error where the neighbours are to fill in and
  /// no pixel is left.
  at::Tensor without(std::span<const std::int64_t> pixels) const;

  /// A new picture that is all replacement but for PIXELS: insertion. Not for linear imputation of nothing.
  at::Tensor only(std::span<const std::int64_t> pixels) const;

 private:
  at::Tensor imputed(std::span<const std::int64_t> pixels) const;

  at::Tensor picture_;  // [channels, height, width], contiguous
  at::Tensor fill_;     // the same; undefined for imputation
  Replacement replacement_;
  std::uint32_t seed_;
};

}  // namespace rex::evaluate
