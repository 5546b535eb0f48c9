// The convolutional network that turns a picture into DETR's feature map (He et al. 2016, arXiv 1512.03385), with
// frozen batch norm.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/nn/forward_context.h"
#include "core/nn/operations.h"
#include "core/nn/parameters.h"

namespace rex::nn {

/// The names under which Hugging Face's DETR saves its backbone.
enum class BackboneSpelling {
  timm,   ///< conv1, bn1, layer1.0.conv1, layer1.0.downsample.0
  native  ///< embedder.embedder.convolution, encoder.stages.0.layers.0.layer.0.convolution, ….shortcut.convolution
};

struct ResidualNetworkSettings {
  BackboneSpelling spelling = BackboneSpelling::timm;
  bool bottleneck = true;              ///< blocks of 1×1, 3×3, 1×1 convolutions; else of two 3×3
  std::vector<std::int64_t> depths;    ///< [stages] blocks
  std::vector<std::int64_t> channels;  ///< [stages] channels that leave the stage
  std::int64_t input_channels = 3;
  std::int64_t stem_channels = 64;
  std::size_t output_stage = 4;            ///< how many stages run; later ones only hold parameters
  bool dilate_last_stage = false;          ///< the fourth stage keeps the resolution of the third (DETR's DC5)
  bool downsample_in_first_stage = false;  ///< native only
  bool downsample_in_bottleneck = false;  ///< native only: the stride is on the first 1×1, not on the 3×3 convolution
  Activation activation = Activation::relu;
};

/// A convolution without bias and the batch norm after it, whose statistics are constants.
class FrozenConvolution {
 public:
  FrozenConvolution(const std::string& convolution, const std::string& norm, std::int64_t inputs, std::int64_t outputs,
                    std::int64_t kernel, std::int64_t stride, std::int64_t dilation, ParameterSource& parameters);

  at::Tensor forward(const at::Tensor& x) const;

 private:
  struct Folded {
    at::Tensor weight;  ///< [outputs, inputs, kernel, kernel], scaled by the norm
    at::Tensor bias;    ///< [outputs]
  };
  Folded fold() const;
  std::uint32_t version() const;

  at::Tensor weight_;
  at::Tensor scale_, shift_, mean_, variance_;  // [outputs]
  std::int64_t stride_, padding_, dilation_;
  // Folding costs as much as reading all weights, so it is kept until a parameter is changed in place.
  mutable Folded folded_;
  mutable std::uint32_t folded_version_ = 0;
};

/// Stem and stages. In plain mode autograd's own state decides whether there is a graph (training); in gradient and
/// relevance mode there is none, because no attention map lies below.
class ResidualNetwork {
 public:
  /// PREFIX stands before every name, with its dot. Throws Error where the settings contradict each other.
  ResidualNetwork(const ResidualNetworkSettings& settings, const std::string& prefix, ParameterSource& parameters);

  /// PIXELS [batch, input channels, height, width] → [batch, output_channels(), height / 32, width / 32], rounded up
  /// (/ 16 with a dilated last stage, or where fewer stages run).
  at::Tensor forward(const ForwardContext& context, const at::Tensor& pixels) const;

  std::int64_t output_channels() const { return output_channels_; }

 private:
  struct Block {
    std::vector<FrozenConvolution> convolutions;
    std::vector<FrozenConvolution> shortcut;  // one or none
  };
  at::Tensor run(const ForwardContext& context, const at::Tensor& pixels) const;
  at::Tensor activated(at::Tensor x) const;

  Activation activation_;
  std::vector<FrozenConvolution> stem_;  // one
  std::vector<std::vector<Block>> stages_;
  std::size_t output_stage_ = 0;
  std::int64_t output_channels_ = 0;
};

}  // namespace rex::nn
