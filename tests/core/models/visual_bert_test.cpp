#include <ATen/ATen.h>

#include <map>
#include <string>

#include "core/models/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("VisualBERT gives the reference's scores, attention maps and gradients") {
  const GoldenCase golden("visualbert-1");
  const auto model = test::build(golden);
  const ForwardPass pass = model->forward(golden.inputs());
  golden.check("logits", pass.outputs.at("logits"));
  const TokenDomain& domain = pass.trace.domains.at(0);
  CHECK(domain.count(TokenKind::word) == 10);  // the text is cut to its real length
  CHECK(domain.count(TokenKind::region) == 7);
  CHECK(pass.read_out_rules.at(0).row == golden.description()["row"].get<std::int64_t>());
  test::check_attention_and_gradients(golden, *model, golden.inputs(),
                                      golden.description()["target"]["expected"]["index"]);
}
