// ViLT and BLIP: words and pixels in one model.
#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "core/explain/predictions.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"
#include "tests/support/golden_roots.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::test;

namespace {

/// INPUTS with MORE padding tokens behind the words.
ModelInputs padded(ModelInputs inputs, std::int64_t more) {
  for (auto& [name, value] : inputs) {
    const bool is_words = name == "input_ids" || name == "attention_mask" || name == "token_type_ids";
    if (is_words) value = at::cat({value, at::zeros({value.size(0), more}, value.options())}, 1);
  }
  return inputs;
}

at::Tensor text_of(const Model& model, const ModelInputs& inputs, const char* method) {
  auto& explained = const_cast<Model&>(model);  // methods with a relevance pass cast it and back; these have none
  ForwardPass pass = model.forward(inputs, {nn::GraphMode::gradient});
  const Relevancies relevancies = explain(explained, pass, {}, explanation_method(method)).relevancies;
  return at::cat({relevancies.text.slice(0, 0, inputs.at("attention_mask").sum().item<std::int64_t>()),
                  relevancies.image.flatten()});
}

}  // namespace

TEST_CASE("ViLT reads the patches that show the picture, whatever a batch pads") {
  const SmallModel small = small_model("vilt");
  const auto model = build_random(small.config);
  ModelInputs alone = small.inputs;
  alone["pixel_values"] = at::randn({1, 3, 16, 24});
  const ForwardPass pass = model->forward(alone);
  REQUIRE(pass.trace.domains.size() == 1);
  const TokenDomain& domain = pass.trace.domains[0];
  CHECK(domain.grid_rows == 2);
  CHECK(domain.grid_columns == 3);
  CHECK(domain.count(TokenKind::patch) == 6);
  CHECK(domain.count(TokenKind::special) == 1);
  CHECK(domain.count(TokenKind::word) == 7);

  ModelInputs batched = alone;
  batched["pixel_values"] = at::constant_pad_nd(alone["pixel_values"], {0, 16, 0, 8}, 5);
  batched["pixel_mask"] = at::constant_pad_nd(at::ones({1, 16, 24}, at::kLong), {0, 16, 0, 8}, 0);
  CHECK(is_close(model->forward(batched).scores, pass.scores, few_roundings));
  CHECK(model->forward(batched).trace.domains[0].size() == domain.size());
  CHECK(is_close(model->forward(padded(alone, 3)).scores, pass.scores, another_order));

  batched["pixel_mask"] = at::zeros({1, 24, 40}, at::kLong);
  CHECK_THROWS_WITH(model->forward(batched), ContainsSubstring("masks the whole picture"));
  batched["pixel_mask"] = at::ones({1, 24, 39}, at::kLong);
  CHECK_THROWS_WITH(model->forward(batched), ContainsSubstring("pixel_mask"));
}

TEST_CASE("ViLT's heads of other tasks are refused") {
  SmallModel small = small_model("vilt");
  small.config["architectures"] = {"ViltForImageAndTextRetrieval"};
  CHECK_THROWS_WITH(build_random(small.config), ContainsSubstring("ViltForImageAndTextRetrieval"));
  small.config["architectures"] = {"ViltForQuestionAnswering"};
  CHECK_NOTHROW(build_random(small.config));
  small.config["modality_type_vocab_size"] = 1;
  CHECK_THROWS_WITH(build_random(small.config), ContainsSubstring("modality_type_vocab_size"));
}

TEST_CASE("BLIP explains the match unless it is asked for the other answer") {
  const SmallModel small = small_model("blip");
  const auto model = build_random(small.config);
  const ForwardPass pass = model->forward(small.inputs);
  CHECK(resolve(pass, model->description(), {}).class_index == 1);
  CHECK(resolve(pass, model->description(), {.class_index = 0, .query = {}, .text = {}}).class_index == 0);
  CHECK(target_label(model->description(), {.class_index = 1, .query = {}, .text = {}}) == "match");
  CHECK(pass.trace.domains.at(0).count(TokenKind::patch) == 4);
}

TEST_CASE("BLIP's two towers give the reference's similarity without the matching head", "[golden]") {
  for (const GoldenFolder& folder : golden_folders("blip")) {
    INFO(folder.path.string());
    const GoldenCase golden(GoldenCase::Folder{folder.path});
    if (!golden.description().contains("use_itm_head_false_score")) continue;
    const auto model = test::build(golden);
    const at::Tensor similarity = model->forward(golden.inputs()).outputs.at("similarity");
    constexpr double float_rounding = 1e-5;  // of a cosine
    CHECK(similarity.item<double>() ==
          Approx(golden.description().at("use_itm_head_false_score").at(0).get<double>()).margin(float_rounding));
  }
}

TEST_CASE("padding moves no relevance of ViLT's and BLIP's words and patches") {
  for (const char* family : {"vilt", "blip"}) {
    const SmallModel small = small_model(family);
    const auto model = build_random(small.config);
    for (const char* method : {"generic", "generic_no_normalization", "rollout", "raw_attention"}) {
      INFO(family << " " << method);
      const at::Tensor bare = text_of(*model, small.inputs, method);
      CHECK(is_close(text_of(*model, padded(small.inputs, 3), method), bare, another_order));
    }
  }
}

TEST_CASE("BLIP's rollout leaves padding out of its matrices") {
  const SmallModel small = small_model("blip");
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(padded(small.inputs, 2), {nn::GraphMode::gradient});
  ExplainOptions options;
  options.whole_matrices = true;
  const Explanation explanation = explain(*model, pass, {}, explanation_method("rollout"), options);
  const at::Tensor words = explanation.matrices.at("R_tt"), across = explanation.matrices.at("R_ti");
  CHECK(words.slice(0, 7).abs().max().item<float>() == 0);
  CHECK(words.slice(1, 7).abs().max().item<float>() == 0);
  CHECK(across.slice(0, 7).abs().max().item<float>() == 0);
  CHECK(words.slice(0, 0, 7).sum(1).allclose(at::ones({7})));
}

TEST_CASE("BLIP's captioners are refused, and a text that does not fit the picture") {
  SmallModel small = small_model("blip");
  small.config["architectures"] = {"BlipForConditionalGeneration"};
  CHECK_THROWS_WITH(build_random(small.config), ContainsSubstring("BlipForConditionalGeneration"));
  small.config.erase("architectures");
  small.config["text_config"]["encoder_hidden_size"] = 13;
  CHECK_THROWS_WITH(build_random(small.config), ContainsSubstring("encoder_hidden_size"));
}
