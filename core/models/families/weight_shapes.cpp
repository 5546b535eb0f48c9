#include "core/models/families/weight_shapes.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace rex {
namespace {

constexpr std::int64_t largest_setting = 1 << 24;
const char* const remedy = "Put the config.json of the model beside the weights.";

}  // namespace

std::int64_t WeightShapes::size(const std::string& name, std::size_t dimension) const {
  const std::vector<std::int64_t> shape = parameters_.shape(name);
  if (dimension >= shape.size() || shape[dimension] < 1) {
    throw Error(file_.string(),
                "there is no config.json, and without " + name + " the weights do not tell the model's size", remedy);
  }
  return shape[dimension];
}

std::int64_t WeightShapes::layers(const std::string& prefix) const {
  std::int64_t count = 0;
  while (parameters_.has_any(prefix + std::to_string(count) + ".")) ++count;
  if (count == 0) size(prefix + "0", 0);  // throws
  return count;
}

std::int64_t WeightShapes::side(std::int64_t tokens) const {
  const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(tokens))));
  if (side * side != tokens) {
    throw Error(file_.string(), "there is no config.json, and " + std::to_string(tokens) + " patches are no square",
                remedy);
  }
  return side;
}

std::pair<std::int64_t, std::int64_t> WeightShapes::picture(std::int64_t tokens, std::int64_t patch_height,
                                                            std::int64_t patch_width) const {
  if ((expected_.first / patch_height) * (expected_.second / patch_width) == tokens) return expected_;
  const std::int64_t grid = side(tokens);
  return {grid * patch_height, grid * patch_width};
}

std::int64_t WeightShapes::heads(const std::vector<PublishedHeads>& published, std::int64_t hidden, std::int64_t layers,
                                 std::size_t tower) const {
  if (!heads_.empty()) {
    const std::int64_t said = heads_[std::min(tower, heads_.size() - 1)];
    if (said >= 1 && hidden % said == 0) return said;
    throw Error("--heads", std::to_string(said) + " heads do not divide the width of " + std::to_string(hidden),
                "Give the number of heads that the model was trained with.");
  }
  for (const PublishedHeads& model : published) {
    const bool fits = model.hidden == hidden && (model.layers == 0 || model.layers == layers);
    if (fits && hidden % model.heads == 0) return model.heads;
  }
  throw Error(file_.string(),
              "there is no config.json, no published model has " + std::to_string(layers) + " layers of a width of " +
                  std::to_string(hidden) + ", and weights do not tell their number of attention heads",
              "Say it with `rex explain --heads N …`, or put the model's config.json beside the weights.");
}

const nlohmann::json* WeightShapes::find_setting(const std::string& field) const {
  if (settings_ == nullptr || !settings_->is_object()) return nullptr;
  const auto found = settings_->find(field);
  return found == settings_->end() ? nullptr : &*found;
}

std::optional<std::int64_t> WeightShapes::setting(const std::string& field) const {
  const nlohmann::json* value = find_setting(field);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  const auto number = value->get<std::int64_t>();
  return number < 1 || number > largest_setting ? std::nullopt : std::optional(number);
}

std::optional<bool> WeightShapes::flag(const std::string& field) const {
  const nlohmann::json* value = find_setting(field);
  return value == nullptr || !value->is_boolean() ? std::nullopt : std::optional(value->get<bool>());
}

}  // namespace rex
