#include <ATen/ATen.h>

#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("BERT gives the reference's scores, attention maps and gradients") {
  GoldenCase golden("bert-1");
  const auto model = test::build(golden);
  const ForwardPass pass = model->forward(golden.inputs());
  golden.check("logits", pass.outputs.at("logits"));
  CHECK(pass.trace.domains.at(0).symbol == "t");
  test::check_attention_and_gradients(golden, *model, golden.inputs(), golden.description()["target"]["index"]);
}

TEST_CASE("BERT gives the reference's relevances under both sets of rules") {
  GoldenCase golden("bert-1");
  const auto model = test::build(golden);
  const std::int64_t index = golden.description()["target"]["index"];
  nn::ForwardContext context;
  context.mode = nn::GraphMode::relevance;
  context.relevance_to_inputs = true;
  for (const nn::RuleSet rules : {nn::RuleSet::standard, nn::RuleSet::original}) {
    const bool original = rules == nn::RuleSet::original;
    context.rules = rules;
    const ForwardPass pass = model->forward(golden.inputs(), context);
    test::check_maps(golden, pass, test::reach_maps(pass, index), original ? "attention_lrp_orig/" : "attention_lrp/");
    at::Tensor text = test::reach_inputs(pass, index).at(0).sum(2).squeeze(0);
    text[0] = 0;
    golden.check(original ? "relevance/lrp/text" : "relevance/lrp_layers_ours/text", text);
  }
}
