#include "core/nn/residual_network.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/base/error.h"
#include "core/nn/arithmetic.h"

namespace rex::nn {
namespace {

constexpr double frozen_norm_epsilon = 1e-5;  // of the frozen batch norm in DETR
constexpr double norm_momentum = 0.1;         // of the running statistics while training
constexpr std::int64_t widening = 4;          // a bottleneck's output over its inner channels
constexpr std::size_t dilated_stage = 3;      // DC5 dilates the fourth

/// The names of one block's convolutions, which differ between the two spellings.
struct BlockNames {
  std::string prefix;
  BackboneSpelling spelling;

  BlockNames(const std::string& network, BackboneSpelling names, std::size_t stage, std::int64_t block)
      : spelling(names) {
    prefix = spelling == BackboneSpelling::timm
                 ? network + "layer" + std::to_string(stage + 1) + "." + std::to_string(block) + "."
                 : network + "encoder.stages." + std::to_string(stage) + ".layers." + std::to_string(block) + ".";
  }
  std::string convolution(int number) const {
    return spelling == BackboneSpelling::timm ? prefix + "conv" + std::to_string(number + 1)
                                              : prefix + "layer." + std::to_string(number) + ".convolution";
  }
  std::string norm(int number) const {
    return spelling == BackboneSpelling::timm ? prefix + "bn" + std::to_string(number + 1)
                                              : prefix + "layer." + std::to_string(number) + ".normalization";
  }
  std::string shortcut_convolution() const {
    return prefix + (spelling == BackboneSpelling::timm ? "downsample.0" : "shortcut.convolution");
  }
  std::string shortcut_norm() const {
    return prefix + (spelling == BackboneSpelling::timm ? "downsample.1" : "shortcut.normalization");
  }
};

}  // namespace

FrozenConvolution::FrozenConvolution(const std::string& convolution, const std::string& norm, std::int64_t inputs,
                                     std::int64_t outputs, std::int64_t kernel, std::int64_t stride,
                                     std::int64_t dilation, ParameterSource& parameters)
    : weight_(parameters.take(convolution + ".weight", {outputs, inputs, kernel, kernel})),
      scale_(parameters.take(norm + ".weight", {outputs})),
      shift_(parameters.take(norm + ".bias", {outputs})),
      mean_(parameters.take(norm + ".running_mean", {outputs})),
      variance_(parameters.take(norm + ".running_var", {outputs})),
      stride_(stride),
      padding_((kernel - 1) / 2 * dilation),
      dilation_(dilation) {
  parameters.ignore(norm + ".num_batches_tracked");
}

FrozenConvolution::Folded FrozenConvolution::fold() const {
  const at::Tensor factor = scale_ * at::rsqrt(variance_ + frozen_norm_epsilon);
  return {(weight_ * factor.view({-1, 1, 1, 1})).to(weight_.scalar_type()), shift_ - mean_ * factor};
}

std::uint32_t FrozenConvolution::version() const {
  std::uint32_t sum = 1;  // never 0, which stands for nothing folded yet
  for (const at::Tensor* tensor : {&weight_, &scale_, &shift_, &mean_, &variance_}) sum += tensor->_version();
  return sum;
}

at::Tensor FrozenConvolution::forward(const at::Tensor& x) const {
  const bool trains =
      at::GradMode::is_enabled() && (weight_.requires_grad() || scale_.requires_grad() || shift_.requires_grad());
  if (trains) {  // an ordinary batch norm, whose running statistics become the constants
    const at::Tensor y = at::conv2d(x, weight_, {}, {stride_, stride_}, {padding_, padding_}, {dilation_, dilation_});
    return at::batch_norm(y, scale_, shift_, mean_.detach(), variance_.detach(), true, norm_momentum,
                          frozen_norm_epsilon, false);
  }
  if (folded_version_ != version() || folded_.weight.scalar_type() != weight_.scalar_type()) {
    const at::NoGradGuard no_graph;
    folded_ = fold();
    folded_version_ = version();
  }
  return convolution(x, folded_.weight, folded_.bias, {stride_, padding_, dilation_});
}

ResidualNetwork::ResidualNetwork(const ResidualNetworkSettings& settings, const std::string& prefix,
                                 ParameterSource& parameters)
    : activation_(settings.activation), output_stage_(settings.output_stage) {
  if (settings.depths.empty() || settings.depths.size() != settings.channels.size() || output_stage_ == 0 ||
      output_stage_ > settings.depths.size()) {
    throw Error("config.json: backbone",
                "has " + std::to_string(settings.depths.size()) + " depths and " +
                    std::to_string(settings.channels.size()) + " widths for " + std::to_string(output_stage_) +
                    " stages",
                "Give one depth and one width for each stage.");
  }
  const bool timm = settings.spelling == BackboneSpelling::timm;
  stem_.emplace_back(prefix + (timm ? "conv1" : "embedder.embedder.convolution"),
                     prefix + (timm ? "bn1" : "embedder.embedder.normalization"), settings.input_channels,
                     settings.stem_channels, 7, 2, 1, parameters);
  std::int64_t inputs = settings.stem_channels;
  for (std::size_t stage = 0; stage < settings.depths.size(); ++stage) {
    const bool dilated = settings.dilate_last_stage && stage == dilated_stage;
    const bool halves = stage == 0 ? settings.downsample_in_first_stage : !dilated;
    const std::int64_t outputs = settings.channels[stage];
    const std::int64_t inner = settings.bottleneck ? outputs / widening : outputs;
    stages_.emplace_back();
    for (std::int64_t index = 0; index < settings.depths[stage]; ++index) {
      const BlockNames names(prefix, settings.spelling, stage, index);
      const std::int64_t stride = index == 0 && halves ? 2 : 1;
      // As in the published DC5 networks, the first block's strided convolution is left undilated.
      const std::int64_t first_dilation = dilated && index > 0 ? 2 : 1;
      const std::int64_t dilation = dilated ? 2 : 1;
      Block block;
      const auto convolution = [&](int number, std::int64_t from, std::int64_t to, std::int64_t kernel,
                                   std::int64_t step, std::int64_t spread) {
        block.convolutions.emplace_back(names.convolution(number), names.norm(number), from, to, kernel, step, spread,
                                        parameters);
      };
      if (settings.bottleneck) {
        const bool early = settings.downsample_in_bottleneck;
        convolution(0, inputs, inner, 1, early ? stride : 1, 1);
        convolution(1, inner, inner, 3, early ? 1 : stride, first_dilation);
        convolution(2, inner, outputs, 1, 1, 1);
      } else {
        convolution(0, inputs, outputs, 3, stride, first_dilation);
        convolution(1, outputs, outputs, 3, 1, dilation);
      }
      if (stride != 1 || inputs != outputs || parameters.has(names.shortcut_convolution() + ".weight")) {
        block.shortcut.emplace_back(names.shortcut_convolution(), names.shortcut_norm(), inputs, outputs, 1, stride, 1,
                                    parameters);
      }
      stages_.back().push_back(std::move(block));
      inputs = outputs;
    }
  }
  output_channels_ = settings.channels[output_stage_ - 1];
}

at::Tensor ResidualNetwork::activated(at::Tensor x) const {
  if (activation_ == Activation::relu && !x.requires_grad()) return x.relu_();  // the maps are large: save a copy
  return activate({}, x, activation_);
}

at::Tensor ResidualNetwork::run(const ForwardContext& context, const at::Tensor& pixels) const {
  at::Tensor x = activated(stem_.front().forward(pixels));
  x = at::max_pool2d(x, {3, 3}, {2, 2}, {1, 1});
  for (std::size_t stage = 0; stage < output_stage_; ++stage) {
    for (const Block& block : stages_[stage]) {
      context.check();
      const at::Tensor shortcut = block.shortcut.empty() ? x : block.shortcut.front().forward(x);
      for (std::size_t i = 0; i < block.convolutions.size(); ++i) {
        x = block.convolutions[i].forward(x);
        if (i + 1 < block.convolutions.size()) x = activated(x);
      }
      x = activated(x.requires_grad() ? x + shortcut : x.add_(shortcut));
    }
  }
  return x;
}

at::Tensor ResidualNetwork::forward(const ForwardContext& context, const at::Tensor& pixels) const {
  if (context.mode == GraphMode::plain) return run(context, pixels);
  const at::NoGradGuard no_graph;
  return run(context, pixels);
}

}  // namespace rex::nn
