#include "core/models/open/regions.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
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

constexpr double least_attribute = 0.1;  // as the published demos draw

/// The array NAME [regions] as numbers of TYPE; empty where there is none of that length.
template <class Number>
std::vector<Number> column(const std::map<std::string, at::Tensor>& arrays, const std::string& name,
                           std::size_t regions, at::ScalarType type) {
  const auto found = arrays.find(name);
  if (found == arrays.end() || found->second.numel() != static_cast<std::int64_t>(regions)) return {};
  const at::Tensor values = found->second.to(type).contiguous();
  return {values.data_ptr<Number>(), values.data_ptr<Number>() + values.numel()};
}

/// The lines of the bytes NAME, one for each region; empty where there are not so many.
std::vector<std::string> lines(const std::map<std::string, at::Tensor>& arrays, const std::string& name,
                               std::size_t regions) {
  const auto found = arrays.find(name);
  if (found == arrays.end() || found->second.scalar_type() != at::kByte) return {};
  const at::Tensor bytes = found->second.contiguous();
  const std::string text(reinterpret_cast<const char*>(bytes.data_ptr<std::uint8_t>()),
                         static_cast<std::size_t>(bytes.numel()));
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < text.size() && result.size() <= regions;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result.push_back(printable(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  if (result.size() != regions) result.clear();
  return result;
}

Regions::Names names_of(const std::map<std::string, at::Tensor>& arrays, const std::string& what, std::size_t regions) {
  return {column<std::int64_t>(arrays, what + "_ids", regions, at::kLong),
          column<double>(arrays, what + "_probabilities", regions, at::kDouble),
          lines(arrays, what + "_names", regions)};
}

void add_names(std::map<std::string, at::Tensor>& arrays, const std::string& what, const Regions::Names& names) {
  if (!names.ids.empty()) arrays[what + "_ids"] = at::tensor(names.ids, at::kLong);
  if (!names.probabilities.empty()) {
    arrays[what + "_probabilities"] = at::tensor(names.probabilities, at::kDouble).to(at::kFloat);
  }
  if (names.names.empty()) return;
  std::string text;
  for (const std::string& name : names.names) text += name + "\n";
  arrays[what + "_names"] =
      at::from_blob(text.data(), {static_cast<std::int64_t>(text.size())}, at::TensorOptions().dtype(at::kByte))
          .clone();
}

/// What NAMES call region INDEX; empty where they do not say.
std::string name_of(const Regions::Names& names, std::size_t index, const char* what) {
  if (index < names.names.size() && !names.names[index].empty()) return names.names[index];
  return index < names.ids.size() ? what + std::to_string(names.ids[index]) : std::string();
}

}  // namespace

void Regions::label() {
  if (objects.ids.empty() && objects.names.empty()) return;
  labels.clear();
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const bool sure = i < attributes.probabilities.size() && attributes.probabilities[i] >= least_attribute;
    const std::string attribute = sure ? name_of(attributes, i, "attribute ") : std::string();
    labels.push_back(attribute + (attribute.empty() ? "" : " ") + name_of(objects, i, "object "));
  }
  if (!objects.probabilities.empty()) scores = objects.probabilities;
}

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
  regions.objects = names_of(arrays, "object", regions.boxes.size());
  regions.attributes = names_of(arrays, "attribute", regions.boxes.size());
  regions.label();
  return regions;
}

void save_regions(const std::filesystem::path& file, const Regions& regions) {
  at::Tensor boxes = at::empty({static_cast<std::int64_t>(regions.boxes.size()), 4}, at::kFloat);
  float* out = boxes.data_ptr<float>();
  for (const Box& box : regions.boxes) {
    for (const double side : {box.left, box.top, box.right, box.bottom}) *out++ = static_cast<float>(side);
  }
  std::map<std::string, at::Tensor> arrays = {{"features", regions.features}, {"boxes", boxes}};
  if (!regions.scores.empty() && regions.objects.probabilities.empty()) {
    arrays["scores"] = at::tensor(regions.scores, at::kDouble).to(at::kFloat);
  }
  add_names(arrays, "object", regions.objects);
  add_names(arrays, "attribute", regions.attributes);
  save_npz(file, arrays);
}

}  // namespace rex
