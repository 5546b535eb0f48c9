#include <ATen/ATen.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/rex/commands.h"
#include "core/base/json.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/config.h"
#include "core/models/families/image_processors.h"
#include "core/picture/preprocessor.h"

namespace rex::command {
namespace {

struct PreprocessOptions {
  std::string config, picture, tensors;
};

/// A picture as [channels, height, width], bytes.
at::Tensor planes_of(const Picture& picture, int64_t channels) {
  return at::from_blob(const_cast<uint8_t*>(picture.pixels.data()), {picture.height, picture.width, 3}, at::kByte)
      .permute({2, 0, 1})
      .narrow(0, 0, channels)
      .contiguous();
}

/// The preprocessor of the file at PATH. A config.json beside it tells what it leaves out: which processor is usual for
/// the model, and how many channels the model has.
Preprocessor open_preprocessor(const std::filesystem::path& path) {
  const std::filesystem::path beside = path.parent_path() / "config.json";
  if (!std::filesystem::is_regular_file(beside)) return Preprocessor::from_file(path, image_processors());
  const nlohmann::json json = read_json(beside);
  const Config config(json, beside.string());
  const Preprocessor preprocessor =
      Preprocessor::from_file(path, image_processors(), image_processor_of(config.text("model_type", "")));
  return config.has("num_channels") ? preprocessor.for_channels(config.size("num_channels", 3), beside.string())
                                    : preprocessor;
}

void preprocess(const PreprocessOptions& options) {
  const Preprocessor preprocessor = open_preprocessor(options.config);
  const Picture picture = load_picture(options.picture);
  if (!picture.note.empty()) std::cerr << "rex: " << picture.note << '\n';
  const Preprocessed result = preprocessor.run(picture);
  std::map<std::string, at::Tensor> tensors{{"pixel_values", result.pixel_values},
                                            {"resized", planes_of(result.resized, preprocessor.settings().channels)}};
  if (result.pixel_mask.defined()) tensors["pixel_mask"] = result.pixel_mask;
  if (result.patch_mask.defined()) {
    tensors["pixel_attention_mask"] = result.patch_mask;
    tensors["spatial_shapes"] = result.grid;
  }
  save_safetensors(options.tensors, tensors);
}

}  // namespace

void add_preprocess(CLI::App& rex) {
  auto options = std::make_shared<PreprocessOptions>();
  CLI::App* command = rex.add_subcommand("preprocess", "Turn a picture into what a model sees");
  command
      ->add_option("--config", options->config,
                   "A model's preprocessor_config.json; the config.json beside it is asked for what it leaves out")
      ->required();
  command->add_option("IMAGE", options->picture, "A PNG, JPEG, WebP, TIFF, GIF or BMP file")->required();
  command
      ->add_option("--tensors", options->tensors,
                   "Where to write pixel_values [1, C, H, W], resized [C, H, W] (bytes) and, for DETR, pixel_mask, for "
                   "SigLIP 2 pixel_attention_mask and spatial_shapes")
      ->required();
  command->callback([options] { preprocess(*options); });
}

}  // namespace rex::command
