// Whose resizing a processor's authors use: bytes differ by a level or two.
#pragma once

#include "core/picture/preprocessor.h"

namespace rex {

enum class Resizing {
  pillow,
  torchvision_bytes,  ///< of a tensor of bytes, rounded to bytes (types that end in Fast)
  torchvision_floats  ///< rescaled first, then resized without rounding (DINOv3)
};

Resizing resizing_of(const PreprocessorSettings& settings);

/// PICTURE at WIDTH × HEIGHT, byte for byte what torchvision (0.16 and later) makes of a tensor of bytes with
/// antialiasing on a processor with AVX2: Pillow's passes with weights of 16 bits, which differ from Pillow's by a
/// level or two here and there. Lanczos becomes bicubic, as in Hugging Face's torchvision processors; box and Hamming
/// are refused, as torchvision does. Throws Error as resize_pillow() does.
Picture resize_torchvision(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter);

}  // namespace rex
