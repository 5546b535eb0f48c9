#include "tests/support/model_folders.h"

#include <memory>

#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "core/models/open/open_model.h"
#include "tests/support/paths.h"

namespace rex::test {

namespace fs = std::filesystem;

void copy_golden(const std::string& name, const fs::path& folder, const std::vector<std::string>& files) {
  for (const std::string& file : files) copy_golden_as(name, file, folder, file);
}

void copy_golden_as(const std::string& name, const std::string& file, const fs::path& folder,
                    const std::string& new_name) {
  fs::create_directories(folder);
  fs::copy_file(golden(name) / file, folder / new_name, fs::copy_options::overwrite_existing);
  fs::permissions(folder / new_name, fs::perms::owner_write, fs::perm_options::add);
}

void save_random_model(const fs::path& folder, const nlohmann::json& config, std::uint64_t seed) {
  fs::create_directories(folder);
  ParameterSource source = ParameterSource::random(seed);
  const std::unique_ptr<Model> model = build_model(config, source);
  save_safetensors(folder / "model.safetensors", model->parameters());
  write_file(folder / "config.json", config.dump(2));
}

nlohmann::json tiny_detr_config() {
  return {{"model_type", "detr"},
          {"d_model", 16},
          {"encoder_layers", 1},
          {"decoder_layers", 2},
          {"encoder_attention_heads", 2},
          {"decoder_attention_heads", 4},
          {"encoder_ffn_dim", 24},
          {"decoder_ffn_dim", 20},
          {"num_queries", 6},
          {"id2label", {{"0", "cat"}, {"1", "dog"}, {"2", "kite"}}},
          {"use_timm_backbone", false},
          {"backbone_config",
           {{"model_type", "resnet"},
            {"depths", {1, 2, 1}},
            {"hidden_sizes", {8, 12, 16}},
            {"embedding_size", 8},
            {"layer_type", "basic"},
            {"out_features", {"stage3"}}}}};
}

}  // namespace rex::test
