#include "core/models/config.h"

#include "core/base/error.h"
#include "core/models/families/family.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"

using namespace rex;

TEST_CASE("a config's fields are read and checked") {
  const nlohmann::json json = {{"hidden_size", 48},
                               {"zero", 0},
                               {"huge", 1000000000},
                               {"beyond", 18446744073709551615ull},
                               {"text", "gelu"},
                               {"heads", 5},
                               {"nothing", nullptr},
                               {"half", 0.5},
                               {"pair", {4, 6}},
                               {"triple", {1, 2, 3}},
                               {"inner", {{"hidden_size", "wide"}}}};
  const Config config(json, "folder/config.json");
  CHECK(config.size("hidden_size") == 48);
  CHECK(config.size("absent", 3) == 3);
  CHECK(config.size("nothing", 3) == 3);
  CHECK_THROWS_WITH(config.size("absent"), ContainsSubstring("folder/config.json: absent"));
  for (const char* field : {"zero", "huge", "beyond", "text", "half", "pair"})
    CHECK_THROWS_AS(config.size(field), Error);
  CHECK_THROWS_WITH(config.heads("heads", 48), ContainsSubstring("5 heads"));
  CHECK(config.heads("absent", 48, 12) == 12);
  CHECK_THROWS_AS(config.layers("absent", 1001), Error);
  CHECK(config.extent("pair", 1) == std::pair<std::int64_t, std::int64_t>{4, 6});
  CHECK(config.extent("hidden_size", 1) == std::pair<std::int64_t, std::int64_t>{48, 48});
  CHECK_THROWS_AS(config.extent("triple", 1), Error);
  CHECK(config.number("half", 1) == 0.5);
  CHECK_THROWS_AS(config.number("text", 1), Error);
  CHECK_THROWS_AS(config.flag("half", true), Error);
  CHECK(config.activation("text", "relu") == nn::Activation::gelu);
  CHECK_THROWS_WITH(config.section("inner").size("hidden_size"), ContainsSubstring("inner.hidden_size"));
  CHECK_THROWS_AS(config.section("text"), Error);
  CHECK_THROWS_AS(Config(nlohmann::json::array()), Error);
}

TEST_CASE("labels come in the order of their numbers") {
  const nlohmann::json good = {{"id2label", {{"1", "dog"}, {"0", "cat"}, {"2", "owl"}}}};
  CHECK(Config(good).labels() == std::vector<std::string>{"cat", "dog", "owl"});
  CHECK(Config(good).classes() == 3);
  CHECK(Config(nlohmann::json::object()).classes() == 2);
  for (const char* key : {"3", "-1", "x", "", "1", "99999999999999999999"}) {
    const nlohmann::json bad = {{"id2label", {{"0", "cat"}, {key, "dog"}, {"01", "owl"}}}};
    CHECK(Config(bad).labels() == std::vector<std::string>{"LABEL_0", "LABEL_1", "LABEL_2"});  // so many classes
  }
  const nlohmann::json list = {{"id2label", nlohmann::json::array({"cat"})}}, number = {{"id2label", {{"0", 1}}}};
  CHECK_THROWS_AS(Config(list).labels(), Error);
  CHECK(Config(number).labels() == std::vector<std::string>{"1"});
}

TEST_CASE("CLIP's sections come before what older configs kept twice, as Hugging Face merges them") {
  const auto layers = [](const Model& model, const std::string& tower) {
    return std::count_if(model.parameters().begin(), model.parameters().end(), [&](const auto& parameter) {
      return parameter.first.starts_with(tower) && parameter.first.ends_with("layer_norm1.weight");
    });
  };
  const auto words = [](const Model& model) {
    return model.parameters().at("text_model.embeddings.token_embedding.weight").sizes().vec();
  };
  const auto build = [](const nlohmann::json& config) {
    ParameterSource source("folder", {}, [](const std::string&) { return at::Tensor(); });  // zeros that take no memory
    return build_model(config, source);
  };
  const auto none = build({{"model_type", "clip"}});
  CHECK(words(*none) == std::vector<std::int64_t>{49408, 512});
  const auto twice = build({{"model_type", "clip"},
                            {"text_config", {{"hidden_size", 64}, {"vocab_size", 30}, {"num_attention_heads", 2}}},
                            {"text_config_dict", {{"hidden_size", 32}, {"num_hidden_layers", 3}}},
                            {"vision_config", {{"hidden_size", 48}, {"num_hidden_layers", 2}}},
                            {"vision_config_dict", nullptr}});
  CHECK(words(*twice) == std::vector<std::int64_t>{49408, 32});  // the class's default, which the other does not have
  CHECK(layers(*twice, "text_model.") == 3);
  CHECK(layers(*twice, "vision_model.") == 2);
  CHECK(twice->parameters().at("vision_model.embeddings.class_embedding").size(0) == 48);
  const auto alone =
      build({{"model_type", "clip"}, {"text_config", nullptr}, {"text_config_dict", {{"hidden_size", 32}}}});
  CHECK(words(*alone) == std::vector<std::int64_t>{49408, 32});
}

TEST_CASE("no config makes a model fail otherwise than with an Error, or allocate what it claims") {
  const auto build = [](const nlohmann::json& config) {
    ParameterSource source("folder", {}, [](const std::string&) { return at::Tensor(); });
    const auto model = build_model(config, source);
    source.finish();
  };
  CHECK_THROWS_AS(build({}), Error);
  CHECK_THROWS_WITH(build({{"model_type", "llama"}}), ContainsSubstring("Known are"));
  for (const Family& family : families()) {
    INFO(family.type);
    nlohmann::json config = {{"model_type", family.type}};
    if (config["model_type"] == "clip") config.update({{"text_config", {{"x", 1}}}, {"vision_config", {{"x", 1}}}});
    CHECK_THROWS_WITH(build(config), ContainsSubstring("missing"));  // every weight is
    config.update({{"hidden_size", 1 << 24},
                   {"intermediate_size", 1 << 24},
                   {"vocab_size", 1 << 24},
                   {"num_attention_heads", 16}});
    CHECK_THROWS_WITH(build(config), ContainsSubstring("missing"));
    for (const nlohmann::json& value : {nlohmann::json(0), nlohmann::json(-4), nlohmann::json("a"),
                                        nlohmann::json(1e300), nlohmann::json::array(), nlohmann::json(7)}) {
      for (const char* field :
           {"num_attention_heads", "patch_size", "hidden_act", "id2label", "vocab_size", "x_layers"}) {
        nlohmann::json broken = config;
        broken[field] = value;
        CHECK_THROWS_AS(build(broken), Error);
      }
    }
  }
}
