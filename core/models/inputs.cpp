#include "core/models/inputs.h"

#include <ATen/ATen.h>

#include <limits>

#include "core/base/error.h"

namespace rex {

at::Tensor required_ids(const ModelInputs& inputs, const std::string& name, std::int64_t limit,
                        const std::string& meaning) {
  const at::Tensor& ids = required_input(inputs, name, 2, meaning);
  const bool whole_floats = name.ends_with("mask") && ids.is_floating_point() && at::equal(ids, ids.round());
  if ((at::isFloatingType(ids.scalar_type()) && !whole_floats) || at::isComplexType(ids.scalar_type())) {
    throw Error(name, "holds no whole numbers", "It should be " + meaning + ".");
  }
  if (ids.numel() == 0) throw Error(name, "is empty", "It should be " + meaning + ".");
  const at::Tensor result = ids.to(at::kLong);
  const std::int64_t lowest = result.min().item<std::int64_t>();
  const std::int64_t highest = result.max().item<std::int64_t>();
  if (lowest < 0 || highest >= limit) {
    throw Error(name,
                "holds " + std::to_string(lowest < 0 ? lowest : highest) + "; the model knows 0 to " +
                    std::to_string(limit - 1),
                "Check that the tokenizer's files belong to the model.");
  }
  return result;
}

at::Tensor optional_ids(const ModelInputs& inputs, const std::string& name, std::int64_t limit, const at::Tensor& like,
                        std::int64_t fallback) {
  const auto found = inputs.find(name);
  if (found == inputs.end() || !found->second.defined() || like.numel() == 0)
    return at::full_like(like, fallback, at::kLong);
  const at::Tensor ids = required_ids(inputs, name, limit, "one number for each token");
  if (ids.sizes() != like.sizes()) {
    throw Error(name, "has another number of tokens than the input that it goes with",
                "Give one number for each token.");
  }
  return ids;
}

at::Tensor optional_mask(const ModelInputs& inputs, const std::string& name, const at::Tensor& like) {
  const at::Tensor mask = optional_ids(inputs, name, std::numeric_limits<std::int64_t>::max(), like, 1);
  if (mask.numel() == 0) return mask;
  const at::Tensor hidden = mask.eq(0).all(1);
  if (hidden.any().item<bool>()) {
    throw Error(name, "hides all tokens of sample " + std::to_string(hidden.nonzero()[0].item<std::int64_t>()),
                "Leave hidden tokens out instead, or keep at least one.");
  }
  return mask;
}

at::Tensor required_features(const ModelInputs& inputs, const std::string& name, std::int64_t size,
                             const std::string& meaning) {
  const at::Tensor& features = required_input(inputs, name, 3, meaning);
  if (!features.is_floating_point())
    throw Error(name, "holds no floating point numbers", "It should be " + meaning + ".");
  if (features.size(2) != size) {
    throw Error(
        name,
        "has vectors of " + std::to_string(features.size(2)) + " numbers; the model reads " + std::to_string(size),
        "Use the region features that the model was trained with.");
  }
  return features;
}

at::Tensor required_pixels(const ModelInputs& inputs, std::int64_t channels, std::int64_t least_height,
                           std::int64_t least_width) {
  const std::string meaning = "[pictures, " + std::to_string(channels) + ", height, width] float32";
  const at::Tensor& pixels = required_input(inputs, "pixel_values", 4, meaning);
  if (!pixels.is_floating_point() || pixels.size(0) == 0 || pixels.size(1) != channels) {
    throw Error("pixel_values", "is not " + meaning, "Prepare the picture with the model's own preprocessor.");
  }
  if (pixels.size(2) < least_height || pixels.size(3) < least_width) {
    throw Error("pixel_values",
                std::to_string(pixels.size(3)) + "×" + std::to_string(pixels.size(2)) +
                    " pixels are fewer than one patch of " + std::to_string(least_width) + "×" +
                    std::to_string(least_height),
                "Give a larger picture.");
  }
  return pixels;
}

}  // namespace rex
