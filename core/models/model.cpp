#include "core/models/model.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <memory>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace rex {

void Model::adopt(const ParameterSource& source) {
  parameters_ = source.taken();
  description_.parameters = 0;
  for (const auto& [name, value] : parameters_) description_.parameters += value.numel();
}

void Model::belong_to(std::string family, const ModelKind& kind) {
  description_.family = std::move(family);
  static_cast<ModelKind&>(description_) = kind;
  if (!features_) return;
  description_.answers = AnswerKind::features;
  description_.probabilities = ProbabilityRule::none;
}

void Model::identify(std::string name, std::string weights_hash, std::vector<std::string> labels) {
  description_.name = std::move(name);
  description_.weights_hash = std::move(weights_hash);
  if (!labels.empty()) description_.labels = std::move(labels);
}

void Model::set_class_scores(ForwardPass& pass, const at::Tensor& logits) {
  pass.outputs["logits"] = logits;
  pass.scores = logits.size(0) == 1 ? logits.squeeze(0) : logits;
}

void Model::cast(at::ScalarType type) {
  for (auto& [name, value] : parameters_) {
    if (value.scalar_type() != type) value.set_data(value.detach().to(type));
  }
}

Reduced Model::without(const ModelInputs& inputs, const TokenDomain& domain, const std::vector<std::int64_t>& kept,
                       const at::Tensor& fill) const {
  return remove_tokens(inputs, description_, domain, kept, fill);
}

ForwardPass Model::forward(const ModelInputs& inputs, nn::ForwardContext context, bool record) const {
  ForwardPass pass;
  pass.inputs = inputs;
  const bool in_double = !parameters_.empty() && parameters_.begin()->second.scalar_type() == at::kDouble;
  const at::ScalarType type = in_double ? at::kDouble : at::kFloat;  // of what is no weight of a layer in bfloat16
  for (auto& [name, value] : pass.inputs) {
    if (value.defined() && value.is_floating_point()) value = value.to(type);
  }
  if (context.mode != nn::GraphMode::plain) {
    for (const char* name : {"pixel_values", "features", "input_ids", "visual_feats", "visual_embeds"}) {
      const auto found = inputs.find(name);
      const bool several = description_.reads_several_texts() && std::string_view(name) == "input_ids";
      if (found != inputs.end() && found->second.defined() && found->second.dim() > 0 && found->second.size(0) > 1 &&
          !several) {
        throw Error(name, "holds " + std::to_string(found->second.size(0)) + " samples; one is explained at a time",
                    "Give it a first dimension of 1.");
      }
    }
  }
  context.trace = record ? &pass.trace : nullptr;
  pass.mode = context.mode;
  pass.rules = context.rules;
  pass.relevance_to_inputs = context.relevance_to_inputs;
  if (context.relevance()) {
    pass.backward = std::make_shared<nn::Backward>(nn::Backward::relevance);
    context.backward = pass.backward;
  }
  if (context.mode == nn::GraphMode::plain) {
    run(context, pass);
  } else {
    const at::AutoGradMode graph(true);  // thread-local: the caller may be a worker with its own state
    run(context, pass);
  }
  weights_files_.check();
  for (auto& [name, value] : pass.outputs) value = value.detach();
  return pass;
}

const at::Tensor& required_input(const ModelInputs& inputs, const std::string& name, std::int64_t dimensions,
                                 const std::string& meaning) {
  const auto found = inputs.find(name);
  if (found == inputs.end() || !found->second.defined()) {
    throw Error(name, "the model needs this input: " + meaning, "Give a picture or text that it can be made from.");
  }
  if (found->second.dim() != dimensions) {
    throw Error(name, "has " + std::to_string(found->second.dim()) + " dimensions, not " + std::to_string(dimensions),
                "It should be " + meaning + ".");
  }
  return found->second;
}

}  // namespace rex
