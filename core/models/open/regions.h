#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/box.h"
#include "core/base/progress.h"

namespace rex {

struct Picture;

/// What stands for a picture in LXMERT and VisualBERT.
struct Regions {
  at::Tensor features;              ///< [regions, size] float32
  std::vector<Box> boxes;           ///< in the picture's pixels (or all within 0…1: fractions of the picture)
  std::vector<std::string> labels;  ///< what each region shows, for people: "red car"; may be empty
  std::vector<double> scores;       ///< 0…1; may be empty

  /// What a detector with attributes says of each region. Empty where nothing is known; names may be empty where
  /// numbers are not.
  struct Names {
    std::vector<std::int64_t> ids;
    std::vector<double> probabilities;  ///< 0…1
    std::vector<std::string> names;
  };
  Names objects, attributes;

  /// Makes labels and scores of objects and attributes: "red car", "object 12" where names are missing. Attributes of a
  /// probability below 0.1 are left out.
  void label();
};

/// Finds the regions of a picture.
class RegionSource {
 public:
  virtual ~RegionSource() = default;
  virtual std::string name() const = 0;           ///< for people: "DETR in regions/"
  virtual std::int64_t feature_size() const = 0;  ///< columns of Regions::features
  /// Throws Error where there are none, Cancelled.
  virtual Regions find(const Picture& picture, const Progress& progress) const = 0;
  virtual std::vector<std::string> notes() const { return {}; }  ///< what is missing, for people
};

/// Reads `features` [n, d] and `boxes` [n, 4] (left, top, right, bottom), and where there are any `scores` [n],
/// `object_ids`, `object_probabilities`, `attribute_ids` and `attribute_probabilities` [n], `object_names` and
/// `attribute_names` (UTF-8 bytes, one line a region) from a .safetensors or .npz file. Throws Error saying what is
/// wrong.
Regions load_regions(const std::filesystem::path& file);

/// Writes such a .npz file, atomically.
void save_regions(const std::filesystem::path& file, const Regions& regions);

}  // namespace rex
