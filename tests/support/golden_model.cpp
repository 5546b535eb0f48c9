#include "tests/support/golden_model.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/models/families/family.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"

namespace rex::test {
namespace {

std::vector<at::Tensor> reach(const ForwardPass& pass, std::int64_t index, const std::vector<at::Tensor>& places) {
  at::Tensor one_hot = at::zeros_like(pass.scores);
  one_hot.view(-1)[index] = 1;
  std::vector<at::Tensor> result =
      torch::autograd::grad({pass.scores}, places, {one_hot}, /*retain_graph=*/true, /*create_graph=*/false,
                            /*allow_unused=*/true);
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (!result[i].defined()) result[i] = at::zeros_like(places[i]);
  }
  return result;
}

}  // namespace

std::unique_ptr<Model> build(const GoldenCase& golden, const std::string& file) {
  ParameterSource source = golden.parameters(file);
  std::unique_ptr<Model> model = build_model(golden.config(), source);
  source.finish();
  return model;
}

std::vector<at::Tensor> reach_maps(const ForwardPass& pass, std::int64_t index) {
  std::vector<at::Tensor> maps;
  for (const AttentionMap& map : pass.trace.maps) maps.push_back(map.weights);
  return reach(pass, index, maps);
}

std::vector<at::Tensor> reach_inputs(const ForwardPass& pass, std::int64_t index) {
  std::vector<at::Tensor> inputs;
  for (const TraceInput& input : pass.trace.inputs) inputs.push_back(input.value);
  return reach(pass, index, inputs);
}

ModelInputs visual_bert_inputs(const ModelInputs& mmf) {
  const at::Tensor regions = mmf.at("image_feature_0");
  const at::Tensor number = at::arange(regions.size(1)).unsqueeze(0);
  return {{"input_ids", mmf.at("input_ids")},
          {"attention_mask", mmf.at("input_mask")},
          {"token_type_ids", mmf.at("segment_ids")},
          {"visual_embeds", regions},
          {"visual_token_type_ids", mmf.at("visual_embeddings_type")},
          {"visual_attention_mask", number.lt(mmf.at("max_features").view({-1, 1})).to(at::kLong)}};
}

void check_maps(GoldenCase& golden, const ForwardPass& pass, const std::vector<at::Tensor>& tensors,
                const std::string& prefix, const std::string& suffix) {
  REQUIRE(tensors.size() == pass.trace.maps.size());
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const AttentionMap& map = pass.trace.maps[i];
    golden.check(prefix + map.stack + "/" + std::to_string(map.layer) + suffix, tensors[i]);
  }
}

void check_attention_and_gradients(GoldenCase& golden, const Model& model, const ModelInputs& inputs,
                                   std::int64_t index) {
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  const ForwardPass pass = model.forward(inputs, context);
  std::vector<at::Tensor> maps;
  for (const AttentionMap& map : pass.trace.maps) maps.push_back(map.weights);
  check_maps(golden, pass, maps, "attention/");
  check_maps(golden, pass, reach_maps(pass, index), "gradient/");
  std::size_t expected = 0;
  for (const auto& [key, value] : golden.all_expected()) expected += key.rfind("attention/", 0) == 0 ? 1 : 0;
  CHECK(maps.size() == expected);
}

}  // namespace rex::test
