// DINOv2 under the names of its authors and of timm.
#include <ATen/ATen.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"
#include "tests/support/paths.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using rex::test::TemporaryFolder;

namespace {

enum class Dinov2Names { authors, timm };

struct Dinov2Twins {
  std::unique_ptr<Model> model;  // under Hugging Face's names
  ModelInputs inputs;
  std::map<std::string, at::Tensor> foreign;  // the same weights under others
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  if (const auto at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

/// A small model of FAMILY with random weights, and these as NAMES has them.
Dinov2Twins twins(const std::string& family, bool gated, Dinov2Names names, bool classifier) {
  const test::SmallModel small = test::small_model(family);
  nlohmann::json config = small.config;
  config["use_swiglu_ffn"] = gated;
  if (!classifier) config["architectures"] = {"Dinov2Model"};
  Dinov2Twins result;
  result.inputs = small.inputs;
  ParameterSource source = ParameterSource::random(3);
  result.model = build_model(config, source);
  std::map<std::string, at::Tensor> own;
  for (const auto& [name, tensor] : source.taken()) own[name] = tensor.clone();
  const std::string trunk = family + ".";
  std::map<std::string, std::vector<at::Tensor>> joint;
  for (const auto& [name, tensor] : own) {
    if (name.rfind(trunk, 0) != 0) {
      if (classifier) result.foreign[replaced(name, "classifier", "linear_head")] = tensor;
      continue;
    }
    std::string other = name.substr(trunk.size());
    other = replaced(other, "encoder.layer.", "blocks.");
    other = replaced(other, "embeddings.position_embeddings", "pos_embed");
    other = replaced(other, "embeddings.patch_embeddings.projection", "patch_embed.proj");
    other = replaced(other, "embeddings.register_tokens", names == Dinov2Names::timm ? "reg_token" : "register_tokens");
    other = replaced(other, "embeddings.cls_token", "cls_token");
    other = replaced(other, "attention.output.dense", "attn.proj");
    other = replaced(other, "layer_scale1.lambda1", "ls1.gamma");
    other = replaced(other, "layer_scale2.lambda1", "ls2.gamma");
    other = replaced(other, "layernorm.", "norm.");
    other = replaced(other, "weights_in", names == Dinov2Names::timm ? "fc1" : "w12");
    other = replaced(other, "weights_out", names == Dinov2Names::timm ? "fc2" : "w3");
    bool part = false;
    for (const auto& [name_of_part, place] : {std::pair{"query", 0}, {"key", 1}, {"value", 2}}) {
      const std::string from = std::string("attention.attention.") + name_of_part;
      if (other.find(from) == std::string::npos) continue;
      auto& parts = joint[replaced(other, from, "attn.qkv")];
      parts.resize(3);
      parts[static_cast<std::size_t>(place)] = tensor;
      part = true;
    }
    if (!part) result.foreign[other] = tensor;
  }
  for (const auto& [name, parts] : joint) result.foreign[name] = at::cat(parts);
  if (names == Dinov2Names::authors) result.foreign["mask_token"] = at::zeros({1, 4});
  if (names == Dinov2Names::timm && result.foreign.count("reg_token") != 0) {
    at::Tensor& positions = result.foreign["pos_embed"];
    result.foreign["cls_token"] = result.foreign["cls_token"] + positions.narrow(1, 0, 1);
    positions = positions.slice(1, 1).contiguous();
  }
  if (names == Dinov2Names::authors && classifier) {
    std::map<std::string, at::Tensor> beside;
    for (const auto& [name, tensor] : result.foreign) {
      beside[name.rfind("linear_head", 0) == 0 ? name : "backbone." + name] = tensor;
    }
    result.foreign = std::move(beside);
  }
  return result;
}

}  // namespace

TEST_CASE("DINOv2's weights open under its authors' names and timm's, and give the same answer") {
  const std::string family = GENERATE(as<std::string>{}, "dinov2", "dinov2_with_registers");
  const bool gated = GENERATE(false, true);
  const Dinov2Names names = GENERATE(Dinov2Names::authors, Dinov2Names::timm);
  const bool classifier = names == Dinov2Names::authors && GENERATE(false, true);
  INFO(family << (gated ? ", gated" : "") << (names == Dinov2Names::timm ? ", timm" : ", authors"));
  const Dinov2Twins same = twins(family, gated, names, classifier);
  const TemporaryFolder folder;
  save_safetensors(folder.path() / "model.safetensors", same.foreign);
  const OpenModel opened = open_model(folder.path(), {}, {.heads = {2}});
  CHECK(opened.model->description().family == family);
  CHECK(test::is_close(opened.model->forward(same.inputs).scores, same.model->forward(same.inputs).scores,
                       test::another_order));
}

TEST_CASE("a folder of timm's hub with a DINOv2 opens, other models with scaled layers are refused") {
  const Dinov2Twins same = twins("dinov2", false, Dinov2Names::timm, false);
  const TemporaryFolder folder;
  save_safetensors(folder.path() / "model.safetensors", same.foreign);
  const auto write = [&](const std::string& architecture) {
    test::write_file(folder.path() / "config.json", nlohmann::json{{"architecture", architecture},
                                                                   {"num_classes", 0},
                                                                   {"model_args", {{"num_heads", 2}}},
                                                                   {"pretrained_cfg", {{"input_size", {3, 28, 28}}}}}
                                                        .dump());
  };
  write("vit_small_patch14_dinov2");
  const OpenModel opened = open_model(folder.path());
  CHECK(opened.model->description().family == "dinov2");
  CHECK(test::is_close(opened.model->forward(same.inputs).scores, same.model->forward(same.inputs).scores,
                       test::another_order));
  write("deit3_small_patch16_224");
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("deit3_small_patch16_224"));
}
