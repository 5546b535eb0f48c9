// A model that was fetched is opened and answers once.
#include "core/models/open/check_model.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/open/model_library.h"
#include "tests/support/catch.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "tests/support/small_detector.h"

using namespace rex;
namespace fs = std::filesystem;

TEST_CASE("every demo model answers a made-up question") {
  for (const FoundModel& model : find_models()) {
    if (!model.demo) continue;
    INFO(model.name);
    const CheckedModel checked = check_model(model.folder);
    CHECK_FALSE(checked.family.empty());
    CHECK_FALSE(checked.facts.empty());
    CHECK(checked.missing.empty());
    CHECK_FALSE(checked.finds_regions);
  }
}

TEST_CASE("what a model lacks is said, with the model that fills it") {
  const test::TemporaryFolder folder;
  test::copy_golden("lxmert-1", folder.path() / "lxmert", {"config.json", "model.safetensors", "vocab.txt"});
  const CheckedModel blind = check_model(folder.path() / "lxmert");
  CHECK(blind.missing == "a region detector");
  CHECK(blind.missing_model == "unc-nlp/frcnn-vg-finetuned");
  fs::remove(folder.path() / "lxmert/vocab.txt");
  CHECK(check_model(folder.path() / "lxmert").missing == "a vocabulary");
}

TEST_CASE("a region detector is told from a model") {
  const test::TemporaryFolder folder;
  test::save_random_detector(folder.path() / "detector");
  const CheckedModel checked = check_model(folder.path() / "detector");
  CHECK(checked.finds_regions);
  CHECK(checked.family == "Faster R-CNN");
}

TEST_CASE("weights that answer with no number are refused") {
  const test::TemporaryFolder folder;
  test::save_random_model(folder.path(), test::tiny_detr_config());
  CHECK(check_model(folder.path()).family == "DETR");
  std::map<std::string, at::Tensor> weights;
  for (const auto& [name, tensor] : load_safetensors(folder.path() / "model.safetensors"))
    weights[name] = tensor.clone();
  weights.at("class_labels_classifier.bias").fill_(std::numeric_limits<float>::quiet_NaN());
  save_safetensors(folder.path() / "model.safetensors", weights);
  CHECK_THROWS_WITH(check_model(folder.path()), ContainsSubstring("no number"));
}

TEST_CASE("the library lists what can be opened here") {
  const std::vector<hub::ListedModel> models = listed_models();
  const auto has = [&](const char* name) {
    return std::any_of(models.begin(), models.end(), [&](const hub::ListedModel& model) { return model.name == name; });
  };
  CHECK(has("facebook/detr-resnet-50"));
  CHECK(has("unc-nlp/frcnn-vg-finetuned"));
}
