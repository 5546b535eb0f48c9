#include "core/evaluate/protocols/randomised_model.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/base/error.h"
#include "core/evaluate/statistics.h"

namespace rex::evaluate {
namespace {

constexpr double matrix_deviation = 0.02;

bool is_number(const std::string& part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "vit.encoder.layer.3" of "vit.encoder.layer.3.output.dense.weight"; without a number all but the last part.
std::string layer_of(const std::string& name) {
  std::string so_far, before_last;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    const std::string part = name.substr(begin, end - begin);
    before_last = so_far;
    so_far += (so_far.empty() ? "" : ".") + part;
    if (is_number(part)) return so_far;
    begin = end + 1;
  }
  return before_last.empty() ? so_far : before_last;
}

bool is_statistic(const std::string& name) { return name.find("running_") != std::string::npos; }

std::vector<at::Tensor> maps_of(const Model& model, const ModelInputs& inputs) {
  std::vector<at::Tensor> maps;
  const ForwardPass pass = model.forward(inputs);
  for (const AttentionMap& map : pass.trace.maps) maps.push_back(map.weights.detach());
  return maps;
}

}  // namespace

RandomisedModel::RandomisedModel(Model& model, const ModelInputs& inputs, std::uint32_t seed,
                                 const std::stop_token& stop)
    : model_(model), seed_(seed) {
  for (const auto& [name, value] : model.parameters()) {
    if (is_statistic(name)) continue;
    learnt_[name] = value.detach();  // another handle on the same numbers: set_data leaves them alone
    parameters_[layer_of(name)].push_back(name);
  }
  // Where in the pass a layer works shows in the first map that it changes.
  const std::vector<at::Tensor> clean = maps_of(model, inputs);
  std::vector<std::tuple<std::size_t, bool, std::string>> order;
  for (const auto& [layer, names] : parameters_) {
    layers_ = {layer};
    if (stop.stop_requested()) throw Cancelled();
    randomise(0);
    std::vector<at::Tensor> now;
    try {
      now = maps_of(model, inputs);
    } catch (...) {
      restore();  // the destructor of what was not made whole does not run
      throw;
    }
    restore();
    std::size_t first = 0;
    while (first < clean.size() && at::equal(clean[first], now[first])) ++first;
    const bool numbered = layer.find_last_of("0123456789") == layer.size() - 1;
    order.emplace_back(first, numbered, layer);  // embeddings before the layer that they feed
  }
  std::sort(order.begin(), order.end());
  layers_.clear();
  for (const auto& entry : order) layers_.push_back(std::get<2>(entry));
}

RandomisedModel::~RandomisedModel() { restore(); }

at::Tensor RandomisedModel::random_value(const std::string& name, const at::Tensor& learnt) const {
  const auto found = random_.find(name);
  if (found != random_.end()) return found->second;
  at::Tensor value = at::zeros(learnt.sizes(), at::kFloat);
  if (learnt.dim() >= 2) {
    double deviation = matrix_deviation;
    if (learnt.dim() == 4) {
      deviation = std::sqrt(2.0 / static_cast<double>(learnt.size(1) * learnt.size(2) * learnt.size(3)));
    }
    Random random(sample_seed(seed_, name));
    float* const numbers = value.data_ptr<float>();
    for (std::int64_t i = 0; i < value.numel(); ++i) numbers[i] = static_cast<float>(deviation * random.normal());
  } else if (learnt.dim() == 0) {
    value = learnt.clone();  // CLIP's temperature scales all scores alike
  } else if (name.ends_with("weight")) {
    value.fill_(1);
  }
  return random_.emplace(name, value.to(learnt.scalar_type())).first->second;
}

void RandomisedModel::randomise(std::size_t layer) {
  for (const std::string& name : parameters_.at(layers_.at(layer))) {
    model_.parameters().at(name).set_data(random_value(name, learnt_.at(name)));
  }
}

void RandomisedModel::restore() {
  for (const auto& [name, value] : learnt_) model_.parameters().at(name).set_data(value);
}

}  // namespace rex::evaluate
