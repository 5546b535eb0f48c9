#include "core/models/regions/bottleneck.h"

#include <ATen/ATen.h>

#include <array>
#include <utility>

#include "core/nn/arithmetic.h"

namespace rex {
namespace {

constexpr double norm_epsilon = 1e-5;  // of the reference's batch norm

}  // namespace

FoldedConvolution::FoldedConvolution(const ConvolutionShape& shape, at::Tensor weight, at::Tensor bias)
    : shape_(shape),
      weight_(weight.clone(at::MemoryFormat::ChannelsLast)),  // not a view: the file need not stay in memory
      bias_(std::move(bias)) {}

FoldedConvolution FoldedConvolution::with_norm(ParameterSource& source, const std::string& name,
                                               const ConvolutionShape& shape) {
  const at::Tensor weight =
      source.take(name + ".weight", {shape.outputs, shape.inputs / shape.groups, shape.kernel, shape.kernel});
  const std::string norm = name + ".norm.";
  const at::Tensor scale = source.take(norm + "weight", {shape.outputs});
  const at::Tensor shift = source.take(norm + "bias", {shape.outputs});
  const at::Tensor mean = source.take(norm + "running_mean", {shape.outputs});
  const at::Tensor variance = source.take(norm + "running_var", {shape.outputs});
  source.ignore(norm + "num_batches_tracked");
  const at::Tensor factor = scale * at::rsqrt(variance + norm_epsilon);
  return {shape, weight * factor.view({-1, 1, 1, 1}), shift - mean * factor};
}

FoldedConvolution FoldedConvolution::with_bias(ParameterSource& source, const std::string& name,
                                               const ConvolutionShape& shape) {
  const at::Tensor weight =
      source.take(name + ".weight", {shape.outputs, shape.inputs / shape.groups, shape.kernel, shape.kernel});
  return {shape, weight, source.take(name + ".bias", {shape.outputs}).clone()};
}

at::Tensor FoldedConvolution::operator()(const at::Tensor& map) const {
  const std::int64_t padding = (shape_.kernel - 1) / 2 * shape_.dilation;
  if (weight_.scalar_type() == at::kBFloat16 && map.numel() > 0) {
    return nn::convolution(map, weight_, bias_, {shape_.stride, padding, shape_.dilation, shape_.groups});
  }
  const std::array stride = {shape_.stride, shape_.stride}, pad = {padding, padding};
  const std::array dilation = {shape_.dilation, shape_.dilation};
  // With one thread at::conv2d leaves 1×1 convolutions of fewer than 16 maps to BLAS, which is several times slower.
  if (at::globalContext().hasMKLDNN() && at::globalContext().userEnabledMkldnn() && map.numel() > 0) {
    return at::mkldnn_convolution(map, weight_, bias_, pad, stride, dilation, shape_.groups);
  }
  return at::conv2d(map, weight_, bias_, stride, pad, dilation, shape_.groups);
}

void FoldedConvolution::round_weights() { weight_ = weight_.to(at::kBFloat16); }

Bottleneck::Bottleneck(ParameterSource& source, const std::string& name, const BottleneckShape& shape)
    : first_(FoldedConvolution::with_norm(source, name + ".conv1", {shape.inputs, shape.inner, 1, shape.first_stride})),
      second_(FoldedConvolution::with_norm(
          source, name + ".conv2", {shape.inner, shape.inner, 3, shape.second_stride, shape.dilation, shape.groups})),
      third_(FoldedConvolution::with_norm(source, name + ".conv3", {shape.inner, shape.outputs})) {
  if (shape.inputs == shape.outputs) return;
  shortcut_ = FoldedConvolution::with_norm(source, name + ".shortcut",
                                           {shape.inputs, shape.outputs, 1, shape.first_stride * shape.second_stride});
}

at::Tensor Bottleneck::operator()(const at::Tensor& map, const Progress& progress) const {
  at::Tensor x = first_(map).relu_();
  progress.check();
  x = second_(x).relu_();
  progress.check();
  x = third_(x);
  progress.check();
  return x.add_(shortcut_ ? (*shortcut_)(map) : map).relu_();
}

void Bottleneck::round_weights() {
  for (FoldedConvolution* convolution : {&first_, &second_, &third_}) convolution->round_weights();
  if (shortcut_) shortcut_->round_weights();
}

}  // namespace rex
