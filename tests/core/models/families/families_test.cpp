// What holds for every family that is built on config.json alone: batches, training, precision, recording, errors.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/explain/predictions.h"
#include "core/models/open/open_model.h"
#include "core/nn/parameters.h"
#include "core/nn/pre_norm_block.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::test;

namespace {

const std::vector<std::string> family_names = {"vit",        "deit",        "dinov2", "dinov2_with_registers",
                                               "dinov3_vit", "bert",        "clip",   "siglip",
                                               "siglip2",    "visual_bert", "lxmert", "roberta",
                                               "electra",    "modernbert",  "vilt",   "blip"};

/// Sample INDEX of a batch alone.
ModelInputs only(const ModelInputs& inputs, std::int64_t index) {
  ModelInputs one;
  for (const auto& [name, value] : inputs) one[name] = value.narrow(0, index, 1);
  return one;
}

}  // namespace

TEST_CASE("a batch gives each sample the scores that it has alone") {
  for (const std::string& family : family_names) {
    INFO(family);
    const SmallModel two = small_model(family, 2);
    const auto model = build_random(two.config);
    const at::Tensor together = model->forward(two.inputs, {}, false).scores;
    if (model->description().reads_several_texts()) {
      CHECK(together.sizes() == at::IntArrayRef({2, 3}));  // pictures by texts
      ModelInputs second = two.inputs;
      for (const char* name : {"pixel_values", "spatial_shapes"}) {
        if (second.count(name) != 0) second[name] = second[name].narrow(0, 1, 1);
      }
      CHECK(is_close(together[1], model->forward(second).scores, another_order));
      continue;
    }
    for (std::int64_t index = 0; index < 2; ++index) {
      const ForwardPass alone = model->forward(only(two.inputs, index));
      CHECK(alone.scores.dim() == 1);
      CHECK(is_close(together[index], alone.scores, another_order));
    }
  }
}

TEST_CASE("plain mode trains every parameter that reaches the scores") {
  for (const std::string& family : family_names) {
    INFO(family);
    const SmallModel two = small_model(family, 2);
    const auto model = build_random(two.config);
    for (const auto& [name, value] : model->parameters()) at::Tensor(value).requires_grad_(true);
    model->forward(two.inputs, {}, false).scores.square().sum().backward();
    for (const auto& [name, value] : model->parameters()) {
      // The vision half of LXMERT's last layer reaches nothing, nor do BLIP's towers apart.
      if (family == "lxmert" && name.find("x_layers.1.visn_") != std::string::npos) continue;
      if (family == "blip" && name.find("_proj.") != std::string::npos && name.find('.') == name.rfind('.')) continue;
      INFO(name);
      REQUIRE(value.grad().defined());
      // A key's bias shifts a row of scores as a whole, which softmax does not see.
      const bool shifts_only =
          name.find("key.bias") != std::string::npos || name.find("k_proj.bias") != std::string::npos;
      CHECK((value.grad().abs().max().item<double>() > 0 || shifts_only));
    }
  }
}

TEST_CASE("recording changes no score, and gradient mode leaves the parameters alone") {
  for (const std::string& family : family_names) {
    INFO(family);
    const SmallModel one = small_model(family);
    const auto model = build_random(one.config);
    nn::ForwardContext context;
    context.mode = nn::GraphMode::gradient;
    const ForwardPass recorded = model->forward(one.inputs, context);
    const ForwardPass bare = model->forward(one.inputs, {}, false);
    CHECK(is_close(recorded.scores, bare.scores, few_roundings));
    CHECK(bare.trace.maps.empty());
    CHECK(bare.trace.domains.empty());
    CHECK_FALSE(bare.scores.requires_grad());
    for (const auto& [name, value] : model->parameters()) CHECK_FALSE(value.requires_grad());
    for (const AttentionMap& map : recorded.trace.maps) {
      CHECK(map.weights.requires_grad());
      CHECK(is_close(map.weights.sum(-1), at::ones({1}), another_order));
      const auto& domains = recorded.trace.domains;
      CHECK(map.weights.size(2) == domains.at(static_cast<std::size_t>(map.query_domain)).size());
      CHECK(map.weights.size(3) == domains.at(static_cast<std::size_t>(map.key_domain)).size());
    }
  }
}

TEST_CASE("models compute in float64 and come back") {
  for (const std::string& family : family_names) {
    INFO(family);
    const SmallModel one = small_model(family);
    const auto model = build_random(one.config);
    const at::Tensor single = model->forward(one.inputs).scores;
    model->cast(at::kDouble);
    for (const nn::GraphMode mode : {nn::GraphMode::gradient, nn::GraphMode::relevance}) {
      nn::ForwardContext context;
      context.mode = mode;
      context.relevance_to_inputs = mode == nn::GraphMode::relevance;
      const ForwardPass pass = model->forward(one.inputs, context);
      CHECK(pass.scores.scalar_type() == at::kDouble);
      CHECK(is_close(pass.scores.to(at::kFloat), single, another_order));
      for (const at::Tensor& reached : reach_maps(pass, 0)) CHECK(reached.scalar_type() == at::kDouble);
    }
    model->cast(at::kFloat);
    CHECK(model->forward(one.inputs).scores.equal(single));
  }
}

TEST_CASE("one relevance pass gives the gradients of a gradient pass too") {
  for (const std::string& family : family_names) {
    INFO(family);
    const SmallModel one = small_model(family);
    const auto model = build_random(one.config);
    model->cast(at::kDouble);
    nn::ForwardContext context;
    context.mode = nn::GraphMode::gradient;
    const std::vector<at::Tensor> gradients = reach_maps(model->forward(one.inputs, context), 1);
    context.mode = nn::GraphMode::relevance;
    ForwardPass both = model->forward(one.inputs, context);
    const std::vector<at::Tensor> relevances = reach_maps(both, 1);
    both.choose_backward(nn::Backward::gradient);
    const std::vector<at::Tensor> same = reach_maps(both, 1);
    both.choose_backward(nn::Backward::relevance);
    const std::vector<at::Tensor> again = reach_maps(both, 1);
    for (std::size_t i = 0; i < same.size(); ++i) {
      CHECK(is_close(same[i], gradients[i], double_rounding));
      CHECK(again[i].equal(relevances[i]));
    }
  }
}

TEST_CASE("relevance is kept on its way to the inputs, up to what the rules give away") {
  // Biases get nothing, and what becomes of both sides of a product sums up to the whole: what reaches the inputs is
  // what the score started with.
  constexpr double stabilizer_share = 1e-3;  // of safe_divide's 1e-9 in every denominator, over all layers
  for (const char* family : {"bert", "visual_bert", "lxmert", "roberta", "electra", "modernbert", "vilt"}) {
    INFO(family);
    const SmallModel one = small_model(family);
    const auto model = build_random(one.config);
    model->cast(at::kDouble);
    nn::ForwardContext context;
    context.mode = nn::GraphMode::relevance;
    context.relevance_to_inputs = true;
    double total = 0;
    const ForwardPass pass = model->forward(one.inputs, context);
    for (const at::Tensor& input : reach_inputs(pass, 1)) total += input.sum().item<double>();
    CHECK(total == Approx(1).epsilon(stabilizer_share));
  }
}

TEST_CASE("the layers of ViT and CLIP keep the relevance") {
  at::manual_seed(3);
  // Of the models as wholes, the class token and the positions take a share before the pixels are reached.
  constexpr std::int64_t hidden = 8;
  constexpr double kept = 1e-2;  // float32 whose denominators are sums near zero
  ParameterSource source = ParameterSource::random(3);
  nn::PreNormStack stack;
  for (const char* name : {"0", "1"}) {
    const auto linear = [&](const std::string& part, std::int64_t in, std::int64_t out) {
      return nn::Linear(source, name + part, in, out);
    };
    nn::PreNormBlock block;
    block.norm_before_attention = {source, name + std::string(".before"), hidden, 1e-6};
    block.attention = {linear(".q", hidden, hidden), linear(".k", hidden, hidden), linear(".v", hidden, hidden),
                       linear(".o", hidden, hidden), 2};
    block.norm_before_feed_forward = {source, name + std::string(".after"), hidden, 1e-6};
    block.feed_forward = {linear(".up", hidden, 12), nn::Activation::gelu, linear(".down", 12, hidden)};
    stack.blocks.push_back(block);
  }
  for (const nn::RuleSet rules : {nn::RuleSet::standard, nn::RuleSet::original}) {
    nn::ForwardContext context;
    context.mode = nn::GraphMode::relevance;
    context.rules = rules;
    const at::Tensor x = at::randn({1, 5, hidden}).requires_grad_(true);
    const at::Tensor result = stack.read(context, x, {}, {"encoder.self", 0, 0, 0}, 0);
    const at::Tensor start = at::rand_like(result);
    const double total = torch::autograd::grad({result}, {x}, {start})[0].sum().item<double>();
    const double whole = start.sum().item<double>();
    // The baselines' rule lets positive and negative factors each hand on all of the relevance.
    if (rules == nn::RuleSet::standard) CHECK(total == Approx(whole).epsilon(kept));
    if (rules == nn::RuleSet::original) CHECK(std::abs(total - whole) > kept * whole);
  }
}

TEST_CASE("DETR's relevance reaches the picture, but for the share of its object queries") {
  const SmallModel one = small_model("detr");
  const auto model = build_random(one.config);
  model->cast(at::kDouble);
  nn::ForwardContext context;
  context.mode = nn::GraphMode::relevance;
  context.relevance_to_inputs = true;
  const ForwardPass pass = model->forward(one.inputs, context);
  const double total = reach_inputs(pass, 2).at(0).sum().item<double>();
  CHECK(total > 0.1);
  CHECK(total < 1.001);
}

TEST_CASE("LXMERT needs no layers of one modality alone") {
  SmallModel one = small_model("lxmert");
  one.config["l_layers"] = one.config["r_layers"] = 0;
  const ForwardPass pass = build_random(one.config)->forward(one.inputs);
  CHECK(pass.trace.maps.size() == 8);
  CHECK(pass.trace.maps.front().stack == "cross.language_from_vision");
}

TEST_CASE("padding at the end of a text changes nothing") {
  for (const char* family :
       {"bert", "visual_bert", "lxmert", "clip", "roberta", "electra", "modernbert", "vilt", "blip"}) {
    INFO(family);
    SmallModel one = small_model(family);
    const auto model = build_random(one.config);
    if (std::string(family) == "clip") {  // its sample fills the row: a shorter text with its end token
      const at::Tensor row = one.inputs.at("input_ids");
      one.inputs["input_ids"] = at::cat({row.slice(1, 0, 3), row.slice(1, -1)}, 1);
    }
    ModelInputs padded = one.inputs;
    const at::Tensor text = one.inputs.at("input_ids");
    padded["input_ids"] = at::cat({text, at::zeros({text.size(0), 3}, at::kLong)}, 1);
    padded["attention_mask"] = at::cat({at::ones_like(text), at::zeros({text.size(0), 3}, at::kLong)}, 1);
    padded.erase("token_type_ids");  // all 0, as where they are missing
    CHECK(is_close(model->forward(padded).scores, model->forward(one.inputs).scores, another_order));
  }
}

TEST_CASE("inputs that cannot be are told by name") {
  const auto vit = build_random(small_model("vit").config);
  CHECK_THROWS_AS(vit->forward({}), Error);
  CHECK_THROWS_WITH(vit->forward({{"pixel_values", at::rand({3, 16, 16})}}), ContainsSubstring("pixel_values"));
  CHECK_THROWS_WITH(vit->forward({{"pixel_values", at::rand({1, 4, 16, 16})}}), ContainsSubstring("3"));
  CHECK_THROWS_WITH(vit->forward({{"pixel_values", at::rand({1, 3, 7, 16})}}), ContainsSubstring("patch"));
  CHECK_THROWS_AS(vit->forward({{"pixel_values", at::ones({1, 3, 16, 16}, at::kLong)}}), Error);

  const auto bert = build_random(small_model("bert").config);
  CHECK_THROWS_WITH(bert->forward({{"input_ids", at::full({1, 4}, 30, at::kLong)}}), ContainsSubstring("30"));
  CHECK_THROWS_AS(bert->forward({{"input_ids", at::full({1, 4}, -1, at::kLong)}}), Error);
  CHECK_THROWS_AS(bert->forward({{"input_ids", at::rand({1, 4})}}), Error);
  CHECK_THROWS_WITH(bert->forward({{"input_ids", at::ones({1, 513}, at::kLong)}}), ContainsSubstring("512"));
  CHECK_THROWS_WITH(
      bert->forward({{"input_ids", at::ones({1, 4}, at::kLong)}, {"token_type_ids", at::ones({1, 5}, at::kLong)}}),
      ContainsSubstring("token_type_ids"));

  const SmallModel regions = small_model("visual_bert");
  const auto visual_bert = build_random(regions.config);
  ModelInputs wrong = regions.inputs;
  wrong["visual_embeds"] = at::rand({1, 4, 7});
  CHECK_THROWS_WITH(visual_bert->forward(wrong), ContainsSubstring("visual_embeds"));
  wrong = regions.inputs;
  wrong["attention_mask"] = at::zeros({1, 7}, at::kLong);
  CHECK_THROWS_AS(visual_bert->forward(wrong), Error);
  wrong = regions.inputs;
  wrong.erase("visual_embeds");
  CHECK_THROWS_WITH(visual_bert->forward(wrong), ContainsSubstring("visual_embeds"));
}

TEST_CASE("one sample is explained at a time, of CLIP's texts several") {
  for (const std::string& family : family_names) {
    INFO(family);
    const SmallModel two = small_model(family, 2);
    CHECK_THROWS_WITH(build_random(two.config)->forward(two.inputs, {nn::GraphMode::gradient}),
                      ContainsSubstring("one is explained at a time"));
    const SmallModel one = small_model(family);
    CHECK_NOTHROW(build_random(one.config)->forward(one.inputs, {nn::GraphMode::gradient}));
  }
}

TEST_CASE("answers that are no numbers are not explained") {
  const SmallModel vit = small_model("vit");
  const auto model = build_random(vit.config);
  ModelInputs inputs = vit.inputs;
  inputs["pixel_values"] = at::full_like(inputs["pixel_values"], NAN);
  const ForwardPass pass = model->forward(inputs);
  CHECK_THROWS_WITH(predictions(pass, model->description(), 3), ContainsSubstring("NaN"));
  CHECK_THROWS_WITH(resolve(pass, model->description(), {}), ContainsSubstring("NaN"));
}

TEST_CASE("masks may be floats, and what a BERT would silently not honour is refused") {
  const SmallModel small = small_model("bert");
  const auto bert = build_random(small.config);
  ModelInputs inputs = small.inputs;
  const at::Tensor mask = at::ones_like(inputs.at("input_ids"));
  mask.select(1, mask.size(1) - 1).zero_();
  inputs["attention_mask"] = mask;
  const at::Tensor scores = bert->forward(inputs).scores;
  inputs["attention_mask"] = mask.to(at::kFloat);
  CHECK(at::equal(bert->forward(inputs).scores, scores));
  inputs["attention_mask"] = mask.to(at::kFloat) / 2;
  CHECK_THROWS_WITH(bert->forward(inputs), ContainsSubstring("attention_mask"));
  inputs["attention_mask"] = mask;
  inputs["position_ids"] = at::ones_like(mask);
  CHECK_THROWS_WITH(bert->forward(inputs), ContainsSubstring("position_ids"));
  for (const auto& [field, value] :
       {std::pair<const char*, nlohmann::json>{"is_decoder", true}, {"position_embedding_type", "relative_key"}}) {
    nlohmann::json config = small.config;
    config[field] = value;
    CHECK_THROWS_WITH(build_random(config), ContainsSubstring(field));
  }
  nlohmann::json config = small_model("visual_bert").config;
  config["architectures"] = {"VisualBertForVisualReasoning"};
  CHECK_THROWS_WITH(build_random(config), ContainsSubstring("VisualBertForVisualReasoning"));
}

TEST_CASE("pictures of other sizes than the config's resize the position embeddings") {
  for (const char* family : {"vit", "clip"}) {
    const SmallModel one = small_model(family);
    const auto model = build_random(one.config);
    ModelInputs wide = one.inputs;
    wide["pixel_values"] = at::rand({1, 3, 25, 40});
    const ForwardPass pass = model->forward(wide);
    CHECK(pass.trace.domains.at(0).grid_rows == 3);  // what does not fill a patch is left out
    CHECK(pass.trace.domains.at(0).grid_columns == 5);
    CHECK(at::isfinite(pass.scores).all().item<bool>());
  }
}

TEST_CASE("DeiT has a second special token, and with a teacher a second head") {
  SmallModel one = small_model("deit");
  const auto student = build_random(one.config);
  const ForwardPass pass = student->forward(one.inputs);
  CHECK(pass.trace.domains.at(0).count(TokenKind::special) == 2);
  CHECK(pass.trace.domains.at(0).size() == 6);
  CHECK(student->parameters().count("classifier.weight") == 1);

  one.config["architectures"] = {"DeiTForImageClassificationWithTeacher"};
  const auto taught = build_random(one.config);
  const auto& parameters = taught->parameters();
  REQUIRE(parameters.count("cls_classifier.weight") == 1);
  const at::Tensor both = taught->forward(one.inputs).scores;
  constexpr Tolerance mean_of_heads{1e-4, 1e-6};  // float32, one addition in another order
  // The score is the mean of the heads: with one of them silenced, half of the other is left.
  const at::Tensor weight = parameters.at("distillation_classifier.weight");
  const at::Tensor kept = weight.clone();
  at::Tensor(weight).zero_();
  const at::Tensor from_class = taught->forward(one.inputs).scores * 2;
  at::Tensor(weight).copy_(kept);
  at::Tensor(parameters.at("cls_classifier.weight")).zero_();
  const at::Tensor from_teacher = taught->forward(one.inputs).scores * 2;
  CHECK(is_close(both, (from_class + from_teacher) / 2, mean_of_heads));
}

TEST_CASE("CLIP keeps left padding away from the words") {
  const SmallModel one = small_model("clip");
  const auto model = build_random(one.config);
  ModelInputs masked = one.inputs;
  masked["attention_mask"] = at::ones_like(masked["input_ids"]);
  masked["attention_mask"].select(1, 0).zero_();
  ModelInputs other = masked;
  other["input_ids"] = masked["input_ids"].clone();
  other["input_ids"].select(1, 0).fill_(1);  // what is masked may be anything
  CHECK(is_close(model->forward(masked).scores, model->forward(other).scores, few_roundings));
}
