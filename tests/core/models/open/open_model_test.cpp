#include "core/models/open/open_model.h"

#include <ATen/ATen.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "tests/support/tolerance.h"

using namespace rex;
using rex::test::copy_golden;
using rex::test::copy_golden_as;
using rex::test::GoldenCase;
using rex::test::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

nlohmann::json config_in(const fs::path& folder) {
  return nlohmann::json::parse(test::read_file(folder / "config.json"));
}

void change_config(const fs::path& folder, const std::string& field, const nlohmann::json& value) {
  nlohmann::json config = config_in(folder);
  value.is_null() ? void(config.erase(field)) : void(config[field] = value);
  test::write_file(folder / "config.json", config.dump());
}

std::map<std::string, at::Tensor> weights_in(const fs::path& folder) {
  std::map<std::string, at::Tensor> weights;
  for (const auto& [name, tensor] : load_safetensors(folder / "model.safetensors")) weights[name] = tensor.clone();
  return weights;
}

std::string message_of(const fs::path& folder) {
  try {
    open_model(folder);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a folder of every family opens and computes what the reference does") {
  const std::string name =
      GENERATE(as<std::string>{}, "vit-1", "bert-1", "clip-1", "visualbert-1", "lxmert-1", "detr-2");
  INFO(name);
  const TemporaryFolder folder;
  copy_golden(name, folder.path(), {"config.json", "model.safetensors"});
  const OpenModel opened = open_model(folder.path());
  GoldenCase golden(name);
  const ForwardPass pass = opened.model->forward(golden.inputs());
  for (const auto& [key, value] : pass.outputs) {
    if (golden.has(key)) golden.check(key, value);
  }
  const ModelDescription& description = opened.model->description();
  CHECK(description.family == golden.config()["model_type"].get<std::string>());
  CHECK(description.name == folder.path().filename().string());
  CHECK(description.parameters > 1000);
  CHECK(description.weights_hash.size() == 8);
  CHECK_FALSE(opened.notes.empty());  // no preprocessor_config.json or no vocabulary
  CHECK(opened.preprocessor.has_value() == description.sees_pixels());
}

TEST_CASE("the original code bases' weights open beside the same config.json") {
  const std::string name = GENERATE(as<std::string>{}, "vit-1", "clip-1", "detr-1", "detr-2");
  INFO(name);
  const TemporaryFolder folder;
  copy_golden(name, folder.path(), {"config.json", "original.safetensors"});
  const OpenModel opened = open_model(folder.path());
  GoldenCase golden(name, name == "detr-1" ? "_key_padding" : "");
  const ForwardPass pass = opened.model->forward(golden.inputs());
  for (const auto& [key, value] : pass.outputs) {
    if (golden.has(key)) golden.check(key, value);
  }
  const TemporaryFolder own;
  copy_golden(name, own.path(), {"config.json", "model.safetensors"});
  CHECK(open_model(own.path()).model->description().weights_hash == opened.model->description().weights_hash);
}

TEST_CASE("mmf's VisualBERT opens with its own head") {
  const TemporaryFolder folder;
  copy_golden("visualbert-1", folder.path(), {"config.json", "original.safetensors"});
  const OpenModel opened = open_model(folder.path());
  GoldenCase golden("visualbert-1", "_original");
  golden.check("logits", opened.model->forward(family_of(opened.model->description()).renamed_inputs(golden.inputs()))
                             .outputs.at("logits"));
}

TEST_CASE("weights open without config.json where their shapes tell the model") {
  const TemporaryFolder folder;
  SECTION("DETR has as many heads as are said") {
    copy_golden("detr-2", folder.path(), {"original.safetensors"});
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("--heads"));  // narrower than the published ones
    const OpenModel opened = open_model(folder.path(), {}, {.heads = {8}});
    CHECK(opened.model->description().family == "detr");
    CHECK(opened.notes.at(0).find("8 attention heads") != std::string::npos);
    const GoldenCase golden("detr-2");
    nlohmann::json config = golden.config();
    config["encoder_attention_heads"] = config["decoder_attention_heads"] = 8;
    ParameterSource source = golden.parameters();
    const ForwardPass same = build_model(config, source)->forward(golden.inputs());
    CHECK(test::is_close(opened.model->forward(golden.inputs()).scores, same.scores, test::another_order));
  }
  SECTION("CLIP's towers have as many heads as are said, and no published size") {
    copy_golden("clip-1", folder.path(), {"original.safetensors"});
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("config.json") && ContainsSubstring("--heads N"));
    CHECK_THROWS_WITH(open_model(folder.path(), {}, {.heads = {5}}), ContainsSubstring("do not divide"));
    GoldenCase golden("clip-1");
    const OpenModel opened = open_model(folder.path(), {}, {.heads = {3, 2}});
    golden.check("logits_per_image", opened.model->forward(golden.inputs()).outputs.at("logits_per_image"));
  }
  SECTION("BERT's shapes do not tell enough") {
    copy_golden("bert-1", folder.path(), {"model.safetensors"});
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("no config.json") && ContainsSubstring("BERT"));
  }
  SECTION("the file itself can be named") {
    copy_golden_as("detr-2", "original.safetensors", folder.path(), "detr-small.safetensors");
    copy_golden_as("vit-1", "original.safetensors", folder.path(), "other.safetensors");
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("several weights files"));
    const OpenModel opened = open_model(folder.path() / "detr-small.safetensors", {}, {.heads = {8}});
    CHECK(opened.model->description().name == "detr-small");
  }
}

TEST_CASE("a trunk's prefix and the model_type may be missing") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
  std::map<std::string, at::Tensor> bare;
  for (const auto& [name, tensor] : weights_in(folder.path())) {
    std::string short_name = name.rfind("bert.", 0) == 0 ? name.substr(5) : name;
    if (const auto at = short_name.find("LayerNorm.weight"); at != std::string::npos) {
      short_name.replace(at, 16, "LayerNorm.gamma");
    }
    bare[short_name] = tensor;
  }
  save_safetensors(folder.path() / "model.safetensors", bare);
  change_config(folder.path(), "model_type", nullptr);
  const OpenModel opened = open_model(folder.path());
  GoldenCase golden("bert-1");
  golden.check("logits", opened.model->forward(golden.inputs()).outputs.at("logits"));
}

TEST_CASE("labels come from the config or from a file beside it") {
  const TemporaryFolder folder;
  copy_golden("lxmert-1", folder.path(), {"config.json", "model.safetensors"});
  CHECK(open_model(folder.path()).model->description().labels.at(9) == "tennis racket");

  for (const char* field : {"id2label", "label2id"}) change_config(folder.path(), field, nullptr);
  CHECK(open_model(folder.path()).model->description().labels.empty());
  copy_golden("lxmert-1", folder.path(), {"label2ans.json"});
  CHECK(open_model(folder.path()).model->description().labels.at(9) == "tennis racket");

  test::write_file(folder.path() / "label2ans.json", "[\"yes\", \"no\"]");
  const OpenModel opened = open_model(folder.path());
  CHECK(opened.model->description().labels.empty());
  bool said = false;
  for (const std::string& note : opened.notes) said = said || note.find("label2ans.json") != std::string::npos;
  CHECK(said);

  test::write_file(folder.path() / "label2ans.json", "[1, 2");
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("label2ans.json"));
}

TEST_CASE("a wrong folder says what is wrong and what it looks like") {
  const TemporaryFolder folder;
  SECTION("nothing there") {
    CHECK_THROWS_WITH(open_model(folder.path() / "none"), ContainsSubstring("not there"));
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("holds no weights"));
  }
  SECTION("no weights") {
    copy_golden("bert-1", folder.path(), {"config.json"});
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("holds no weights"));
  }
  SECTION("a config that is no JSON, no object, or of an unknown type") {
    copy_golden("bert-1", folder.path(), {"model.safetensors"});
    test::write_file(folder.path() / "config.json", "{");
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("JSON"));
    test::write_file(folder.path() / "config.json", "[1]");
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("object"));
    test::write_file(folder.path() / "config.json", "{\"model_type\": \"gpt2\"}");
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("gpt2"));
    test::write_file(folder.path() / "config.json", "{\"model_type\": 3}");
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("model_type"));
  }
  SECTION("missing, unexpected and misshapen tensors, at most ten each") {
    copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
    auto weights = weights_in(folder.path());
    weights.erase("bert.pooler.dense.weight");
    weights["classifier.weight"] = at::zeros({5, 32});
    for (int i = 0; i < 14; ++i) weights["extra.tensor." + std::to_string(i)] = at::zeros({1});
    save_safetensors(folder.path() / "model.safetensors", weights);
    const std::string message = message_of(folder.path());
    INFO(message);
    CHECK(message.find("missing: bert.pooler.dense.weight [32, 32]") != std::string::npos);
    CHECK(message.find("classifier.weight is [5, 32]") != std::string::npos);
    CHECK(message.find("extra.tensor.0") != std::string::npos);
    CHECK(message.find("and 4 more") != std::string::npos);
    CHECK(message.find("BERT model") != std::string::npos);
  }
  SECTION("weights of another model") {
    copy_golden("bert-1", folder.path(), {"config.json"});
    copy_golden("vit-1", folder.path(), {"model.safetensors"});
    const std::string message = message_of(folder.path());
    INFO(message);
    CHECK(message.find("those of a ViT model") != std::string::npos);
    CHECK(message.find("config.json says bert") != std::string::npos);
  }
  SECTION("a config that claims more than any machine has") {
    copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
    change_config(folder.path(), "vocab_size", 16000000);
    change_config(folder.path(), "hidden_size", 16000000);
    CHECK_THROWS_AS(open_model(folder.path()), Error);
  }
  SECTION("weights that are none") {
    copy_golden("bert-1", folder.path(), {"config.json"});
    test::write_file(folder.path() / "model.safetensors", "version https://git-lfs.github.com/spec/v1\n");
    CHECK_THROWS_AS(open_model(folder.path()), Error);
  }
}

TEST_CASE("regions come from a DETR beside or inside the folder") {
  const TemporaryFolder folder;
  const fs::path lxmert = folder.path() / "lxmert";
  copy_golden("lxmert-1", lxmert, {"config.json", "model.safetensors"});
  nlohmann::json config = config_in(lxmert);
  config["visual_feat_dim"] = 16;
  test::save_random_model(lxmert, config);
  CHECK(open_model(lxmert).regions == nullptr);

  Picture picture(40, 60);
  const fs::path place = GENERATE(as<fs::path>{}, "lxmert/regions", "regions", "detr-for-regions");
  test::save_random_model(folder.path() / place, test::tiny_detr_config());
  if (place == "detr-for-regions") change_config(lxmert, "regions", {{"model", "../detr-for-regions"}, {"top", 3}});
  const OpenModel opened = open_model(lxmert);
  REQUIRE(opened.regions != nullptr);
  const Regions regions = opened.regions->find(picture, {});
  const std::size_t count = place == "detr-for-regions" ? 3 : 6;
  CHECK(regions.features.sizes() == at::IntArrayRef({static_cast<std::int64_t>(count), 16}));
  REQUIRE(regions.boxes.size() == count);
  REQUIRE(regions.scores.size() == count);
  REQUIRE(regions.labels.size() == count);
  for (std::size_t i = 0; i < count; ++i) {
    CHECK(regions.boxes[i].left >= 0);
    CHECK(regions.boxes[i].right <= 40);
    CHECK(regions.boxes[i].bottom <= 60);
    if (i > 0) CHECK(regions.scores[i] <= regions.scores[i - 1]);
  }

  SECTION("of another width") {
    change_config(lxmert, "visual_feat_dim", 24);
    config["visual_feat_dim"] = 24;
    test::save_random_model(lxmert, config);
    if (place == "detr-for-regions") change_config(lxmert, "regions", {{"model", "../detr-for-regions"}});
    CHECK_THROWS_WITH(open_model(lxmert), ContainsSubstring("16") && ContainsSubstring("24"));
  }
  SECTION("that is no DETR") {
    copy_golden("lxmert-1", folder.path() / place, {"config.json", "model.safetensors"});
    CHECK_THROWS_WITH(open_model(lxmert), ContainsSubstring("LXMERT"));
  }
}

TEST_CASE("opening can be cancelled") {
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(open_model(test::golden("bert-1"), Progress({}, stop.get_token())), Cancelled);
}
