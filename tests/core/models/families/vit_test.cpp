#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("ViT gives the reference's scores, attention maps and gradients") {
  GoldenCase golden("vit-1");
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

TEST_CASE("timm's names of a ViT open as well") {
  GoldenCase golden("vit-1");
  golden.check("logits", test::build(golden, "original")->forward(golden.inputs()).outputs.at("logits"));
}

TEST_CASE("ViT gives the reference's relevances under both sets of rules") {
  GoldenCase golden("vit-1");
  const auto model = test::build(golden);
  model->cast(at::kDouble);  // as `rex` does: in float32, kernels of one processor round to 1.7 of the tolerance
  const auto& target = golden.description()["target"];
  for (const auto& [prefix, index] :
       {std::pair<std::string, std::int64_t>{"", target["class"]}, {"other/", target["other_class"]}}) {
    nn::ForwardContext context;
    context.mode = nn::GraphMode::relevance;
    context.relevance_to_inputs = true;
    const ForwardPass standard = model->forward(golden.inputs(), context);
    golden.check("logits", standard.outputs.at("logits"));
    std::vector<at::Tensor> maps = test::reach_maps(standard, index);
    for (std::size_t layer = 0; layer < maps.size(); ++layer) {
      golden.check(prefix + "relevance/transformer_attribution/attn_cam/" + std::to_string(layer), maps[layer]);
    }
    golden.check(prefix + "relevance/lrp_ours/image", test::reach_inputs(standard, index).at(0).sum(1));

    context.rules = nn::RuleSet::original;
    const ForwardPass original = model->forward(golden.inputs(), context);
    maps = test::reach_maps(original, index);
    for (std::size_t layer = 0; layer < maps.size(); ++layer) {
      golden.check(prefix + "relevance/lrp/attn_cam/" + std::to_string(layer), maps[layer]);
    }
    golden.check(prefix + "relevance/lrp/image", test::reach_inputs(original, index).at(0).sum(1));
  }
}
