#include "core/checkpoint/safetensors.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;

TEST_CASE("rex preprocess writes what the model sees", "[picture][rex]") {
  TemporaryFolder folder;
  const std::string out = (folder.path() / "out.safetensors").string();
  const auto run = [&](const std::string& config, const std::string& picture) {
    return run_rex("preprocess --config '" + golden("preprocess-1/" + config + "/preprocessor_config.json").string() +
                   "' '" + picture + "' --tensors '" + out + "'");
  };
  const std::string picture = golden("preprocess-1/images/small-64x48.png").string();
  REQUIRE(run("detr-small", picture).status == 0);
  const auto tensors = load_safetensors(out);
  CHECK(tensors.size() == 3);
  CHECK(tensors.at("pixel_values").sizes().vec() == std::vector<int64_t>{1, 3, 48, 64});
  CHECK(tensors.at("pixel_values").scalar_type() == at::kFloat);
  CHECK(at::equal(tensors.at("resized"), planes_of(load_picture(picture))));  // 48 is its shorter side already
  CHECK(tensors.at("pixel_mask").sizes().vec() == std::vector<int64_t>{1, 48, 64});
  CHECK(tensors.at("pixel_mask").scalar_type() == at::kLong);
  REQUIRE(run("vit", picture).status == 0);
  CHECK(load_safetensors(out).count("pixel_mask") == 0);

  // A config.json beside the file tells what it leaves out.
  write_file(folder.path() / "preprocessor_config.json", R"({"size": 32, "image_mean": [0.5], "image_std": [0.5]})");
  const std::string beside = "preprocess --config '" + (folder.path() / "preprocessor_config.json").string() + "' '" +
                             picture + "' --tensors '" + out + "'";
  CHECK_THAT(run_rex(beside).errors, ContainsSubstring("image_processor_type"));
  write_file(folder.path() / "config.json", R"({"model_type": "vit", "num_channels": 1})");
  REQUIRE(run_rex(beside).status == 0);
  CHECK(load_safetensors(out).at("pixel_values").sizes().vec() == std::vector<int64_t>{1, 1, 32, 32});
  CHECK(load_safetensors(out).at("resized").sizes().vec() == std::vector<int64_t>{1, 32, 32});

  const CommandResult refused = run("vit", golden("preprocess-1/case.json").string());
  CHECK(refused.status == 1);
  CHECK_THAT(refused.errors, ContainsSubstring("case.json"));
  CHECK(run("absent", picture).status == 1);
  CHECK(run_rex("preprocess '" + picture + "'").status == 2);
}
