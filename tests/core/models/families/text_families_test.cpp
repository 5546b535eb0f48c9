// BERT's relatives, where they differ from it.
#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::test;

TEST_CASE("RoBERTa's positions follow the ids: padding anywhere moves no word") {
  SmallModel small = small_model("roberta");
  const auto model = build_random(small.config);
  const at::Tensor words = at::tensor({4, 7, 9, 5}, at::kLong).unsqueeze(0);
  const at::Tensor padding = at::ones({1, 2}, at::kLong);  // pad_token_id is 1
  const auto scores = [&](const at::Tensor& ids) {
    return model->forward({{"input_ids", ids}, {"attention_mask", ids.ne(1).to(at::kLong)}}).scores;
  };
  const at::Tensor alone = scores(words);
  CHECK(is_close(scores(at::cat({words, padding}, 1)), alone, another_order));
  CHECK(is_close(scores(at::cat({words.slice(1, 0, 2), padding, words.slice(1, 2)}, 1)), alone, another_order));
  CHECK_FALSE(is_close(scores(words.flip(1)), alone, another_order));
}

TEST_CASE("RoBERTa reads as many words as its positions leave after the padding token's") {
  SmallModel small = small_model("roberta");
  small.config["max_position_embeddings"] = 12;
  small.config["pad_token_id"] = 3;
  const auto model = build_random(small.config);
  CHECK(model->description().longest_text == 8);
  CHECK_NOTHROW(model->forward({{"input_ids", at::full({1, 8}, 5, at::kLong)}}));
  CHECK_THROWS_WITH(model->forward({{"input_ids", at::full({1, 9}, 5, at::kLong)}}), ContainsSubstring("input_ids"));
  CHECK_NOTHROW(model->forward({{"input_ids", at::full({1, 12}, 3, at::kLong)}}));
  for (const int padding : {-1, 11, 400}) {
    small.config["pad_token_id"] = padding;
    CHECK_THROWS_WITH(build_random(small.config), ContainsSubstring("pad_token_id"));
  }
}

TEST_CASE("ELECTRA has no projection where its embeddings are as wide as its layers") {
  SmallModel small = small_model("electra");
  CHECK(build_random(small.config)->parameters().contains("electra.embeddings_project.weight"));
  small.config["embedding_size"] = small.config["hidden_size"];
  const auto model = build_random(small.config);
  CHECK_FALSE(model->parameters().contains("electra.embeddings_project.weight"));
  CHECK_NOTHROW(model->forward(small.inputs));
}

TEST_CASE("BERT's relatives refuse what they would silently not honour") {
  for (const char* family : {"roberta", "electra"}) {
    INFO(family);
    SmallModel small = small_model(family);
    ModelInputs inputs = small.inputs;
    inputs["position_ids"] = at::zeros_like(inputs["input_ids"]);
    CHECK_THROWS_WITH(build_random(small.config)->forward(inputs), ContainsSubstring("position_ids"));
    small.config["is_decoder"] = true;
    CHECK_THROWS_WITH(build_random(small.config), ContainsSubstring("is_decoder"));
  }
}

namespace {

/// A ModernBERT of four layers, every other of which sees two tokens to each side.
SmallModel modern_bert() {
  SmallModel small = small_model("modernbert", 1, 4);
  small.inputs["input_ids"] = at::tensor({3, 9, 4, 7, 11, 5, 8, 2, 6}, at::kLong).unsqueeze(0);
  small.inputs["attention_mask"] = at::ones({1, 9}, at::kLong);
  return small;
}

}  // namespace

TEST_CASE("ModernBERT's local layers see neighbours alone") {
  const SmallModel small = modern_bert();
  const ForwardPass pass = build_random(small.config)->forward(small.inputs);
  for (const AttentionMap& map : pass.trace.maps) {
    const at::Tensor seen = map.weights[0][0].gt(0);
    const bool local = map.layer % 2 == 1;
    CHECK(seen[4][6].item<bool>());
    CHECK(seen[4][7].item<bool>() == !local);
    CHECK(seen[8][0].item<bool>() == !local);
  }
}

TEST_CASE("a padded token without real neighbours leaves ModernBERT's numbers alone") {
  for (const char* pooling : {"cls", "mean"}) {
    INFO(pooling);
    SmallModel small = modern_bert();
    small.config["classifier_pooling"] = pooling;
    const auto model = build_random(small.config);
    ModelInputs padded = small.inputs;
    padded["input_ids"] = at::cat({small.inputs.at("input_ids"), at::zeros({1, 6}, at::kLong)}, 1);
    padded["attention_mask"] = at::cat({small.inputs.at("attention_mask"), at::zeros({1, 6}, at::kLong)}, 1);
    ForwardPass pass = model->forward(padded, {nn::GraphMode::gradient});
    ForwardPass bare = model->forward(small.inputs, {nn::GraphMode::gradient});
    CHECK(is_close(pass.scores, bare.scores, another_order));
    for (const AttentionMap& map : pass.trace.maps) CHECK(at::isfinite(map.weights).all().item<bool>());
    for (const char* method : {"generic", "rollout", "raw_attention", "transformer_attribution"}) {
      INFO(method);
      const at::Tensor all = explain(*model, pass, {}, explanation_method(method)).relevancies.text;
      const at::Tensor own = explain(*model, bare, {}, explanation_method(method)).relevancies.text;
      CHECK(at::isfinite(all).all().item<bool>());
      CHECK(all.slice(0, 9).abs().max().item<float>() == 0);
      CHECK(is_close(all.slice(0, 0, 9), own, another_order));
    }
  }
}

TEST_CASE("ModernBERT's config is read in both spellings, and what is not known is refused") {
  SmallModel small = modern_bert();
  const at::Tensor scores = build_random(small.config)->forward(small.inputs).scores;
  nlohmann::json newer = small.config;
  newer.erase("global_attn_every_n_layers");
  newer["layer_types"] = {"full_attention", "sliding_attention", "full_attention", "sliding_attention"};
  newer["rope_parameters"] = {{"full_attention", {{"rope_type", "default"}, {"rope_theta", 160000.0}}},
                              {"sliding_attention", {{"rope_type", "default"}, {"rope_theta", 10000.0}}}};
  CHECK(build_random(newer)->forward(small.inputs).scores.equal(scores));
  newer["rope_parameters"]["sliding_attention"]["rope_theta"] = 30.0;
  CHECK_FALSE(build_random(newer)->forward(small.inputs).scores.equal(scores));
  const auto refused = [&](const char* field, const nlohmann::json& value) {
    nlohmann::json config = newer;
    config[field] = value;
    CHECK_THROWS_WITH(build_random(config), ContainsSubstring(field));
  };
  refused("layer_types", {"full_attention"});
  refused("layer_types", {"full_attention", "full_attention", "linear_attention", "full_attention"});
  refused("layer_types", "full_attention");
  refused("rope_parameters", {{"full_attention", {{"rope_type", "yarn"}}}});
  refused("rope_parameters", {{"full_attention", {{"rope_theta", 0}}}});
  refused("classifier_pooling", "max");
  refused("num_attention_heads", 16);
  ModelInputs masked = small.inputs;
  masked["attention_mask"] = at::zeros({1, 9}, at::kLong);
  small.config["classifier_pooling"] = "mean";
  CHECK_THROWS_WITH(build_random(small.config)->forward(masked), ContainsSubstring("attention_mask"));
}

TEST_CASE("what ModernBERT's mean is made of is told as the mean of rows") {
  SmallModel small = modern_bert();
  small.config["classifier_pooling"] = "mean";
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, {nn::GraphMode::gradient});
  ExplainOptions options;
  options.whole_matrices = true;
  const Explanation whole = explain(*model, pass, {}, explanation_method("generic"), options);
  const at::Tensor matrix = whole.matrices.at("R_tt");
  CHECK(is_close(whole.relevancies.text, (matrix - at::eye(9)).mean(0), another_order));
  CHECK(is_close(explain(*model, pass, {}, explanation_method("generic")).relevancies.text, whole.relevancies.text,
                 another_order));
  const Explanation rollout = explain(*model, pass, {}, explanation_method("rollout"), options);
  CHECK(is_close(rollout.relevancies.text, rollout.matrices.at("R_tt").mean(0), another_order));
}
