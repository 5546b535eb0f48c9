#include "core/models/open/regions.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "core/models/open/detr_regions.h"
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

TEST_CASE("DETR's regions of a batch are those of each picture, the most confident first") {
  at::manual_seed(4);  // queries of random models are nearly as confident as each other
  ParameterSource source = ParameterSource::random(4);
  const auto model = build_model(test::tiny_detr_config(), source);
  const Detr& detr = dynamic_cast<const Detr&>(*model);
  const at::Tensor pixels = at::randn({2, 3, 64, 96});
  const RegionBatch both = detr_regions(detr, {{"pixel_values", pixels}}, 4);
  CHECK(both.features.sizes() == at::IntArrayRef({2, 4, 16}));
  CHECK(both.boxes.sizes() == at::IntArrayRef({2, 4, 4}));
  CHECK((both.scores.slice(1, 1) <= both.scores.slice(1, 0, 3)).all().item<bool>());
  CHECK((both.boxes.slice(2, 2) >= both.boxes.slice(2, 0, 2)).all().item<bool>());
  CHECK((both.classes < 3).all().item<bool>());
  const RegionBatch second = detr_regions(detr, {{"pixel_values", pixels.slice(0, 1)}}, 4);
  CHECK(test::is_close(second.features[0], both.features[1], test::another_order));
  CHECK(test::is_close(second.boxes[0], both.boxes[1], test::another_order));
  CHECK(detr_regions(detr, {{"pixel_values", pixels}}, 100).features.size(1) == 6);
}
