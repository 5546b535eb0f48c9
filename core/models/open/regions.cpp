#include "core/models/open/regions.h"

#include <ATen/ATen.h>

#include <map>

#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"

namespace rex {
namespace {

constexpr std::int64_t most_regions = 10'000;

std::string shape_of(const at::Tensor& tensor) {
  std::string text = "[";
  for (std::int64_t i = 0; i < tensor.dim(); ++i) text += (i ? ", " : "") + std::to_string(tensor.size(i));
  return text + "]";
}

/// The array NAME as [n, columns] float32 (COLUMNS 0: any), without a leading batch dimension of 1.
at::Tensor matrix(const std::string& file, const std::map<std::string, at::Tensor>& arrays, const std::string& name,
                  std::int64_t columns) {
  const auto found = arrays.find(name);
  if (found == arrays.end()) {
    std::string names;
    for (const auto& [other, array] : arrays) {
      if (names.size() < 200) names += (names.empty() ? "" : ", ") + other;
    }
    throw Error(file, "holds no array `" + name + "`" + (names.empty() ? "" : " (it holds " + names + ")"),
                "Region files hold `features` [regions, size] and `boxes` [regions, 4] in pixels.");
  }
  at::Tensor array = found->second;
  const std::string shape = shape_of(array);
  if (array.dim() == 3 && array.size(0) == 1) array = array.squeeze(0);
  const bool numbers = array.is_floating_point() || at::isIntegralType(array.scalar_type(), false);
  if (array.dim() != 2 || !numbers || array.size(0) > most_regions || array.size(1) == 0 ||
      (columns != 0 && array.size(1) != columns)) {
    throw Error(file,
                "`" + name + "` is " + shape + (numbers ? "" : " of no numbers") + ", not [regions, " +
                    (columns == 0 ? "size" : std::to_string(columns)) + "]",
                "Region files hold `features` [regions, size] and `boxes` [regions, 4] in pixels.");
  }
  array = array.to(at::kFloat).contiguous();
  if (!at::isfinite(array).all().item<bool>()) {
    throw Error(file, "`" + name + "` holds numbers that are not finite", "Make the file anew.");
  }
  return array;
}

}  // namespace

Regions load_regions(const std::filesystem::path& file) {
  const std::string where = file.string();
  const std::string extension = file.extension().string();
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) throw Error(where, "is not there", "Give a .npz or .safetensors file.");
  if (extension != ".npz" && extension != ".safetensors") {
    throw Error(where, "is no .npz or .safetensors file", "Save the regions in one of these formats.");
  }
  const auto arrays = extension == ".npz" ? load_npz(file) : load_safetensors(file);
  Regions regions;
  regions.features = matrix(where, arrays, "features", 0);
  const at::Tensor boxes = matrix(where, arrays, "boxes", 4);
  if (boxes.size(0) != regions.features.size(0)) {
    throw Error(where,
                "holds " + std::to_string(regions.features.size(0)) + " features and " + std::to_string(boxes.size(0)) +
                    " boxes",
                "Give one box for each region.");
  }
  for (std::int64_t i = 0; i < boxes.size(0); ++i) {
    const float* box = boxes.data_ptr<float>() + i * 4;
    regions.boxes.push_back({box[0], box[1], box[2], box[3]});
    if (box[2] < box[0] || box[3] < box[1]) {
      throw Error(where, "box " + std::to_string(i) + " ends before it begins",
                  "Boxes are left, top, right, bottom in pixels.");
    }
  }
  if (const auto found = arrays.find("scores"); found != arrays.end() && found->second.numel() == boxes.size(0)) {
    const at::Tensor scores = found->second.to(at::kDouble).contiguous();
    regions.scores.assign(scores.data_ptr<double>(), scores.data_ptr<double>() + scores.numel());
  }
  return regions;
}

}  // namespace rex
