#include <ATen/ATen.h>

#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("LXMERT gives the reference's scores, attention maps and gradients") {
  GoldenCase golden("lxmert-1");
  const auto model = test::build(golden);
  const ForwardPass pass = model->forward(golden.inputs());
  golden.check("logits", pass.outputs.at("logits"));
  CHECK(pass.trace.domains.at(0).symbol == "t");
  CHECK(pass.trace.domains.at(1).symbol == "i");
  test::check_attention_and_gradients(golden, *model, golden.inputs(), golden.description()["target"]["index"]);

  // The shared weights of a cross layer leave two maps, both read before either is applied.
  int pairs = 0;
  for (const AttentionMap& map : pass.trace.maps) {
    if (map.simultaneous >= 0) pairs += map.query_domain == 0 ? 1 : -1;
    CHECK((map.simultaneous >= 0) == !map.is_self_attention());
  }
  CHECK(pairs == 0);
}

TEST_CASE("LXMERT without recording skips what cannot reach the answer") {
  GoldenCase golden("lxmert-1");
  const auto model = test::build(golden);
  golden.check("logits", model->forward(golden.inputs(), {}, false).outputs.at("logits"));
}

TEST_CASE("LXMERT answers without any region") {
  const GoldenCase golden("lxmert-1");
  const auto model = test::build(golden);
  ModelInputs inputs = golden.inputs();
  inputs["visual_feats"] = inputs["visual_feats"].narrow(1, 0, 0);
  inputs["visual_pos"] = inputs["visual_pos"].narrow(1, 0, 0);
  CHECK(at::isfinite(model->forward(inputs).scores).all().item<bool>());
}

TEST_CASE("regions that are all hidden are refused: attention would be even over them, no answer without regions") {
  const GoldenCase golden("lxmert-1");
  const auto model = test::build(golden);
  ModelInputs inputs = golden.inputs();
  inputs["visual_attention_mask"] = at::zeros({1, inputs["visual_feats"].size(1)}, at::kLong);
  CHECK_THROWS_WITH(model->forward(inputs), ContainsSubstring("hides all tokens of sample 0"));
  inputs = golden.inputs();
  inputs["attention_mask"] = at::zeros_like(inputs["attention_mask"]);
  CHECK_THROWS_WITH(model->forward(inputs), ContainsSubstring("attention_mask"));
}

TEST_CASE("LXMERT gives the reference's relevances") {
  GoldenCase golden("lxmert-1");
  const auto model = test::build(golden);
  const std::int64_t index = golden.description()["target"]["index"];
  nn::ForwardContext context;
  context.mode = nn::GraphMode::relevance;
  context.relevance_to_inputs = true;
  const ForwardPass pass = model->forward(golden.inputs(), context);
  test::check_maps(golden, pass, test::reach_maps(pass, index), "attention_lrp/");
  const std::vector<at::Tensor> inputs = test::reach_inputs(pass, index);
  golden.check("relevance/lrp/text", inputs.at(0).sum(2));
  golden.check("relevance/lrp/image", inputs.at(1).sum(2));
}
