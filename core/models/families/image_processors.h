#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/picture/preprocessor.h"

namespace rex {

/// Mean and deviation of the colours that a model learned with, as fractions of white.
struct ColourStatistics {
  std::array<float, 3> mean, deviation;
};

inline constexpr ColourStatistics half_colours{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
inline constexpr ColourStatistics imagenet_colours{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};

/// An image processor's defaults with every size SIZE, for the records of families. NAME is Hugging Face's without
/// ImageProcessor ("ViT").
ImageProcessor image_processor(const std::string& name, SizeRule rule, std::int64_t size, ResizeFilter filter,
                               const ColourStatistics& colours);

/// The image processors of every family.
const std::vector<ImageProcessor>& image_processors();

/// The one that is usual for models of MODEL_TYPE, as config.json has it ("vit"); null where there is none.
const ImageProcessor* image_processor_of(const std::string& model_type);

}  // namespace rex
