// LeGrad says which layers it takes, and refuses where none is left.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

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

TEST_CASE("LeGrad asks each layer of DINO and of SigLIP's picture what it alone would score") {
  const std::string family =
      GENERATE(as<std::string>{}, "dinov2", "dinov2_with_registers", "dinov3_vit", "siglip", "siglip2");
  INFO(family);
  const bool compares = family.rfind("siglip", 0) == 0;
  Target target;
  (compares ? target.text : target.class_index) = compares ? 0 : 1;
  const SmallModel small = small_model(family, 1, 3);
  const auto model = build_random(small.config);
  CHECK_FALSE(explanation_method("legrad").fits(model->description()).has_value());
  ForwardPass pass = model->forward(small.inputs, pass_for({}, method_conventions(model->description()), false));
  const Explanation all = explain(*model, pass, target, explanation_method("legrad"), {});
  REQUIRE(all.relevancies.image.defined());
  CHECK(all.relevancies.image.min().item<float>() >= 0);
  CHECK(all.relevancies.image.max().item<float>() > 0);
  CHECK(is_close(all.relevancies.image,
                 all.matrices.at("layer/0") + all.matrices.at("layer/1") + all.matrices.at("layer/2"), few_roundings));

  // The last layer's own score, by hand: the graph of a pass with layer scores.
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  context.layer_scores = true;
  const ForwardPass twin = model->forward(small.inputs, context);
  REQUIRE(twin.trace.layer_scores.size() == 3);
  const LayerScore& last = twin.trace.layer_scores.back();
  if (compares) {
    // SigLIP pools the last layer as it answers: its score is the model's, its map the head's.
    CHECK(is_close(last.scores, twin.scores, another_order));
    CHECK(twin.trace.maps[2].weights.size(2) == 1);
  }
  const at::Tensor map = twin.trace.maps[2].weights;
  at::Tensor gradient = torch::autograd::grad({last.scores[compares ? 0 : 1]}, {map}, {}, true)[0][0];
  gradient = gradient.clamp_min(0).mean(at::IntArrayRef({0, 1}));
  const TokenDomain& domain = twin.trace.domains[0];
  std::vector<at::Tensor> patches;
  for (std::size_t token = 0; token < domain.kinds.size(); ++token) {
    if (domain.kinds[token] != TokenKind::patch) continue;
    const at::Tensor value = gradient[static_cast<std::int64_t>(token)];
    patches.push_back(domain.padded[token] ? at::zeros_like(value) : value);
  }
  CHECK(is_close(all.matrices.at("layer/2").flatten(), at::stack(patches), another_order));
}

TEST_CASE("LeGrad asks each layer of a model without a head how like its feature is to a second picture's") {
  const SmallModel small = small_model("dinov3_vit", 1, 2);
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, pass_for({}, method_conventions(model->description()), false));
  pass.like = at::linspace(-1, 2, pass.scores.numel());
  Target like;
  like.like = true;
  const Explanation explanation = explain(*model, pass, like, explanation_method("legrad"), {});

  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  context.layer_scores = true;
  const ForwardPass twin = model->forward(small.inputs, context);
  const at::Tensor likeness = at::cosine_similarity(twin.trace.layer_scores[0].scores, pass.like, 0);
  const at::Tensor gradient = torch::autograd::grad({likeness}, {twin.trace.maps[0].weights}, {}, true)[0][0];
  const at::Tensor row = gradient.clamp_min(0).mean(at::IntArrayRef({0, 1}));
  const at::Tensor got = explanation.matrices.at("layer/0").flatten();
  CHECK(is_close(got, row.slice(0, row.numel() - got.numel()), another_order));
}
