#include <ATen/ATen.h>

#include "core/models/families/family.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"

using namespace rex;
using rex::test::GoldenCase;

TEST_CASE("CLIP gives the reference's scores, attention maps and gradients") {
  GoldenCase golden("clip-1");
  const auto model = test::build(golden);
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  const ForwardPass pass = model->forward(golden.inputs(), context);
  for (const char* name : {"logits_per_image", "logits_per_text", "image_embeds", "text_embeds"}) {
    golden.check(name, pass.outputs.at(name));
  }
  CHECK(std::get<TextEndRow>(pass.read_outs.at(1).row).ends ==
        golden.description()["target"]["eot_positions"].get<std::vector<std::int64_t>>());

  // The reference repeats the picture for each text; here each map of the picture serves all of them.
  const std::int64_t texts = pass.scores.size(0);
  std::vector<at::Tensor> maps, gradients;
  for (const AttentionMap& map : pass.trace.maps) {
    maps.push_back(map.weights.expand({texts, -1, -1, -1}));
    gradients.push_back(at::zeros_like(maps.back()));
  }
  for (std::int64_t text = 0; text < texts; ++text) {
    const std::vector<at::Tensor> reached = test::reach_maps(pass, text);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      gradients[i][text] = reached[i][reached[i].size(0) == 1 ? 0 : text];
    }
  }
  test::check_maps(golden, pass, maps, "attention/");
  test::check_maps(golden, pass, gradients, "gradient/");
}

TEST_CASE("CLIP finds the end of a text by the config's token or, in old configs, by the highest number") {
  GoldenCase golden("clip-1");
  nlohmann::json old = golden.config();
  old["text_config"]["eos_token_id"] = 2;
  ParameterSource source = golden.parameters();
  const auto model = build_model(old, source);
  golden.check("logits_per_image", model->forward(golden.inputs()).outputs.at("logits_per_image"));
}

TEST_CASE("OpenAI's names of a CLIP open as well") {
  GoldenCase golden("clip-1");
  const ForwardPass pass = test::build(golden, "original")->forward(golden.inputs());
  golden.check("logits_per_image", pass.outputs.at("logits_per_image"));
}
