#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/models/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("ViT gives the reference's scores, attention maps and gradients") {
  const GoldenCase golden("vit-1");
  const auto model = test::build(golden);
  const ForwardPass pass = model->forward(golden.inputs());
  golden.check("logits", pass.outputs.at("logits"));
  CHECK(pass.scores.dim() == 1);
  CHECK(pass.trace.domains.at(0).symbol == "s");
  CHECK(pass.trace.domains.at(0).count(TokenKind::patch) == 16);
  CHECK(pass.trace.domains.at(0).grid_columns == 4);

  const auto& target = golden.description()["target"];
  test::check_attention_and_gradients(golden, *model, golden.inputs(), target["class"]);
}
