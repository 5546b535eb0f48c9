#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/rex/bench_settings.h"
#include "core/base/error.h"

namespace rex::command {
namespace {

std::pair<std::int64_t, std::int64_t> picture_size(const std::string& text, std::int64_t usual) {
  if (text.empty()) return {usual, usual};
  std::int64_t width = 0, height = 0;
  int end = 0;
  const int read = std::sscanf(text.c_str(), "%ld%nx%ld%n", &width, &end, &height, &end);
  if (read == 1) height = width;
  if (read < 1 || end != static_cast<int>(text.size()) || width < 16 || height < 16 || width > 8192 || height > 8192) {
    throw Error("--image-size", "\"" + text + "\" is no size", "Give WIDTHxHEIGHT or one number, 16 to 8192.");
  }
  return {width, height};
}

}  // namespace

nlohmann::json bench_config(const BenchSettings& settings) {
  std::ifstream stream(settings.config);
  nlohmann::json config = nlohmann::json::parse(stream, nullptr, false);
  if (!config.is_object()) {
    throw Error(settings.config, "is no config.json",
                "Name a model's config.json, for example one of tests/benchmark/configs.");
  }
  return config;
}

ModelInputs bench_inputs(const nlohmann::json& config, const BenchSettings& settings) {
  const std::string family = config.value("model_type", "");
  const at::Generator generator = at::detail::createCPUGenerator(7);
  const auto words = [&](std::int64_t texts, std::int64_t vocabulary, std::int64_t first, std::int64_t last,
                         std::int64_t length) {
    const at::Tensor ids = at::randint(1000 % vocabulary, vocabulary - 2, {texts, length}, generator, at::kLong);
    ids.select(1, 0).fill_(first);
    ids.select(1, length - 1).fill_(last);
    return ids;
  };
  ModelInputs inputs;
  if (family == "clip") {
    const nlohmann::json& text = config.at("text_config");
    const auto [width, height] = picture_size(settings.image_size, config.at("vision_config").value("image_size", 224));
    inputs["pixel_values"] = at::randn({1, 3, height, width}, generator);
    inputs["input_ids"] = words(2, text.value("vocab_size", 49408), text.value("bos_token_id", 49406),
                                text.value("eos_token_id", 49407), text.value("max_position_embeddings", 77));
    return inputs;
  }
  if (family == "vit" || family == "deit" || family == "detr") {
    const auto [width, height] =
        picture_size(settings.image_size, family == "detr" ? 800 : config.value("image_size", 224));
    inputs["pixel_values"] = at::randn({1, 3, height, width}, generator);
    return inputs;
  }
  inputs["input_ids"] = words(1, config.value("vocab_size", 30522), 101, 102, settings.words);
  inputs["attention_mask"] = at::ones({1, settings.words}, at::kLong);
  inputs["token_type_ids"] = at::zeros({1, settings.words}, at::kLong);
  if (family == "visual_bert") {
    inputs["visual_embeds"] =
        at::randn({1, settings.regions, config.value("visual_embedding_dim", 2048)}, generator).abs();
    inputs["visual_attention_mask"] = at::ones({1, settings.regions}, at::kLong);
    inputs["visual_token_type_ids"] = at::ones({1, settings.regions}, at::kLong);
  }
  if (family == "lxmert") {
    inputs["visual_feats"] = at::randn({1, settings.regions, config.value("visual_feat_dim", 2048)}, generator).abs();
    inputs["visual_pos"] = at::rand({1, settings.regions, 4}, generator);
  }
  return inputs;
}

}  // namespace rex::command
