// A model whose layers lose what they learnt, one after the other: the parameter randomisation test (Adebayo et al.
// 2018).
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/models/model.h"

namespace rex::evaluate {

/// Gives the model's layers random parameters and takes them back; what it changed is restored when it goes. Layers are
/// what the parameters' names say ("vit.encoder.layer.3"), and stand in the order in which they change the attention
/// maps of a pass: from the input to the output. Matrices are redrawn as N(0, 0.02), kernels after He et al. 2015,
/// norms and biases as they begin; statistics that are no parameters (of batch norms) stay.
class RandomisedModel {
 public:
  /// MODEL must outlive this and belong to nobody else; INPUTS are any that it reads. A pass for each layer finds their
  /// order: throws Cancelled between two of them where STOP is asked for, and leaves the model as it was learnt.
  RandomisedModel(Model& model, const ModelInputs& inputs, std::uint32_t seed, const std::stop_token& stop = {});
  ~RandomisedModel();
  RandomisedModel(const RandomisedModel&) = delete;
  RandomisedModel& operator=(const RandomisedModel&) = delete;

  /// Names, from the input to the output.
  const std::vector<std::string>& layers() const { return layers_; }

  /// The layer at index LAYER of layers() becomes random.
  void randomise(std::size_t layer);
  /// All layers are as they were learnt.
  void restore();

 private:
  at::Tensor random_value(const std::string& name, const at::Tensor& learnt) const;

  Model& model_;
  std::uint32_t seed_;
  std::map<std::string, std::vector<std::string>> parameters_;  // by layer
  std::map<std::string, at::Tensor> learnt_;
  mutable std::map<std::string, at::Tensor> random_;
  std::vector<std::string> layers_;
};

}  // namespace rex::evaluate
