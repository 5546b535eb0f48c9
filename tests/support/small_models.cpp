#include "tests/support/small_models.h"

#include <ATen/ATen.h>

#include "core/models/families/family.h"
#include "tests/support/paths.h"

namespace rex::test {
namespace {

/// Every field of CONFIG and its sections that NAMES lists becomes VALUE.
void set_fields(nlohmann::json& config, std::initializer_list<const char*> names, int value) {
  for (auto& [name, field] : config.items()) {
    if (field.is_object()) set_fields(field, names, value);
    if (std::find(names.begin(), names.end(), name) != names.end()) field = value;
  }
}

}  // namespace

const std::vector<std::string>& small_families() {
  static const std::vector<std::string> types = [] {
    std::vector<std::string> all;
    for (const Family& family : families()) all.push_back(family.type);
    return all;
  }();
  return types;
}

SmallModel small_model(const std::string& family, std::int64_t batch, int layers, int heads) {
  SmallModel result;
  result.config =
      nlohmann::json::parse(read_file(source_folder() / "tests/support/small_configs" / (family + ".json")));
  set_fields(result.config,
             {"num_hidden_layers", "n_layers", "l_layers", "r_layers", "x_layers", "encoder_layers", "decoder_layers"},
             layers);
  set_fields(result.config, {"num_attention_heads", "n_heads", "encoder_attention_heads", "decoder_attention_heads"},
             heads);
  SampleSizes sizes;
  sizes.samples = batch;
  sizes.words = 7;
  sizes.regions = 4;
  if (find_family(family)->kind.finds_objects()) sizes.picture = {64, 48};
  result.inputs = find_family(family)->sample_inputs(result.config, sizes);
  const auto mask = result.inputs.find("attention_mask");
  if (batch > 1 && mask != result.inputs.end()) mask->second[1].slice(0, 5).zero_();
  return result;
}

std::unique_ptr<Model> build_random(const nlohmann::json& config) {
  ParameterSource source = ParameterSource::random(7);
  return build_model(config, source);
}

}  // namespace rex::test
