#include "core/models/open/regions.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "core/models/open/detr_regions.h"
#include "core/models/open/open_model.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "tests/support/tolerance.h"

using namespace rex;

TEST_CASE("regions are read from safetensors and npz alike") {
  const test::TemporaryFolder folder;
  const at::Tensor features = at::randn({3, 5}), boxes = at::tensor({0.f, 1.f, 20.f, 30.f}).repeat({3, 1});
  save_safetensors(folder.path() / "a.safetensors", {{"features", features}, {"boxes", boxes}});
  save_npz(folder.path() / "a.npz", {{"features", features.unsqueeze(0)},
                                     {"boxes", boxes.to(at::kDouble)},
                                     {"scores", at::tensor({0.5f, 0.25f, 0.125f})}});
  for (const char* name : {"a.safetensors", "a.npz"}) {
    const Regions regions = load_regions(folder.path() / name);
    CHECK(regions.features.equal(features));
    REQUIRE(regions.boxes.size() == 3);
    CHECK(regions.boxes[2].top == 1);
    CHECK(regions.boxes[2].right == 20);
  }
  CHECK(load_regions(folder.path() / "a.npz").scores.at(2) == 0.125);
}

TEST_CASE("a wrong region file says what is wrong") {
  const test::TemporaryFolder folder;
  const auto saved = [&](const std::map<std::string, at::Tensor>& tensors) {
    const auto file = folder.path() / "r.safetensors";
    save_safetensors(file, tensors);
    return file;
  };
  const at::Tensor features = at::randn({3, 5}), boxes = at::ones({3, 4});
  CHECK_THROWS_WITH(load_regions(folder.path() / "r.csv"), ContainsSubstring(".npz"));
  CHECK_THROWS_AS(load_regions(folder.path() / "none.npz"), Error);
  CHECK_THROWS_WITH(load_regions(saved({{"x", features}})), ContainsSubstring("`features`"));
  CHECK_THROWS_WITH(load_regions(saved({{"features", features}})), ContainsSubstring("`boxes`"));
  CHECK_THROWS_WITH(load_regions(saved({{"features", features}, {"boxes", at::ones({3, 5})}})),
                    ContainsSubstring("[3, 5]"));
  CHECK_THROWS_WITH(load_regions(saved({{"features", features}, {"boxes", at::ones({2, 4})}})),
                    ContainsSubstring("2 boxes"));
  CHECK_THROWS_WITH(load_regions(saved({{"features", features / 0}, {"boxes", boxes}})),
                    ContainsSubstring("not finite"));
  CHECK_THROWS_WITH(
      load_regions(saved({{"features", features}, {"boxes", at::tensor({9.f, 0.f, 1.f, 1.f}).repeat({3, 1})}})),
      ContainsSubstring("before it begins"));
}

namespace {

/// A small DETR whose queries are sure of different classes and look at different places, some at the same.
std::unique_ptr<Model> lively_detr(std::uint64_t seed) {
  ParameterSource source = ParameterSource::random(seed);
  std::unique_ptr<Model> model = build_model(test::tiny_detr_config(), source);
  const at::NoGradGuard no_graph;
  const auto scale = [&](const char* name, double factor) { model->parameters().at(name).mul_(factor); };
  scale("model.query_position_embeddings.weight", 30);
  for (const char* layer : {"0", "1", "2"})
    scale(("bbox_predictor.layers." + std::string(layer) + ".weight").c_str(), 8);
  scale("class_labels_classifier.weight", 60);
  return model;
}

Box row_box(const at::Tensor& row) {
  return {row[0].item<double>(), row[1].item<double>(), row[2].item<double>(), row[3].item<double>()};
}

/// The rule once more, one step after another; of picture INDEX of OUTPUTS.
RegionBatch regions_step_by_step(const DetrOutputs& outputs, std::int64_t index, std::int64_t classes,
                                 std::int64_t most) {
  at::Tensor left = outputs.logits[0][index].softmax(-1).slice(-1, 0, classes).clone();
  const at::Tensor b = outputs.boxes[0][index];
  const at::Tensor centre = b.slice(1, 0, 2), half = b.slice(1, 2, 4) / 2;
  const at::Tensor corners = at::cat({centre - half, centre + half}, 1).clamp(0, 1);
  std::vector<at::Tensor> features, boxes, scores, kinds;
  while (static_cast<std::int64_t>(boxes.size()) < most && left.max().item<double>() >= 0.05) {
    const std::int64_t best = left.argmax().item<std::int64_t>(), query = best / classes;
    features.push_back(outputs.decoder_states[0][index][query]);
    boxes.push_back(corners[query]);
    scores.push_back(left[query].max());
    kinds.push_back(at::scalar_tensor(best % classes, at::kLong));
    for (std::int64_t other = 0; other < left.size(0); ++other) {
      if (other == query || intersection_over_union(row_box(corners[other]), row_box(corners[query])) > 0.5)
        left[other] = 0;
    }
  }
  std::int64_t side = 1;
  while (side * side < most) ++side;
  std::vector<double> covered(static_cast<std::size_t>(side * side), 0);
  const std::size_t objects = boxes.size();
  const auto at_line = [&](std::int64_t line) { return static_cast<double>(line) / static_cast<double>(side); };
  for (std::int64_t tile = 0; tile < side * side; ++tile) {
    for (std::size_t i = 0; i < objects; ++i) {
      const Box box = row_box(boxes[i]);
      const double width = std::min(box.right, at_line(tile % side + 1)) - std::max(box.left, at_line(tile % side));
      const double height = std::min(box.bottom, at_line(tile / side + 1)) - std::max(box.top, at_line(tile / side));
      if (width > 0 && height > 0) covered[static_cast<std::size_t>(tile)] += width * height;
    }
  }
  const at::Tensor mask = outputs.feature_mask[index];
  const std::int64_t rows = mask.any(1).sum().item<std::int64_t>(), columns = mask.any(0).sum().item<std::int64_t>();
  while (static_cast<std::int64_t>(boxes.size()) < most) {
    const auto least = std::min_element(covered.begin(), covered.end());
    const std::int64_t tile = least - covered.begin();
    *least = 2;
    at::Tensor sum = at::zeros({outputs.input_tokens.size(2)});
    double cells = 0;
    for (std::int64_t row = 0; row < rows; ++row) {
      for (std::int64_t column = 0; column < columns; ++column) {
        // A cell is touched where the open squares meet, in whole numbers.
        const bool high = row * side < (tile / side + 1) * rows && (row + 1) * side > (tile / side) * rows;
        const bool wide = column * side < (tile % side + 1) * columns && (column + 1) * side > (tile % side) * columns;
        if (!high || !wide) continue;
        sum += outputs.input_tokens[index][row * mask.size(1) + column];
        ++cells;
      }
    }
    features.push_back(sum / cells);
    boxes.push_back(
        at::tensor({at_line(tile % side), at_line(tile / side), at_line(tile % side + 1), at_line(tile / side + 1)})
            .to(at::kFloat));
    scores.push_back(at::zeros({}));
    kinds.push_back(at::scalar_tensor(classes, at::kLong));
  }
  return {at::stack(features), at::stack(boxes), at::stack(scores), at::stack(kinds)};
}

}  // namespace

TEST_CASE("DETR's regions are each object once and the background that they cover least, in every picture of a batch") {
  std::int64_t objects = 0, background = 0, repeated = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    at::manual_seed(seed);
    const auto model = lively_detr(seed);
    const Detr& detr = dynamic_cast<const Detr&>(*model);
    at::Tensor pixel_mask = at::ones({2, 64, 96}, at::kLong);
    pixel_mask[1].slice(0, 32).zero_();  // the second picture is smaller
    pixel_mask[1].slice(1, 64).zero_();
    const ModelInputs inputs = {{"pixel_values", at::randn({2, 3, 64, 96})}, {"pixel_mask", pixel_mask}};
    const DetrOutputs outputs = detr.detect(inputs, {}, false);
    for (const std::int64_t most : {1, 3, 4, 6}) {
      INFO("seed " << seed << ", " << most << " regions");
      const RegionBatch found = detr_regions(detr, inputs, most);
      REQUIRE(found.features.sizes() == at::IntArrayRef({2, most, detr.hidden()}));
      REQUIRE(found.boxes.sizes() == at::IntArrayRef({2, most, 4}));
      for (std::int64_t i = 0; i < 2; ++i) {
        const RegionBatch slow = regions_step_by_step(outputs, i, detr.classes(), most);
        CHECK(found.classes[i].equal(slow.classes));
        CHECK(test::is_close(found.boxes[i], slow.boxes, test::another_order));
        CHECK(test::is_close(found.scores[i], slow.scores, test::another_order));
        CHECK(test::is_close(found.features[i], slow.features, test::another_order));
      }
      if (most != 6) continue;
      const std::int64_t kept = found.classes.ne(detr.classes()).sum().item<std::int64_t>();
      objects += kept;
      background += 2 * most - kept;
      repeated += 2 * detr.queries() - kept;
    }
  }
  const auto model = lively_detr(1);
  const RegionBatch all =
      detr_regions(dynamic_cast<const Detr&>(*model), {{"pixel_values", at::randn({1, 3, 64, 96})}}, 100);
  CHECK(all.features.size(1) == 6);  // as many as there are queries
  INFO(objects << " objects, " << background << " tiles, " << repeated << " queries left out");
  CHECK(objects > 8);
  CHECK(background > 8);
  CHECK(repeated > 8);
}

TEST_CASE("demo-detr's regions of the gallery's cat and dog are cat, dog and background") {
  const OpenModel open = open_model(test::source_folder() / "resources/models/demo-lxmert");
  const Picture picture = load_picture(test::source_folder() / "resources/pictures/cat-and-dog.jpg");
  const Regions regions = open.regions->find(picture, {});
  REQUIRE(regions.labels.size() == 10);
  CHECK(std::set<std::string>(regions.labels.begin(), regions.labels.begin() + 2) ==
        std::set<std::string>{"cat", "dog"});
  for (std::size_t i = 2; i < 10; ++i) {
    CHECK(regions.labels[i] == "background");
    CHECK(regions.scores[i] == 0);
    for (std::size_t object = 0; object < 2; ++object) {
      CHECK(intersection_over_union(regions.boxes[i], regions.boxes[object]) < 0.2);
    }
  }
}
