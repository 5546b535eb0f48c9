#pragma once

#include <string>
#include <vector>

#include "core/picture/preprocessor.h"

namespace rex {

/// The image processors of Hugging Face's library that the models here come with.
const std::vector<ImageProcessor>& image_processors();

/// The one of image_processors() that is usual for models of MODEL_TYPE, as config.json has it ("vit"); null where
/// there is none.
const ImageProcessor* image_processor_of(const std::string& model_type);

/// How DeiT was trained and published by its authors and by timm: the shorter side to 256 pixels, bicubic, the central
/// 224 × 224, mean and deviation of ImageNet. For weights under timm's names without a preprocessor_config.json; the
/// defaults of Hugging Face's DeiTImageProcessor differ (both sides to 256, 0.5).
const ImageProcessor& original_deit_processor();

}  // namespace rex
