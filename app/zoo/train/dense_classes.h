#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace rex::zoo {

/// A class for every token of a picture: it teaches a small model what things look like long before its own task does.
/// Helps training and is no part of the model.
class DenseClasses {
 public:
  /// For tokens of HIDDEN numbers. NAME begins the parameters' names. With several PLACES every class counts as so
  /// many, one for each place.
  explicit DenseClasses(std::int64_t hidden, std::string name = "dense", std::int64_t places = 1);

  std::int64_t background() const { return weight_.size(0) - 1; }  ///< the label of cells without an object
  std::map<std::string, at::Tensor> parameters() const {
    return {{name_ + ".weight", weight_}, {name_ + ".bias", bias_}};
  }

  /// The loss of TOKENS [batch, cells, hidden], which should know the labels CELLS [batch, cells] of cell_labels().
  at::Tensor loss(const at::Tensor& tokens, const at::Tensor& cells) const;

 private:
  std::string name_;
  at::Tensor weight_, bias_;
};

}  // namespace rex::zoo
