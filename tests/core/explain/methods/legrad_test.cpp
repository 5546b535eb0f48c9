// LeGrad says which layers it takes, and refuses where none is left.
#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::test;

TEST_CASE("LeGrad is the sum of its layers' maps, and its last-two variant that of two of them") {
  const SmallModel small = small_model("vit", 1, 3);
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, pass_for({}, method_conventions(model->description()), false));
  const Explanation all = explain(*model, pass, {}, explanation_method("legrad"), {});
  const auto layer = [&](int index) { return all.matrices.at("layer/" + std::to_string(index)); };
  CHECK(is_close(all.relevancies.image, layer(0) + layer(1) + layer(2), few_roundings));
  REQUIRE(all.notes.size() == 1);
  CHECK_THAT(all.notes[0], ContainsSubstring("layers 0 to 2 of 3"));

  const Explanation last = explain(*model, pass, {}, explanation_method("legrad_last2"), {});
  CHECK(is_close(last.relevancies.image, layer(1) + layer(2), few_roundings));
  CHECK_THAT(last.notes[0], ContainsSubstring("layers 1 to 2 of 3"));

  ExplainOptions first_only;
  first_only.layers = {0, 0};
  const Explanation first = explain(*model, pass, {}, explanation_method("legrad"), first_only);
  CHECK(is_close(first.relevancies.image, layer(0), few_roundings));
  CHECK_THROWS_WITH(explain(*model, pass, {}, explanation_method("legrad_last2"), first_only),
                    ContainsSubstring("none of the layers"));
  ExplainOptions beyond;
  beyond.layers = {7, 9};
  CHECK_THROWS_AS(explain(*model, pass, {}, explanation_method("legrad"), beyond), Error);
}
