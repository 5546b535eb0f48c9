#include <ATen/ATen.h>

#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

namespace {

void check_relevances(GoldenCase& golden, const std::string& variant) {
  const auto model = test::build(golden);
  // In float32 the rounding of the backbone's features alone moves these relevances by as much as the tolerance.
  model->cast(at::kDouble);
  nn::ForwardContext context;
  context.mode = nn::GraphMode::relevance;
  context.relevance_to_inputs = true;
  const ForwardPass pass = model->forward(golden.inputs(), context);
  for (const auto& target : golden.description()["variants"][variant]["targets"]) {
    const std::string key = "/" + target["key"].get<std::string>();
    const std::int64_t index =
        target["query"].get<std::int64_t>() * pass.scores.size(1) + target["class"].get<std::int64_t>();
    test::check_maps(golden, pass, test::reach_maps(pass, index), "lrp_attention/", key);
    // [tokens, hidden] here, [hidden, rows, columns] there
    const at::Tensor input = test::reach_inputs(pass, index).at(0).squeeze(0).t();
    const std::string input_key = "relevance/lrp" + key + "/transformer_input";
    golden.check(input_key, input.reshape(golden.expected(input_key).sizes()));
  }
}

}  // namespace

TEST_CASE("DETR gives the reference's relevances") {
  GoldenCase golden("detr-2");
  check_relevances(golden, "expected.safetensors");
}

TEST_CASE("DETR gives the reference's relevances where padding is masked") {
  GoldenCase golden("detr-1", "_key_padding");
  check_relevances(golden, "expected_key_padding.safetensors");
}
