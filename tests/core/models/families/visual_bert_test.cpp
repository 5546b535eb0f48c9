#include <ATen/ATen.h>

#include <map>
#include <string>

#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("VisualBERT gives the reference's scores, attention maps and gradients") {
  GoldenCase golden("visualbert-1");
  const auto model = test::build(golden);
  const ForwardPass pass = model->forward(golden.inputs());
  golden.check("logits", pass.outputs.at("logits"));
  const TokenDomain& domain = pass.trace.domains.at(0);
  CHECK(domain.count(TokenKind::word) == 10);  // the text is cut to its real length
  CHECK(domain.count(TokenKind::region) == 7);
  CHECK(std::get<std::int64_t>(pass.read_outs.at(0).row) == golden.description()["row"].get<std::int64_t>());
  test::check_attention_and_gradients(golden, *model, golden.inputs(),
                                      golden.description()["target"]["expected"]["index"]);
}

TEST_CASE("VisualBERT with mmf's head gives mmf's scores, attention maps and gradients") {
  GoldenCase golden("visualbert-1", "_original");
  const auto model = test::build(golden, "original");
  const ModelInputs inputs = test::visual_bert_inputs(golden.inputs());
  golden.check("logits", model->forward(inputs).outputs.at("logits"));
  test::check_attention_and_gradients(golden, *model, inputs,
                                      golden.description()["target"]["expected_original"]["index"]);
}

TEST_CASE("VisualBERT gives the reference's relevances with either head") {
  for (const std::string variant : {"", "_original"}) {
    GoldenCase golden("visualbert-1", variant);
    const auto model = test::build(golden, variant.empty() ? "model" : "original");
    const ModelInputs inputs = variant.empty() ? golden.inputs() : test::visual_bert_inputs(golden.inputs());
    const std::int64_t index = golden.description()["target"]["expected" + variant]["index"];
    nn::ForwardContext context;
    context.mode = nn::GraphMode::relevance;
    context.relevance_to_inputs = true;
    const ForwardPass pass = model->forward(inputs, context);
    test::check_maps(golden, pass, test::reach_maps(pass, index), "lrp_attention/");
    golden.check("relevance/lrp/scores", test::reach_inputs(pass, index).at(0).sum(2));
  }
}
