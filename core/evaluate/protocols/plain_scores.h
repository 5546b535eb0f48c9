// What a model says of many inputs at once, without recording anything: where perturbation tests spend their time.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/explain/target.h"
#include "core/models/model.h"
#include "core/nn/forward_context.h"

namespace rex::evaluate {

/// Runs a model on batches of inputs. Which inputs share a batch depends on the inputs alone, so that the numbers are
/// the same on every machine and in every shard.
class PlainScores {
 public:
  /// MODEL must outlive this. Every pass asks STOP between its layers and throws Cancelled.
  explicit PlainScores(const Model& model, std::stop_token stop = {}) : model_(model) {
    context_.stop = std::move(stop);
  }

  /// Detached scores float32 of each of INPUTS, beside them: [classes], [queries, classes + 1] (objects) or [texts].
  /// Each is a batch of one (models that read several texts: one picture and any number of texts). Inputs of equal
  /// shapes run together; a picture or a text that several inputs share is encoded once. Throws Error where an answer
  /// is not finite.
  std::vector<at::Tensor> of(const std::vector<ModelInputs>& inputs) const;

  /// The same, one input at a time.
  std::vector<at::Tensor> one_by_one(const std::vector<ModelInputs>& inputs) const;

  /// Throws Cancelled where the run is to stop: for work between two passes.
  void check() const { context_.check(); }

  /// What the probability of a score of the model is.
  ProbabilityRule rule() const { return model_.description().probabilities; }

 private:
  /// TEXTS are what the batch before encoded of the same texts, or undefined; then they become what this one encodes.
  std::vector<at::Tensor> batch(const std::vector<const ModelInputs*>& inputs, at::Tensor& texts) const;
  std::vector<at::Tensor> texts_of_one_picture(const std::vector<const ModelInputs*>& inputs) const;

  const Model& model_;
  nn::ForwardContext context_;
};

/// The scores among which TARGET chooses: of its query, or all. TARGET is resolved.
at::Tensor alternatives(const at::Tensor& scores, const Target& target);

/// The probability of TARGET by RULE, in double. Throws Error where scores have none: a regression's are no curve in
/// 0…1.
double probability_of(const at::Tensor& scores, const Target& target, ProbabilityRule rule);

/// The raw score of TARGET.
double logit_of(const at::Tensor& scores, const Target& target);

/// The index of the highest of the alternatives of TARGET (the first of equal ones): a class or a text.
std::int64_t best_of(const at::Tensor& scores, const Target& target);

/// The index that TARGET names: its text, else its class.
std::int64_t index_of(const Target& target);

}  // namespace rex::evaluate
