// BERT's relatives, where they differ from it.
#include <ATen/ATen.h>

#include "core/base/error.h"
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
