#include <ATen/ATen.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/families/family.h"
#include "core/models/families/weight_shapes.h"
#include "core/models/open/open_model.h"
#include "core/models/open/weights_hash.h"
#include "tests/support/catch.h"

using namespace rex;
using nlohmann::json;

namespace {

/// A source of zeros with the shapes that a model built from CONFIG takes.
ParameterSource shapes_of(const json& config) {
  ParameterSource random = ParameterSource::random(1);
  build_model(config, random);
  auto taken = std::make_shared<std::map<std::string, at::Tensor>>(random.taken());
  std::vector<std::string> names;
  for (const auto& [name, tensor] : *taken) names.push_back(name);
  return ParameterSource("test", names, [taken](const std::string& name) {
    const auto found = taken->find(name);
    return found == taken->end() ? at::Tensor() : found->second;
  });
}

json derive_config(const std::string& type, const ParameterSource& source, const std::string& file,
                   std::vector<std::string>& notes, const std::vector<std::int64_t>& heads = {}) {
  return find_family(type)->config_from_weights(WeightShapes(source, file, nullptr, heads), notes);
}

/// What a person would say of CONFIG with --heads.
std::vector<std::int64_t> heads_of(const json& config) {
  if (config.contains("vision_config")) {
    return {config["vision_config"].at("num_attention_heads"), config["text_config"].at("num_attention_heads")};
  }
  return {config.value("num_attention_heads", std::int64_t{8})};
}

/// Every field of PART must be the same in WHOLE.
void check_contained(const json& part, const json& whole) {
  for (const auto& [field, value] : part.items()) {
    INFO(field);
    if (value.is_object()) {
      check_contained(value, whole.at(field));
    } else {
      CHECK(whole.at(field) == value);
    }
  }
}

json derived(const json& config, const std::string& file = "weights.pt") {
  std::vector<std::string> notes;
  const json result = derive_config(config.at("model_type"), shapes_of(config), file, notes, heads_of(config));
  CHECK(notes.size() == 1);
  ParameterSource same = shapes_of(config);
  build_model(result, same);
  same.finish();
  return result;
}

}  // namespace

TEST_CASE("a config is read off the shapes of the weights") {
  SECTION("ViT") {
    const json config = {{"model_type", "vit"},      {"hidden_size", 128}, {"intermediate_size", 96},
                         {"num_hidden_layers", 2},   {"image_size", 48},   {"patch_size", 16},
                         {"num_attention_heads", 2}, {"num_labels", 7},    {"layer_norm_eps", 1e-6}};
    check_contained(config, derived(config));
  }
  SECTION("DeiT with its two heads") {
    const json config = {
        {"model_type", "deit"},     {"hidden_size", 64}, {"intermediate_size", 96},
        {"num_hidden_layers", 2},   {"image_size", 32},  {"patch_size", 16},
        {"num_attention_heads", 1}, {"num_labels", 7},   {"architectures", {"DeiTForImageClassificationWithTeacher"}}};
    json wanted = config;
    wanted.erase("architectures");
    check_contained(wanted, derived(config));
  }
  SECTION("CLIP") {
    const json config = {{"model_type", "clip"},
                         {"projection_dim", 24},
                         {"vision_config",
                          {{"hidden_size", 128},
                           {"intermediate_size", 80},
                           {"num_hidden_layers", 2},
                           {"num_attention_heads", 2},
                           {"image_size", 32},
                           {"patch_size", 8}}},
                         {"text_config",
                          {{"hidden_size", 64},
                           {"intermediate_size", 72},
                           {"num_hidden_layers", 3},
                           {"num_attention_heads", 1},
                           {"max_position_embeddings", 20},
                           {"vocab_size", 90}}}};
    check_contained(config, derived(config));
  }
  SECTION("DETR, its backbone included") {
    const json config = {{"model_type", "detr"},  {"d_model", 32},       {"num_queries", 9},
                         {"encoder_layers", 2},   {"decoder_layers", 3}, {"encoder_ffn_dim", 40},
                         {"decoder_ffn_dim", 44}, {"num_labels", 5},     {"position_embedding_type", "learned"}};
    json whole = config;
    whole["backbone"] = "resnet18";
    whole["backbone_kwargs"] = {{"layers", {1, 2, 1, 1}}, {"channels", {8, 8, 16, 16}}};
    check_contained(config, derived(whole));
    CHECK(derived(whole).at("dilation") == false);
    CHECK(derived(whole, "detr-r50-dc5.pth").at("dilation") == true);
  }
}

TEST_CASE("shapes that do not tell enough are refused") {
  std::vector<std::string> notes;
  const json narrow = {{"model_type", "vit"},    {"hidden_size", 48}, {"num_attention_heads", 3},
                       {"num_hidden_layers", 1}, {"image_size", 32},  {"patch_size", 16}};
  CHECK_THROWS_WITH(derive_config("vit", shapes_of(narrow), "w.pt", notes), ContainsSubstring("48"));
  const json base = {
      {"model_type", "vit"},       {"hidden_size", 768}, {"num_hidden_layers", 12}, {"intermediate_size", 4},
      {"num_attention_heads", 12}, {"image_size", 16},   {"patch_size", 16},        {"num_labels", 2}};
  CHECK(derive_config("vit", shapes_of(base), "w.pt", notes).at("num_attention_heads") == 12);  // published
  CHECK_THROWS_WITH(derive_config("detr", shapes_of(narrow), "w.pt", notes), ContainsSubstring("query_position"));
  CHECK(find_family("bert")->config_from_weights == nullptr);  // its widths do not tell the number of heads
}

TEST_CASE("the hash of weights depends on names, shapes, types and values") {
  const at::Tensor small = at::arange(10.), large = at::arange(1 << 17).to(at::kFloat);
  const std::string hash = weights_hash({{"a", small}, {"b", large}});
  CHECK(hash.size() == 8);
  CHECK(weights_hash({{"a", small.clone()}, {"b", large.clone()}}) == hash);
  CHECK(weights_hash({{"c", small}, {"b", large}}) != hash);
  CHECK(weights_hash({{"a", small.view({2, 5})}, {"b", large}}) != hash);
  CHECK(weights_hash({{"a", small.to(at::kDouble) * 1}, {"b", large.to(at::kDouble)}}) != hash);
  at::Tensor changed = small.clone();
  changed[3] += 1e-4;
  CHECK(weights_hash({{"a", changed}, {"b", large}}) != hash);
  CHECK(weights_hash({{"a", small}, {"b", large * (1 + 1e-6)}}) != hash);
  at::Tensor last = large.clone();
  last[-1] += 1;
  CHECK(weights_hash({{"a", small}, {"b", last}}) != hash);
  CHECK(weights_hash({}).size() == 8);
}
