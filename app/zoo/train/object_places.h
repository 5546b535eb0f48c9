#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

/// Which labels a scene has and where: read from a picture's one vector by a linear layer, it teaches a small CLIP to
/// keep places beside names, which captions alone teach slowly. Helps training and is no part of the model.
class ObjectPlaces {
 public:
  /// For vectors of WIDTH numbers.
  explicit ObjectPlaces(std::int64_t width);

  std::map<std::string, at::Tensor> parameters() const { return {{"places.weight", weight_}, {"places.bias", bias_}}; }

  /// The truth of SCENES: [scenes, labels, 3], 1 where the label is seen, then centre x and y in 0…1 of a label's only
  /// object, or -1 where it has none or several.
  static at::Tensor truth(const std::vector<Scene>& scenes);

  /// The loss of VECTORS [scenes, width], which should know TRUTH.
  at::Tensor loss(const at::Tensor& vectors, const at::Tensor& truth) const;

 private:
  at::Tensor weight_, bias_;
};

}  // namespace rex::zoo
