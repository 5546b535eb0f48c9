#include "app/zoo/train/dense_classes.h"

#include <ATen/ATen.h>

#include "app/zoo/train/scene_batch.h"

namespace rex::zoo {

DenseClasses::DenseClasses(std::int64_t hidden, std::string name, std::int64_t places)
    : name_(std::move(name)),
      weight_(at::randn({static_cast<std::int64_t>(object_labels().size()) * places + 1, hidden}) * 0.02),
      bias_(at::zeros({weight_.size(0)})) {}

at::Tensor DenseClasses::loss(const at::Tensor& tokens, const at::Tensor& cells) const {
  return at::cross_entropy_loss(at::linear(tokens, weight_, bias_).flatten(0, 1), cells.flatten());
}

}  // namespace rex::zoo
