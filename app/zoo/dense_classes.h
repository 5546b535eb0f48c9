#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>

namespace rex::zoo {

/// A class for every token of a picture: it teaches a small model what things look like long before its own task does.
/// Helps training and is no part of the model.
class DenseClasses {
 public:
  /// For tokens of HIDDEN numbers.
  explicit DenseClasses(std::int64_t hidden);

  std::int64_t background() const { return weight_.size(0) - 1; }  ///< the label of cells without an object
  std::map<std::string, at::Tensor> parameters() const { return {{"dense.weight", weight_}, {"dense.bias", bias_}}; }

  /// The loss of TOKENS [batch, cells, hidden], which should know the labels CELLS [batch, cells] of cell_labels().
  at::Tensor loss(const at::Tensor& tokens, const at::Tensor& cells) const;

 private:
  at::Tensor weight_, bias_;
};

}  // namespace rex::zoo
