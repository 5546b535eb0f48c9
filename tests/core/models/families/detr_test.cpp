#include "core/models/families/detr.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "core/explain/read_out.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_model.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;
using rex::test::GoldenCase;

namespace {

/// Logits, boxes, every attention map and, for the targets of VARIANT, every gradient.
void check_case(GoldenCase& golden, const Model& model, const std::string& variant) {
  const ForwardPass pass = model.forward(golden.inputs(), {nn::GraphMode::gradient});
  golden.check("logits", pass.outputs.at("logits"));
  golden.check("pred_boxes", pass.outputs.at("pred_boxes"));
  std::vector<at::Tensor> maps;
  for (const AttentionMap& map : pass.trace.maps) maps.push_back(map.weights);
  test::check_maps(golden, pass, maps, "attention/");
  for (const auto& target : golden.description()["variants"][variant]["targets"]) {
    const std::int64_t index = target["query"].get<std::int64_t>() * pass.scores.size(1) + target["class"].get<int>();
    const std::string key = target["key"];
    test::check_maps(golden, pass, test::reach_maps(pass, index), "gradient/", "/" + key);
  }
}

ParameterSource source_of(const std::filesystem::path& file) {
  auto tensors = std::make_shared<std::map<std::string, at::Tensor>>(load_safetensors(file));
  std::vector<std::string> names;
  for (const auto& [name, tensor] : *tensors) names.push_back(name);
  return ParameterSource(file.string(), names, [tensors](const std::string& name) {
    const auto found = tensors->find(name);
    return found == tensors->end() ? at::Tensor() : found->second;
  });
}

}  // namespace

TEST_CASE("DETR without a backbone computes what the reference does, its padding honoured") {
  GoldenCase golden("detr-1", "_key_padding");
  ParameterSource source = golden.parameters();
  const auto model = build_model(golden.config(), source);
  source.finish();
  check_case(golden, *model, "expected_key_padding.safetensors");

  const ForwardPass pass = model->forward(golden.inputs());
  REQUIRE(pass.trace.domains.size() == 2);
  CHECK(pass.trace.domains[0].symbol == "i");
  CHECK(pass.trace.domains[0].grid_rows == 5);
  CHECK(pass.trace.domains[0].grid_columns == 6);
  const at::Tensor mask = golden.inputs().at("feature_mask").flatten();
  for (std::int64_t i = 0; i < mask.numel(); ++i) {
    CHECK(pass.trace.domains[0].padded[static_cast<std::size_t>(i)] == (mask[i].item<int>() == 0));
  }
  CHECK(pass.trace.domains[1].symbol == "q");
  CHECK(pass.trace.domains[1].count(TokenKind::query) == 7);
  Target target;
  target.query = 4;
  CHECK(read_outs(pass, target).at(0).domain == 1);
  CHECK(read_outs(pass, target).at(0).row == 4);
}

TEST_CASE("DETR with a timm backbone computes what the reference does") {
  GoldenCase golden("detr-2");
  ParameterSource source = golden.parameters();
  const auto model = build_model(golden.config(), source);
  source.finish();
  check_case(golden, *model, "expected.safetensors");

  const DetrOutputs outputs = dynamic_cast<const Detr&>(*model).detect(golden.inputs());
  golden.check("aux_logits", outputs.logits);
  golden.check("decoder_outputs", outputs.decoder_states);
  golden.check("encoder_output", outputs.encoder_tokens);
  golden.check("projected_features", outputs.input_tokens.transpose(1, 2).reshape({1, 32, 5, 7}));
}

TEST_CASE("DETR with Hugging Face's own ResNet computes the same") {
  GoldenCase golden("detr-2");
  const auto folder = test::golden("detr-2") / "hf_native";
  ParameterSource source = source_of(folder / "model.safetensors");
  const auto model = build_model(nlohmann::json::parse(test::read_file(folder / "config.json")), source);
  source.finish();
  check_case(golden, *model, "expected.safetensors");
}

TEST_CASE("DETR with the auxiliary loss in its config normalises every decoder layer, as Hugging Face does") {
  // The numbers are those of transformers 4.43 (DetrForObjectDetection) for the same weights and inputs.
  const GoldenCase golden("detr-2");
  const auto folder = test::golden("detr-2") / "hf_native";
  nlohmann::json config = nlohmann::json::parse(test::read_file(folder / "config.json"));
  config["auxiliary_loss"] = true;
  ParameterSource source = source_of(folder / "model.safetensors");
  const auto outputs = build_model(config, source)->forward(golden.inputs()).outputs;
  const auto expected = load_safetensors(folder / "expected_auxiliary_loss.safetensors");
  constexpr double without_lrp = 2e-4;    // the goldens' tolerance where no float32 noise is stated
  constexpr double clearly_other = 1e-2;  // far beyond any rounding
  for (const char* name : {"logits", "pred_boxes"}) {
    const at::Tensor& wanted = expected.at(name);
    CHECK((outputs.at(name) - wanted).abs().max().item<double>() < without_lrp * wanted.abs().max().item<double>());
    CHECK((outputs.at(name) - golden.expected(name)).abs().max().item<double>() > clearly_other);
  }
}

TEST_CASE("DETR's backbone is read off the weights where the config does not tell") {
  GoldenCase golden("detr-2");
  nlohmann::json config = golden.config();
  config.erase("backbone_kwargs");
  ParameterSource source = golden.parameters();
  const auto model = build_model(config, source);
  source.finish();
  golden.check("logits", model->forward(golden.inputs()).outputs.at("logits"));
}

TEST_CASE("DETR gives batches, all decoder layers and gradients to those who train it") {
  ParameterSource source = ParameterSource::random(1);
  const auto model = build_model(test::tiny_detr_config(), source);
  const Detr& detr = dynamic_cast<const Detr&>(*model);
  for (const auto& [name, value] : model->parameters()) at::Tensor(value).requires_grad_(true);
  const at::Tensor pixels = at::randn({2, 3, 48, 64});
  at::Tensor mask = at::ones({2, 48, 64}, at::kLong);
  mask[1].slice(1, 40).zero_();
  const DetrOutputs outputs = detr.detect({{"pixel_values", pixels}, {"pixel_mask", mask}});
  CHECK(outputs.logits.sizes() == at::IntArrayRef({2, 2, 6, 4}));
  CHECK(outputs.boxes.sizes() == at::IntArrayRef({2, 2, 6, 4}));
  CHECK(outputs.encoder_tokens.sizes() == at::IntArrayRef({2, 12, 16}));
  CHECK(outputs.input_tokens.sizes() == at::IntArrayRef({2, 12, 16}));
  (outputs.logits.square().sum() + outputs.boxes.sum()).backward();
  for (const auto& [name, value] : model->parameters()) {
    INFO(name);
    const bool statistic = name.find("running_") != std::string::npos;  // of the batches seen, not trained
    CHECK(value.grad().defined() == !statistic);
  }

  SECTION("a step in place is seen by the next pass without a graph") {
    const at::NoGradGuard no_graph;
    const at::Tensor before = detr.detect({{"pixel_values", pixels}}).logits.clone();
    at::Tensor(model->parameters().at("model.backbone.conv_encoder.model.embedder.embedder.normalization.bias"))
        .add_(1);
    CHECK_FALSE(at::allclose(before, detr.detect({{"pixel_values", pixels}}).logits));
  }
}

TEST_CASE("DETR's padding does not change what is seen beside it") {
  ParameterSource source = ParameterSource::random(2);
  const auto model = build_model(test::tiny_detr_config(), source);
  const at::NoGradGuard no_graph;
  const at::Tensor features = at::randn({1, 3, 64, 64});
  at::Tensor mask = at::ones({1, 64, 64}, at::kLong);
  mask.slice(2, 32).zero_();
  const ForwardPass first = model->forward({{"pixel_values", features}, {"pixel_mask", mask}});
  for (const AttentionMap& map : first.trace.maps) {
    if (map.key_domain != 0) continue;
    const at::Tensor padded = map.weights.view({1, -1, map.weights.size(2), 4, 4}).slice(4, 2);
    CHECK(padded.abs().max().item<float>() == 0);
  }
}

TEST_CASE("DETR says which input or field is wrong") {
  ParameterSource source = ParameterSource::random(3);
  const auto model = build_model(test::tiny_detr_config(), source);
  CHECK_THROWS_WITH(model->forward({}), ContainsSubstring("pixel_values"));
  CHECK_THROWS_WITH(model->forward({{"pixel_values", at::zeros({1, 4, 32, 32})}}), ContainsSubstring("4 channels"));
  CHECK_THROWS_WITH(
      model->forward({{"pixel_values", at::zeros({1, 3, 32, 32})}, {"pixel_mask", at::ones({1, 16, 32})}}),
      ContainsSubstring("pixel_mask"));
  CHECK_THROWS_WITH(
      model->forward({{"pixel_values", at::zeros({1, 3, 32, 32})}, {"pixel_mask", at::zeros({1, 32, 32})}}),
      ContainsSubstring("hides the whole picture"));
  const auto broken = [](const std::string& field, const nlohmann::json& value) {
    nlohmann::json config = test::tiny_detr_config();
    config[field] = value;
    ParameterSource random = ParameterSource::random(1);
    build_model(config, random);
  };
  CHECK_THROWS_WITH(broken("encoder_attention_heads", 3), ContainsSubstring("encoder_attention_heads"));
  CHECK_THROWS_WITH(broken("decoder_layers", 5000), ContainsSubstring("decoder_layers"));
  CHECK_THROWS_WITH(broken("position_embedding_type", "wavy"), ContainsSubstring("wavy"));
  CHECK_THROWS_WITH(broken("backbone_config", {{"model_type", "swin"}}), ContainsSubstring("swin"));
  CHECK_THROWS_WITH(broken("backbone_config", {{"depths", {1, -1}}}), ContainsSubstring("backbone_config.depths"));
}

TEST_CASE("DETR's classic configuration has the published number of parameters") {
  nlohmann::json config = {{"model_type", "detr"}, {"num_labels", 91}, {"backbone", "resnet50"}};
  ParameterSource source = ParameterSource::random(1);
  const auto model = build_model(config, source);
  std::int64_t numbers = 0;
  for (const auto& [name, value] : model->parameters()) {
    if (name.find("running_") == std::string::npos && name.find("bn") == std::string::npos &&
        name.find("downsample.1") == std::string::npos) {
      numbers += value.numel();
    }
  }
  // DETR's training log counts 41 302 368, leaving out the stem and the first stage (222 400), which it froze.
  CHECK(numbers == 41'302'368 + 222'400);
}
