#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <numeric>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/random.h"
#include "app/zoo/train/assignment.h"
#include "app/zoo/train/bert_task.h"
#include "app/zoo/train/detection_loss.h"
#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/encoded_pool.h"
#include "app/zoo/train/object_places.h"
#include "app/zoo/train/scene_batch.h"
#include "app/zoo/train/train_loop.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex::zoo;

TEST_CASE("the cheapest assignment is the best of all permutations") {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    const int columns = random.between(1, 6), rows = random.between(0, columns);
    std::vector<std::vector<double>> cost(static_cast<std::size_t>(rows));
    for (auto& row : cost) {
      for (int column = 0; column < columns; ++column) row.push_back(random.uniform(-3, 3));
    }
    std::vector<int> order(static_cast<std::size_t>(columns));
    std::iota(order.begin(), order.end(), 0);
    const auto total = [&](const std::vector<int>& chosen) {
      double sum = 0;
      for (int row = 0; row < rows; ++row)
        sum += cost[static_cast<std::size_t>(row)][static_cast<std::size_t>(chosen[static_cast<std::size_t>(row)])];
      return sum;
    };
    double best = 1e9;
    do best = std::min(best, total(order));
    while (std::next_permutation(order.begin(), order.end()));
    const std::vector<int> chosen = cheapest_assignment(cost);
    REQUIRE(static_cast<int>(chosen.size()) == rows);
    CHECK(total(chosen) == Approx(best).margin(1e-9));
    std::vector<int> unique = chosen;
    std::sort(unique.begin(), unique.end());
    CHECK(std::adjacent_find(unique.begin(), unique.end()) == unique.end());
  }
}

TEST_CASE("boxes overlap as geometry says") {
  const at::Tensor a = at::tensor({0.25F, 0.25F, 0.5F, 0.5F}), b = at::tensor({0.5F, 0.5F, 0.5F, 0.5F});
  CHECK(box_iou(a, a).item<double>() == Approx(1));
  CHECK(box_iou(a, b).item<double>() == Approx(0.0625 / 0.4375));
  // The hull is a square of 0.75; what of it is in neither box counts against them.
  CHECK(box_giou(a, b).item<double>() == Approx(0.0625 / 0.4375 - (0.5625 - 0.4375) / 0.5625));
  const at::Tensor far = at::tensor({0.9F, 0.9F, 0.1F, 0.1F});
  CHECK(box_iou(a, far).item<double>() == Approx(0).margin(1e-9));
  CHECK(box_giou(a, far).item<double>() < -0.5);
}

TEST_CASE("the detection loss knows no order of queries and is least where everything is found") {
  at::Tensor classes = at::full({1, 3}, -1, at::kLong);
  classes[0][0] = 1;
  classes[0][1] = 0;
  const at::Tensor boxes =
      at::tensor({0.3F, 0.3F, 0.2F, 0.2F, 0.7F, 0.6F, 0.3F, 0.4F, 0.5F, 0.5F, 0.5F, 0.5F}).view({1, 3, 4});
  at::Tensor logits = at::full({1, 4, 3}, -6.0F);
  logits[0][0][1] = logits[0][1][0] = logits[0][2][2] = logits[0][3][2] = 6;
  const at::Tensor predicted = at::cat({boxes.slice(1, 0, 2), at::full({1, 2, 4}, 0.5F)}, 1);
  const double perfect = detection_loss(logits, predicted, classes, boxes, 0.2).item<double>();
  CHECK(perfect == Approx(0).margin(1e-3));
  const at::Tensor order = at::tensor({2, 0, 3, 1}, at::kLong);
  CHECK(detection_loss(logits.index_select(1, order), predicted.index_select(1, order), classes, boxes, 0.2)
            .item<double>() == Approx(perfect).margin(1e-6));
  CHECK(detection_loss(logits, predicted.flip(1), classes, boxes, 0.2).item<double>() > 1);
  CHECK(detection_loss(-logits, predicted, classes, boxes, 0.2).item<double>() > 1);
  const at::Tensor none = at::full({1, 3}, -1, at::kLong);
  CHECK(detection_loss(logits, predicted, none, boxes, 0.2).item<double>() > 1);  // two objects where there are none
}

TEST_CASE("encoded scenes are what the encoder makes of them, with their truth, and are kept") {
  if (!std::filesystem::exists(default_emoji_font())) REX_SKIP("fonts-noto-color-emoji is not installed");
  const rex::test::TemporaryFolder folder;
  const rex::OpenModel opened = rex::open_model(rex::test::source_folder() / "resources" / "models" / "demo-detr");
  const auto& detr = dynamic_cast<const rex::Detr&>(*opened.model);
  const at::NoGradGuard guard;
  const std::vector<EncodedScenes> pool = make_encoded_pool(detr, 77, 3, folder.path());
  REQUIRE(pool.size() == 1);
  const std::vector<Scene> scenes = detection_scenes(SceneSource(), 77, 3, 32);
  rex::DetrOutputs outputs = detr.encode({{"pixel_values", pixel_values(scenes, {})}});
  CHECK(outputs.feature_mask.size(1) == pool[0].rows);
  CHECK(outputs.feature_mask.size(2) == pool[0].columns);
  CHECK(at::equal(pool[0].tokens, outputs.encoder_tokens.to(at::kHalf)));
  CHECK(at::equal(pool[0].classes, detection_targets(scenes).at("classes")));
  CHECK(at::equal(pool[0].boxes, detection_targets(scenes).at("boxes")));
  CHECK(at::equal(pool[0].cells, object_cells(scenes, 6, pool[0].rows, pool[0].columns)));
  detr.decode(outputs);
  CHECK(at::equal(outputs.logits, detr.detect({{"pixel_values", pixel_values(scenes, {})}}).logits));
  REQUIRE(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  CHECK(at::equal(make_encoded_pool(detr, 77, 3, folder.path())[0].tokens, pool[0].tokens));
}

TEST_CASE("places are those of labels that a scene has once") {
  Scene scene;
  scene.size = {200, 100};
  SceneObject cat;
  cat.object_class = 0;
  cat.box = {20, 40, 40, 20};
  SceneObject dog = cat;
  dog.object_class = 1;
  scene.objects = {cat, dog, dog};
  const at::Tensor truth = ObjectPlaces::truth({scene});
  REQUIRE(truth.sizes() == at::IntArrayRef{1, static_cast<std::int64_t>(object_labels().size()), 3});
  CHECK(at::equal(truth[0][0], at::tensor({1.0F, 0.2F, 0.5F})));
  CHECK(at::equal(truth[0][1], at::tensor({1.0F, -1.0F, -1.0F})));
  CHECK(at::equal(truth[0][2], at::tensor({0.0F, -1.0F, -1.0F})));

  const ObjectPlaces places(4);
  const at::Tensor bias = places.parameters().at("places.bias").view({-1, 3});
  const double ignorant = places.loss(at::zeros({1, 4}), truth).item<double>();
  bias.select(1, 0).copy_(truth[0].select(1, 0) * 20 - 10);  // logits that are sure
  bias.slice(1, 1).copy_(truth[0].slice(1, 1) - 0.5);
  CHECK(places.loss(at::zeros({1, 4}), truth).item<double>() == Approx(0).margin(1e-3));
  CHECK(ignorant > 0.5);
}

TEST_CASE("two workers learn what one learns from both their batches") {
  const rex::test::TemporaryFolder folder;
  const auto task = bert_task();
  const auto trained = [&](int batch, int workers, bool bfloat16) {
    TrainOptions options;
    options.steps = 2;
    options.batch = batch;
    options.workers = workers;
    options.bfloat16 = bfloat16;
    options.resume = false;
    options.folder = folder.path();
    return train(*task, options);
  };
  const auto one = trained(8, 1, false);
  // Adam divides by the gradient's size, so that where it is next to nothing its rounding shows.
  const auto distance = [&](const std::unique_ptr<rex::Model>& other) {
    double sum = 0;
    for (const auto& [name, value] : one->parameters())
      sum += (value - other->parameters().at(name)).abs().sum().item<double>();
    return sum;
  };
  const double half_the_samples = distance(trained(4, 1, false));
  CHECK(half_the_samples > 0);
  CHECK(distance(trained(8, 2, false)) < 0.02 * half_the_samples);
  CHECK(distance(trained(8, 1, true)) < 0.5 * half_the_samples);
  CHECK(distance(trained(8, 1, true)) > 0);
  CHECK_THROWS_WITH(trained(9, 2, false), ContainsSubstring("no multiple of 2 workers"));
}

TEST_CASE("training goes on where it stopped and writes a folder that opens") {
  const rex::test::TemporaryFolder folder;
  const auto task = bert_task();
  TrainOptions options;
  options.steps = 4;
  options.batch = 4;
  options.folder = folder.path() / "training";
  options.checkpoint_every = 2;
  const auto first = train(*task, options);
  const auto again = train(*task, options);  // nothing is left to do: the checkpoint's weights come back
  for (const auto& [name, value] : first->parameters()) {
    INFO(name);
    CHECK(at::allclose(value, again->parameters().at(name), 0, 1e-7));
  }
  options.steps = 6;
  const auto further = train(*task, options);
  double moved = 0;
  for (const auto& [name, value] : first->parameters()) {
    moved += (value - further->parameters().at(name)).abs().sum().item<double>();
  }
  CHECK(moved > 0);

  write_model_folder(folder.path() / "model", *task, *further);
  write_model_readme(folder.path() / "model", *task, options, {{"accuracy", 0.5}}, 10);
  const rex::OpenModel open = rex::open_model(folder.path() / "model");
  CHECK(open.notes.empty());
  CHECK(open.tokenizer != nullptr);
  for (const auto& [name, value] : further->parameters()) {
    CHECK(at::allclose(value, open.model->parameters().at(name), 1e-3, 1e-4));
  }
  const std::string readme = rex::test::read_file(folder.path() / "model" / "README.md");
  CHECK(readme.find("| accuracy | 0.500 |") != std::string::npos);
}
