// Kinds of model folders that people have trouble with elsewhere.
#include <ATen/ATen.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/checkpoint.h"
#include "core/explain/inquiry.h"
#include "core/explain/target.h"
#include "core/models/families/family.h"
#include "core/models/families/weight_shapes.h"
#include "core/models/open/find_models.h"
#include "core/models/open/model_files.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;
using rex::test::copy_golden;
using rex::test::copy_golden_as;
using rex::test::GoldenCase;
using rex::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// The weights of golden NAME, each under the name that RENAME gives it; left out where that is empty.
template <class Rename>
std::map<std::string, at::Tensor> renamed_weights(const std::string& name, const Rename& rename) {
  std::map<std::string, at::Tensor> weights;
  for (const auto& [from, tensor] : load_safetensors(test::golden(name) / "model.safetensors")) {
    if (const std::string to = rename(from); !to.empty()) weights[to] = tensor;
  }
  return weights;
}

/// The name of a trunk's parameter without its prefix; empty for a classifier's.
std::string headless(const std::string& parameter) {
  return parameter.rfind("classifier", 0) == 0 ? std::string() : parameter.substr(parameter.find('.') + 1);
}

void check_logits(const fs::path& folder, const std::string& name) {
  GoldenCase golden(name);
  golden.check("logits", open_model(folder).model->forward(golden.inputs()).outputs.at("logits"));
}

}  // namespace

TEST_CASE("a folder whose only weights are a .ckpt opens and is listed") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  copy_golden_as("bert-1", "model.safetensors", folder.path(), "epoch=3-step=1200.ckpt");
  check_logits(folder.path(), "bert-1");
  const auto found = find_models({folder.path()});
  REQUIRE(found.size() == 1);
  CHECK(found[0].problem.empty());
  CHECK(found[0].bytes == fs::file_size(folder.path() / "epoch=3-step=1200.ckpt"));
  CHECK(test::run_rex("inspect " + folder.path().string()).status == 0);
  test::write_file(folder.path() / "last.ckpt", "x");
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("several weights files"));
}

TEST_CASE("compiled and data-parallel models open") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  for (const std::string prefix : {"_orig_mod.module.", "module._orig_mod.", "model.module.net._orig_mod."}) {
    INFO(prefix);
    save_safetensors(folder.path() / "model.safetensors",
                     renamed_weights("bert-1", [&](const std::string& name) { return prefix + name; }));
    check_logits(folder.path(), "bert-1");
  }
}

TEST_CASE("weights without a classifier are refused by that reason") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  save_safetensors(folder.path() / "model.safetensors", renamed_weights("bert-1", headless));
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("have no classifier"));
}

TEST_CASE("the feature of a ViT without a classifier is explained, alone and against a second picture's") {
  const TemporaryFolder folder;
  copy_golden("vit-1", folder.path(), {"config.json"});
  save_safetensors(folder.path() / "model.safetensors", renamed_weights("vit-1", headless));
  Inquiry inquiry(folder.path());
  const ModelDescription& model = inquiry.model()->description;
  CHECK(model.answers == AnswerKind::features);
  CHECK(parse_target("class:3", model).class_index == 3);

  Question question;
  Picture first(48, 40), second(48, 40);
  for (std::size_t i = 0; i < first.pixels.size(); ++i) {
    first.pixels[i] = static_cast<std::uint8_t>(i * 37 % 251);
    second.pixels[i] = static_cast<std::uint8_t>(i * 91 % 241);
  }
  question.picture = std::make_shared<const Picture>(first);
  const auto alone = inquiry.ask(inquiry.prepare(question));
  CHECK(alone->predictions.front().label.starts_with("feature "));
  CHECK(std::isnan(alone->predictions.front().probability));
  const ExplanationMethod& generic = explanation_method("generic");
  CHECK(inquiry.explain(parse_target("class:3", model), generic, {}).target_label == "feature 3");
  CHECK_THROWS_WITH(inquiry.explain(parse_target("like", model), generic, {}), ContainsSubstring("--like"));

  question.like = std::make_shared<const Picture>(second);
  const auto both = inquiry.ask(inquiry.prepare(question));
  CHECK(both->predictions.front().target.like);
  const Explanation similar = inquiry.explain({}, generic, {});
  CHECK(similar.target.like);
  const at::Tensor own = both->outputs.at("feature")[0];
  question.picture = question.like;
  question.like = nullptr;
  const at::Tensor other = inquiry.ask(inquiry.prepare(question))->outputs.at("feature")[0];
  CHECK(similar.score == Approx((own * other).sum().item<double>() / (own.norm() * other.norm()).item<double>()));
  CHECK(similar.relevancies.image.count_nonzero().item<int>() > 0);

  // The same picture is as similar as can be: no attention can make it more so.
  question.like = question.picture;
  inquiry.ask(inquiry.prepare(question));
  CHECK(inquiry.explain({}, generic, {}).score == Approx(1));
}

TEST_CASE("the settings of its training tell a DETR's heads and dilation") {
  ParameterSource random = ParameterSource::random(1);
  nlohmann::json config = test::tiny_detr_config();
  build_model(config, random);
  std::vector<std::string> names;
  for (const auto& [name, tensor] : random.taken()) names.push_back(name);
  const auto taken = random.taken();
  const ParameterSource source("test", names, [&](const std::string& name) {
    const auto found = taken.find(name);
    return found == taken.end() ? at::Tensor() : found->second;
  });
  std::vector<std::string> notes;
  std::vector<std::int64_t> said;
  const auto derived = [&](const nlohmann::json& settings, const std::string& file = "w.pth") {
    notes.clear();
    return find_family("detr")->config_from_weights(WeightShapes(source, file, &settings, said), notes);
  };
  const nlohmann::json told = derived({{"nheads", 4}, {"dilation", true}, {"pre_norm", false}});
  CHECK(told.at("encoder_attention_heads") == 4);
  CHECK(told.at("decoder_attention_heads") == 4);
  CHECK(told.at("dilation") == true);
  CHECK(notes.at(0).find("4 attention heads as the settings of its training say") != std::string::npos);
  said = {8};
  CHECK(derived({{"nheads", 4}}).at("encoder_attention_heads") == 8);
  CHECK(derived({{"dilation", false}}, "detr-r50-dc5.pth").at("dilation") == false);
  const nlohmann::json untold = {{"nheads", "four"}, {"dilation", 1}};
  for (const nlohmann::json& odd :
       {untold, nlohmann::json{{"nheads", -4}}, nlohmann::json{{"nheads", 4.5}}, nlohmann::json{{"nheads", UINT64_MAX}},
        nlohmann::json::object(), nlohmann::json()}) {
    INFO(odd);
    CHECK(derived(odd).at("encoder_attention_heads") == 8);
    CHECK(derived(odd).at("dilation") == false);
  }
  CHECK_THROWS_WITH(derived({{"pre_norm", true}}), ContainsSubstring("pre_norm"));
  said = {};
  CHECK_THROWS_WITH(derived(nlohmann::json::object()), ContainsSubstring("--heads N"));
}

TEST_CASE("a pass over weights that change on disk is thrown away") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
  const fs::path file = folder.path() / "model.safetensors";
  fs::last_write_time(file, fs::last_write_time(file) - std::chrono::hours(1));
  GoldenCase golden("bert-1");
  const Checkpoint mapped = Checkpoint::open(file, 0);
  ParameterSource source("test", mapped.names(), [&](const std::string& name) {
    return mapped.contains(name) ? mapped.tensor(name) : at::Tensor();
  });
  const auto model = build_model(golden.config(), source);
  model->watch(mapped.watched());
  const OpenModel held = open_model(folder.path());
  golden.check("logits", model->forward(golden.inputs()).outputs.at("logits"));
  {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(-1000, std::ios::end);
    stream << std::string(1000, '\1');
  }
  CHECK_THROWS_WITH(model->forward(golden.inputs()), ContainsSubstring("changed on disk"));
  CHECK(model->weights_files().changed_on_disk() == file);
  golden.check("logits", held.model->forward(golden.inputs()).outputs.at("logits"));
  CHECK(held.model->weights_files().changed_on_disk() == file);
  CHECK_FALSE(held.model->weights_files().weights_changed());
}
