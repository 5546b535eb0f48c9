// How demo-vilt is trained.
#include <ATen/ATen.h>

#include <cmath>

#include "app/zoo/train/asked_questions.h"
#include "app/zoo/train/evidence_patches.h"
#include "app/zoo/train/vilt_parts.h"
#include "core/models/families/family.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/zoo/judge.h"

using namespace rex::zoo;

namespace {

/// A ViLT of two layers with random weights, as vilt_task's config has it but for the sizes.
std::unique_ptr<rex::Model> small_vilt() {
  rex::ParameterSource source = rex::ParameterSource::random(3);
  return rex::build_model({{"architectures", {"ViltForQuestionAnswering"}},
                           {"model_type", "vilt"},
                           {"hidden_size", 16},
                           {"num_hidden_layers", 3},
                           {"num_attention_heads", 4},
                           {"intermediate_size", 24},
                           {"layer_norm_eps", 1e-5},
                           {"image_size", 48},
                           {"patch_size", 16},
                           {"vocab_size", 30},
                           {"max_position_embeddings", 12},
                           {"id2label", {{"0", "yes"}, {"1", "no"}, {"2", "red"}}}},
                          source);
}

}  // namespace

TEST_CASE("a ViLT computed by hand for training gives the model's own scores", "[zoo]") {
  const std::unique_ptr<rex::Model> model = small_vilt();
  const at::Tensor ids = at::tensor({2, 7, 9, 11, 3, 0, 0, 2, 8, 4, 5, 6, 12, 3}, at::kLong).view({2, 7});
  const at::Tensor real = ids.ne(0).to(at::kLong);
  const at::Tensor pixels = at::randn({2, 3, 48, 64}, at::detail::createCPUGenerator(5));
  const at::Tensor wanted =
      model->forward({{"input_ids", ids}, {"attention_mask", real}, {"pixel_values", pixels}}, {}, false).scores;
  const ViltParts whole(model->parameters(), 0, 3, 4);
  const at::Tensor patches = whole.patches(pixels);
  CHECK(patches.sizes() == at::IntArrayRef({2, 1 + 3 * 4, 16}));
  const ViltParts::Answered answered = whole.answer(ids, real, patches);
  CHECK(at::allclose(answered.scores, wanted, 1e-4, 1e-5));
  CHECK(answered.tokens.size(1) == 7 + 13);

  // Kept apart in the first layers, words do not see the patches there, so that the scores differ.
  const ViltParts apart(model->parameters(), 2, 3, 4);
  CHECK_FALSE(at::allclose(apart.answer(ids, real, apart.patches(pixels)).scores, wanted, 1e-4, 1e-5));
}

TEST_CASE("patches are told what the answer rests on", "[zoo]") {
  Scene scene;
  scene.size = {80, 32};  // 5 x 2 patches of 16
  SceneObject left, right;
  left.box = {0, 0, 32, 32};
  right.box = {48, 0, 32, 16};
  scene.objects = {left, right};
  const at::Tensor objects = at::tensor({0, 0, -1, 1, 1, 0, -1, -1, -1, -1}, at::kLong);
  const Question relation{QuestionKind::relation, "What is left of the dog?", "cat", {0, 1}};
  CHECK(at::equal(EvidencePatches::truth(scene, relation, objects, 2, 5), at::tensor({1, 1, 0, 2, 2, 1, 0, 0, 0, 0,  //
                                                                                      0, 0, 0, 0, 0, 0, 1, 0, 0, 0},
                                                                                     at::kLong)
                                                                              .view({2, 10})));
  const Question count{QuestionKind::count, "How many objects are there?", "2", {0, 1}};
  CHECK(at::equal(EvidencePatches::truth(scene, count, objects, 2, 5), at::tensor({1, 1, 0, 1, 1, 1, 0, 0, 0, 0,  //
                                                                                   0, 0, 0, 0, 1, 0, 1, 0, 0, 0},
                                                                                  at::kLong)
                                                                           .view({2, 10})));
  const Question none{QuestionKind::existence, "Is there a fish?", "no", {}};
  const at::Tensor nothing = EvidencePatches::truth(scene, none, objects, 2, 5);
  CHECK(nothing.sum().item<std::int64_t>() == 0);

  const EvidencePatches helper(8);
  const at::Tensor patches = at::zeros({1, 10, 8});
  const double loss = helper.loss(patches, nothing.unsqueeze(0)).item<double>();
  CHECK(loss == Approx(std::log(3.0) + std::log(2.0)).epsilon(1e-4));  // nothing learnt, nothing to be found
}

TEST_CASE("held-out questions are the same for every model, as many of each kind", "[zoo]") {
  std::vector<Scene> scenes;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    scenes.push_back(rex::test::random_truth(random));
  }
  const std::vector<Asked> asked = held_out_questions(scenes, 80), again = held_out_questions(scenes, 80);
  REQUIRE(asked.size() == 80);
  std::vector<bool> right;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    CHECK(asked[i].question.text == again[i].question.text);
    CHECK(answer_index(asked[i].question.answer) < static_cast<std::int64_t>(answers().size()));
    right.push_back(asked[i].question.kind == QuestionKind::colour);
  }
  const std::map<std::string, double> shares = shares_by_kind(asked, right);
  CHECK(shares.at("colour") == 1);
  CHECK(shares.at("count") == 0);
  CHECK(shares.at("overall") == 0.25);
}
