#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/box.h"

namespace rex {

struct Picture;

/// What stands for a picture in LXMERT and VisualBERT.
struct Regions {
  at::Tensor features;              ///< [regions, size] float32
  std::vector<Box> boxes;           ///< in the picture's pixels (or all within 0…1: fractions of the picture)
  std::vector<std::string> labels;  ///< what each region shows; may be empty
  std::vector<double> scores;       ///< 0…1; may be empty
};

/// Finds the regions of a picture.
class RegionSource {
 public:
  virtual ~RegionSource() = default;
  virtual std::string name() const = 0;           ///< for people: "DETR in regions/"
  virtual std::int64_t feature_size() const = 0;  ///< columns of Regions::features
  virtual Regions find(const Picture& picture) const = 0;
};

/// Reads `features` [n, d] and `boxes` [n, 4] (left, top, right, bottom), and `scores` [n] where there are any, from a
/// .safetensors or .npz file. Throws Error saying what is wrong.
Regions load_regions(const std::filesystem::path& file);

}  // namespace rex
