// One sample's input without some of it, as its family goes without it.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/evaluate/pixel_removal.h"
#include "core/models/model.h"
#include "core/nn/trace.h"
#include "core/picture/preprocessor.h"

namespace rex::evaluate {

/// What of an input is ranked and goes.
enum class Part {
  words,    ///< tokens of the text, so that it gets shorter [ICCV21]
  regions,  ///< regions of the picture, so that there are fewer [ICCV21]
  patches,  ///< cells of the patch grid, whose pixels show something else
  pixels    ///< pixels, which show something else [CVPR21]
};
std::string_view name(Part part);
std::optional<Part> part_of(std::string_view name);

/// How pixel_values came from a picture of values 0…1: (value · scale − mean) / deviation.
struct PixelScale {
  at::Tensor mean, deviation;  ///< [channels, 1, 1] float32
  double scale = 1;
};
/// Of SETTINGS; PICTURE [1, channels, height, width] says how many channels.
PixelScale pixel_scale(const PreprocessorSettings& settings, const at::Tensor& picture);

/// Makes inputs that lack a part, each from the clean ones. Not for several threads at once.
class InputRemoval {
 public:
  /// INPUTS of MODEL (batch of one), DOMAINS of a pass with them. SCALE, of their picture (model_picture()), is needed
  /// where pixels or patches go. TEXT:
  /// which of several texts loses words. MODEL must outlive this.
  InputRemoval(const Model& model, ModelInputs inputs, std::vector<TokenDomain> domains,
               std::optional<PixelScale> scale, Replacement replacement, std::uint32_t seed = 0, std::int64_t text = 0);

  const ModelInputs& clean() const { return inputs_; }
  const std::vector<TokenDomain>& domains() const { return domains_; }

  /// The inputs without PLACES of PART, ascending: places of words, regions or patches in their own numbering, indices
  /// into the [height, width] of model_picture() for pixels. Padding goes with the first word. Pixels that stay keep
  /// their values bit for bit. Throws Error where the input has no such part.
  ModelInputs without(Part part, std::span<const std::int64_t> places) const;

 private:
  at::Tensor pixels_without(std::span<const std::int64_t> pixels) const;
  ModelInputs without_tokens(TokenKind kind, std::span<const std::int64_t> places) const;

  const Model& model_;
  ModelInputs inputs_;
  std::vector<TokenDomain> domains_;
  std::optional<PixelScale> scale_;
  at::Tensor picture_;  // of pixel_values; undefined where there is none
  std::optional<PixelRemoval> removal_;
  std::int64_t text_;
};

}  // namespace rex::evaluate
