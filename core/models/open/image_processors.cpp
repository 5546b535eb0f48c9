#include "core/models/open/image_processors.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rex {
namespace {

using Channels = std::array<float, 3>;

constexpr Channels half{0.5f, 0.5f, 0.5f};
constexpr Channels imagenet_mean{0.485f, 0.456f, 0.406f}, imagenet_deviation{0.229f, 0.224f, 0.225f};
constexpr Channels clip_mean{0.48145466f, 0.4578275f, 0.40821073f};
constexpr Channels clip_deviation{0.26862954f, 0.26130258f, 0.27577711f};

PreprocessorSettings defaults_of(SizeRule rule, int64_t size, ResizeFilter filter, const Channels& mean,
                                 const Channels& deviation) {
  PreprocessorSettings settings;
  settings.size_rule = rule;
  settings.height = settings.width = settings.shortest_edge = size;
  settings.filter = filter;
  settings.mean = mean;
  settings.deviation = deviation;
  return settings;
}

ImageProcessor vit() { return {"ViT", defaults_of(SizeRule::exact, 224, ResizeFilter::bilinear, half, half), true, 0}; }

ImageProcessor deit() {
  ImageProcessor made{"DeiT", defaults_of(SizeRule::exact, 256, ResizeFilter::bicubic, half, half), true, 224};
  made.defaults.do_center_crop = true;
  return made;
}

ImageProcessor clip() {
  ImageProcessor made{
      "CLIP", defaults_of(SizeRule::shortest_edge, 224, ResizeFilter::bicubic, clip_mean, clip_deviation), false, 224};
  made.defaults.do_center_crop = true;
  return made;
}

ImageProcessor detr() {
  ImageProcessor made{
      "Detr", defaults_of(SizeRule::edges, 800, ResizeFilter::bilinear, imagenet_mean, imagenet_deviation), false, 0};
  made.defaults.longest_edge = 1333;
  made.defaults.do_pad = made.defaults.makes_mask = true;
  return made;
}

}  // namespace

const std::vector<ImageProcessor>& image_processors() {
  static const std::vector<ImageProcessor> list = {vit(), deit(), clip(), detr()};
  return list;
}

const ImageProcessor* image_processor_of(const std::string& model_type) {
  constexpr std::pair<const char*, const char*> names[] = {
      {"vit", "ViT"}, {"deit", "DeiT"}, {"clip", "CLIP"}, {"detr", "Detr"}};
  for (const auto& [type, name] : names) {
    if (model_type != type) continue;
    const auto found = std::find_if(image_processors().begin(), image_processors().end(),
                                    [&](const ImageProcessor& processor) { return processor.name == name; });
    return &*found;
  }
  return nullptr;
}

const ImageProcessor& original_deit_processor() {
  static const ImageProcessor processor = [] {
    ImageProcessor made{
        "DeiT", defaults_of(SizeRule::shortest_edge, 256, ResizeFilter::bicubic, imagenet_mean, imagenet_deviation),
        false, 224};
    made.defaults.do_center_crop = true;
    return made;
  }();
  return processor;
}

}  // namespace rex
