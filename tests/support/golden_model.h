// A golden case with its model: forward pass, attention maps, gradients.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/models/model.h"
#include "tests/support/golden.h"

namespace rex::test {

/// Builds the model of a golden case from FILE.safetensors and checks that every weight was used.
std::unique_ptr<Model> build(const GoldenCase& golden, const std::string& file = "model");

/// What reaches the maps of PASS from the score at INDEX of its flattened scores: their gradients in gradient mode,
/// their relevances in relevance mode; zeros where nothing does. The graph is kept.
std::vector<at::Tensor> reach_maps(const ForwardPass& pass, std::int64_t index);

/// The same for the inputs of the pass.
std::vector<at::Tensor> reach_inputs(const ForwardPass& pass, std::int64_t index);

/// mmf's inputs by Hugging Face's names.
ModelInputs visual_bert_inputs(const ModelInputs& mmf);

/// CHECKs TENSORS, one for each map, against the keys PREFIX + "<stack>/<layer>" + SUFFIX.
void check_maps(GoldenCase& golden, const ForwardPass& pass, const std::vector<at::Tensor>& tensors,
                const std::string& prefix, const std::string& suffix = {});

/// CHECKs attention maps ("attention/…") and the gradients of the score at INDEX ("gradient/…").
void check_attention_and_gradients(GoldenCase& golden, const Model& model, const ModelInputs& inputs,
                                   std::int64_t index);

}  // namespace rex::test
