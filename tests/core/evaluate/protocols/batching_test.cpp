// Many removals in one forward are what one removal at a time gives.
#include <ATen/ATen.h>

#include <limits>

#include "core/evaluate/model_picture.h"
#include "core/evaluate/protocols/perturbation.h"
#include "core/evaluate/statistics.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

PixelScale half_scale() {
  PixelScale scale;
  scale.mean = scale.deviation = at::full({3, 1, 1}, .5);
  return scale;
}

}  // namespace

TEST_CASE("removals in batches have the scores of one removal at a time, for every family and part") {
  for (const std::string& family : test::small_families()) {
    const test::SmallModel small = test::small_model(family);
    const std::unique_ptr<Model> model = test::build_random(small.config);
    const ModelKind& kind = model->description();
    nn::ForwardContext context;
    context.mode = nn::GraphMode::gradient;
    ForwardPass pass = model->forward(small.inputs, context);
    const Explanation explanation = explain(*model, pass, {}, explanation_method("raw_attention"));
    const at::Tensor picture = model_picture(small.inputs);
    std::optional<PixelScale> scale;
    if (picture.defined() && picture.size(1) == 3) scale = half_scale();
    const InputRemoval removal(*model, small.inputs, explanation.domains, scale, Replacement::mean, 7,
                               explanation.target.text.value_or(0));
    for (const Part part : {Part::words, Part::regions, Part::patches, Part::pixels}) {
      if (part == Part::words ? !kind.reads_text() : part == Part::regions ? !kind.sees_regions() : !scale) continue;
      INFO(family << " " << name(part));
      const std::int64_t count = scale ? picture.size(2) * picture.size(3) : 0;
      const std::vector<std::int64_t> places = removable(part, explanation.domains, explanation.read_outs, {}, count);
      REQUIRE_FALSE(places.empty());
      const Ranking ranked{part, places, random_map(static_cast<std::int64_t>(places.size()), 3)};
      std::vector<ModelInputs> inputs;
      for (const First first : {First::most_relevant, First::least_relevant}) {
        for (const auto& removed : removed_places(ranked, first, published_steps(part, explanation.domains))) {
          inputs.push_back(removal.without(part, removed));
        }
      }
      const PlainScores scores(*model);
      const std::vector<at::Tensor> together = scores.of(inputs), alone = scores.one_by_one(inputs);
      REQUIRE(together.size() == inputs.size());
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        CHECK(test::is_close(together[i], alone[i], test::another_order));
      }
    }
  }
}

TEST_CASE("texts that several batches share are encoded by the first of them, and scores stay what they are alone") {
  for (const std::string family : {"clip", "siglip"}) {
    INFO(family);
    test::SmallModel small = test::small_model(family);
    const std::unique_ptr<Model> model = test::build_random(small.config);
    const at::Tensor text = small.inputs.at("input_ids").narrow(0, 0, 1);
    small.inputs["input_ids"] = at::cat({text, text.flip(1)});
    small.inputs.erase("attention_mask");
    std::vector<ModelInputs> inputs;
    for (int i = 0; i < 70; ++i) {  // more than a batch
      inputs.push_back(small.inputs);
      inputs.back()["pixel_values"] = small.inputs.at("pixel_values") * (1 - .01 * i);
    }
    inputs.push_back(inputs.back());  // and one of other texts
    inputs.back()["input_ids"] = small.inputs.at("input_ids").flip(0).contiguous();
    const PlainScores scores(*model);
    const std::vector<at::Tensor> together = scores.of(inputs), alone = scores.one_by_one(inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      CHECK(test::is_close(together[i], alone[i], test::another_order));
    }
    CHECK_FALSE(alone[69].equal(alone[70]));

    nn::ForwardContext context;
    const ForwardPass first = model->forward(small.inputs, context, false);
    context.encoded_texts = first.outputs.at("text_embeds").flip(0);
    const ForwardPass given = model->forward(small.inputs, context, false);
    CHECK(test::is_close(given.scores, first.scores.flip(0), test::another_order));
  }
}

TEST_CASE("a plan scores equal removals once, and the clean input whatever part would lose nothing") {
  const test::SmallModel small = test::small_model("vit");
  const std::unique_ptr<Model> model = test::build_random(small.config);
  const InputRemoval removal(*model, small.inputs, {}, half_scale(), Replacement::black);
  const PlainScores scores(*model);
  RemovalPlan plan(removal, scores);
  const std::size_t clean = plan.add(Part::pixels, {});
  CHECK(plan.add(Part::words, {}) == clean);
  const std::size_t one = plan.add(Part::pixels, {0, 1});
  CHECK(plan.add(Part::pixels, {0, 1}) == one);
  CHECK(plan.size() == 2);
  plan.run();
  CHECK(test::is_close(plan.scores(clean), scores.one_by_one({small.inputs}).front(), test::another_order));
}

TEST_CASE("pixels that stay keep their bits whatever replaces the others") {
  const test::SmallModel small = test::small_model("vit");
  const std::unique_ptr<Model> model = test::build_random(small.config);
  for (const Replacement replacement :
       {Replacement::black, Replacement::mean, Replacement::blur, Replacement::linear, Replacement::noisy_linear}) {
    const InputRemoval removal(*model, small.inputs, {}, half_scale(), replacement, 5);
    const at::Tensor clean = small.inputs.at("pixel_values");
    const std::vector<std::int64_t> gone{0, 5, clean.size(3) + 1};
    const at::Tensor changed = removal.without(Part::pixels, gone).at("pixel_values");
    const at::Tensor differs = changed.ne(clean).any(1).flatten();
    CHECK(differs.sum().item<std::int64_t>() <= 3);
    if (replacement == Replacement::black) {
      CHECK(changed[0].flatten(1).index_select(1, at::tensor(gone)).eq(-1).all().item<bool>());
    }
  }
}

TEST_CASE("an answer that is no number is refused, and the sample with it") {
  const test::SmallModel small = test::small_model("vit");
  const std::unique_ptr<Model> model = test::build_random(small.config);
  ModelInputs inputs = small.inputs;
  inputs["pixel_values"] = inputs.at("pixel_values") * std::numeric_limits<float>::quiet_NaN();
  CHECK_THROWS_WITH(PlainScores(*model).of({inputs}), ContainsSubstring("NaN"));
}
