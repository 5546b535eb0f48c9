// The residual network of Faster R-CNN (He et al. 2016, arXiv 1512.03385; groups as in Xie et al. 2017, arXiv
// 1611.05431), for predictions alone.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/progress.h"
#include "core/nn/parameters.h"

namespace rex {

/// How one convolution is laid out. Maps are padded so that a stride of 1 keeps their size.
struct ConvolutionShape {
  std::int64_t inputs = 0, outputs = 0;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t groups = 1;
};

/// A convolution, the batch norm after it (its running statistics) folded into weights and bias. Maps are
/// [batch, channels, rows, columns] float32 with the channels innermost in memory (at::MemoryFormat::ChannelsLast).
class FoldedConvolution {
 public:
  FoldedConvolution() = default;

  /// Takes NAME.weight and NAME.norm of SOURCE.
  static FoldedConvolution with_norm(ParameterSource& source, const std::string& name, const ConvolutionShape& shape);

  /// Takes NAME.weight and NAME.bias.
  static FoldedConvolution with_bias(ParameterSource& source, const std::string& name, const ConvolutionShape& shape);

  at::Tensor operator()(const at::Tensor& map) const;

  /// From now on it multiplies in bfloat16.
  void round_weights();

 private:
  FoldedConvolution(const ConvolutionShape& shape, at::Tensor weight, at::Tensor bias);

  ConvolutionShape shape_;
  at::Tensor weight_;  // [outputs, inputs / groups, kernel, kernel], channels innermost
  at::Tensor bias_;    // [outputs]
};

struct BottleneckShape {
  std::int64_t inputs = 0, inner = 0, outputs = 0;
  std::int64_t groups = 1;
  std::int64_t first_stride = 1;   ///< of the first 1×1 convolution
  std::int64_t second_stride = 1;  ///< of the 3×3 convolution
  std::int64_t dilation = 1;       ///< of the 3×3 convolution
};

/// Convolutions of 1×1, 3×3 and 1×1 whose result is added to what they read; that passes a 1×1 convolution where the
/// number of channels changes.
class Bottleneck {
 public:
  Bottleneck(ParameterSource& source, const std::string& name, const BottleneckShape& shape);

  /// PROGRESS is asked between the convolutions.
  at::Tensor operator()(const at::Tensor& map, const Progress& progress) const;

  /// From now on its convolutions multiply in bfloat16.
  void round_weights();

 private:
  FoldedConvolution first_, second_, third_;
  std::optional<FoldedConvolution> shortcut_;
};

}  // namespace rex
