#include <ATen/ATen.h>

#include "core/models/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("BERT gives the reference's scores, attention maps and gradients") {
  const GoldenCase golden("bert-1");
  const auto model = test::build(golden);
  const ForwardPass pass = model->forward(golden.inputs());
  golden.check("logits", pass.outputs.at("logits"));
  CHECK(pass.trace.domains.at(0).symbol == "t");
  test::check_attention_and_gradients(golden, *model, golden.inputs(), golden.description()["target"]["index"]);
}
