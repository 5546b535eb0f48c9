#include "core/evaluate/pixel_removal.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "core/evaluate/imputation.h"

namespace rex::evaluate {

namespace {

constexpr std::array<std::pair<Replacement, std::string_view>, 5> names{{{Replacement::black, "black"},
                                                                         {Replacement::mean, "mean"},
                                                                         {Replacement::blur, "blur"},
                                                                         {Replacement::linear, "linear"},
                                                                         {Replacement::noisy_linear, "road"}}};

at::Tensor blurred(const at::Tensor& picture) {
  constexpr int size = 11;
  constexpr double sigma = 5;
  at::Tensor result = picture.to(at::kFloat).contiguous().clone();
  for (std::int64_t channel = 0; channel < result.size(0); ++channel) {
    at::Tensor plane = result[channel];
    cv::Mat pixels(static_cast<int>(plane.size(0)), static_cast<int>(plane.size(1)), CV_32FC1, plane.data_ptr<float>());
    cv::GaussianBlur(pixels.clone(), pixels, {size, size}, sigma, sigma, cv::BORDER_REFLECT_101);
  }
  return result.to(picture.scalar_type());
}

/// true at PIXELS: [height, width].
at::Tensor mask_at(std::span<const std::int64_t> pixels, std::int64_t height, std::int64_t width) {
  at::Tensor mask = at::zeros({height * width}, at::kBool);
  bool* values = mask.data_ptr<bool>();
  for (const std::int64_t pixel : pixels) {
    assert(pixel >= 0 && pixel < height * width);
    values[pixel] = true;
  }
  return mask.view({height, width});
}

}  // namespace

std::string_view name(Replacement replacement) {
  for (const auto& [value, text] : names) {
    if (value == replacement) return text;
  }
  return {};
}

std::optional<Replacement> replacement_of(std::string_view name) {
  for (const auto& [value, text] : names) {
    if (text == name) return value;
  }
  return std::nullopt;
}

std::string replacement_names() {
  std::string list;
  for (const auto& [value, text] : names) list += (list.empty() ? "" : ", ") + std::string(text);
  return list;
}

PixelRemoval::PixelRemoval(const at::Tensor& picture, Replacement replacement, std::uint32_t seed)
    : picture_(picture.contiguous()), replacement_(replacement), seed_(seed) {
  assert(picture.dim() == 3);
  switch (replacement) {
    case Replacement::black:
      fill_ = at::zeros_like(picture_);
      break;
    case Replacement::mean:
      fill_ = picture_.mean({1, 2}, true).expand_as(picture_);
      break;
    case Replacement::blur:
      fill_ = blurred(picture_);
      break;
    case Replacement::linear:
    case Replacement::noisy_linear:
      break;
  }
}

at::Tensor PixelRemoval::without(std::span<const std::int64_t> pixels) const {
  if (!fill_.defined()) return imputed(pixels);
  return at::where(mask_at(pixels, picture_.size(1), picture_.size(2)), fill_, picture_);
}

at::Tensor PixelRemoval::only(std::span<const std::int64_t> pixels) const {
  const at::Tensor stays = mask_at(pixels, picture_.size(1), picture_.size(2));
  if (fill_.defined()) return at::where(stays, picture_, fill_);
  std::vector<std::int64_t> removed;
  const bool* values = stays.data_ptr<bool>();
  for (std::int64_t pixel = 0; pixel < stays.numel(); ++pixel) {
    if (!values[pixel]) removed.push_back(pixel);
  }
  return imputed(removed);
}

at::Tensor PixelRemoval::imputed(std::span<const std::int64_t> pixels) const {
  Mask kept(picture_.size(1), picture_.size(2));
  kept.inside.assign(kept.inside.size(), 1);
  for (const std::int64_t pixel : pixels) kept.inside[static_cast<std::size_t>(pixel)] = 0;
  if (pixels.empty()) return picture_.clone();
  const LinearImputation system(kept);
  const at::Tensor source = picture_.to(at::kFloat).contiguous();
  at::Tensor result = source.clone();
  std::vector<std::vector<float>> channels;
  for (std::int64_t channel = 0; channel < source.size(0); ++channel) {
    const float* plane = source[channel].data_ptr<float>();
    channels.emplace_back(plane, plane + kept.inside.size());
  }
  channels =
      impute(system, std::move(channels), replacement_ == Replacement::noisy_linear ? imputation_noise : 0, seed_);
  for (std::size_t channel = 0; channel < channels.size(); ++channel) {
    std::copy(channels[channel].begin(), channels[channel].end(),
              result[static_cast<std::int64_t>(channel)].data_ptr<float>());
  }
  return result.to(picture_.scalar_type());
}

}  // namespace rex::evaluate
