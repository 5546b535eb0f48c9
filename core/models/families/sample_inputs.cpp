#include "core/models/families/sample_inputs.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/models/config.h"

namespace rex {
namespace {

constexpr std::uint64_t pixels_seed = 7, words_seed = 8, regions_seed = 9;
constexpr std::int64_t cls_token = 101, sep_token = 102;  // of BERT's published vocabulary

at::Generator generator(std::uint64_t seed) { return at::detail::createCPUGenerator(seed); }

}  // namespace

at::Tensor sample_pixels(const SampleSizes& sizes, std::int64_t channels, std::pair<std::int64_t, std::int64_t> usual) {
  const auto [width, height] = sizes.picture.value_or(usual);
  return at::randn({sizes.samples, channels, height, width}, generator(pixels_seed));
}

at::Tensor sample_words(std::int64_t texts, std::int64_t length, std::int64_t vocabulary, std::int64_t first,
                        std::int64_t last) {
  const std::int64_t lowest = vocabulary > 2000 ? 1000 : 0;  // BERT's first thousand are special or unused
  const std::int64_t end = std::min(first, last) > lowest ? std::min(first, last) : vocabulary;
  at::Tensor ids =
      at::randint(lowest, end, {texts, length}, generator(words_seed), at::TensorOptions().dtype(at::kLong));
  ids.select(1, 0).fill_(first);
  ids.select(1, length - 1).fill_(last);
  return ids;
}

at::Tensor sample_regions(const SampleSizes& sizes, std::int64_t size) {
  return at::randn({sizes.samples, sizes.regions, size}, generator(regions_seed)).abs();
}

ModelInputs sample_bert_words(const nlohmann::json& json, const SampleSizes& sizes) {
  const Config config(json);
  const std::int64_t vocabulary = config.size("vocab_size", 30522);
  const bool published = vocabulary > sep_token;
  const at::Tensor ids = sample_words(sizes.samples, sizes.words, vocabulary, published ? cls_token : 0,
                                      published ? sep_token : vocabulary - 1);
  return {{"input_ids", ids}, {"attention_mask", at::ones_like(ids)}, {"token_type_ids", at::zeros_like(ids)}};
}

ModelInputs sample_untyped_words(const nlohmann::json& json, const SampleSizes& sizes) {
  ModelInputs inputs = sample_bert_words(json, sizes);
  inputs.erase("token_type_ids");
  return inputs;
}

}  // namespace rex
