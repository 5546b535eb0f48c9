#include <ATen/ATen.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/rex/commands.h"
#include "core/checkpoint/safetensors.h"
#include "core/picture/preprocessor.h"

namespace rex::command {
namespace {

struct Options {
  std::string config, picture, tensors;
};

/// A picture as [3, height, width], bytes.
at::Tensor planes_of(const Picture& picture) {
  return at::from_blob(const_cast<uint8_t*>(picture.pixels.data()), {picture.height, picture.width, 3}, at::kByte)
      .permute({2, 0, 1})
      .contiguous();
}

void preprocess(const Options& options) {
  const Preprocessor preprocessor = Preprocessor::from_file(options.config);
  const Preprocessed result = preprocessor.run(load_picture(options.picture));
  std::map<std::string, at::Tensor> tensors{{"pixel_values", result.pixel_values},
                                            {"resized", planes_of(result.resized)}};
  if (result.pixel_mask.defined()) tensors["pixel_mask"] = result.pixel_mask;
  save_safetensors(options.tensors, tensors);
}

}  // namespace

void add_preprocess(CLI::App& rex) {
  auto options = std::make_shared<Options>();
  CLI::App* command = rex.add_subcommand("preprocess", "Turn a picture into what a model sees");
  command->add_option("--config", options->config, "A model's preprocessor_config.json")->required();
  command->add_option("IMAGE", options->picture, "A PNG, JPEG, WebP, TIFF or BMP file")->required();
  command
      ->add_option("--tensors", options->tensors,
                   "Where to write pixel_values [1, 3, H, W], resized [3, H, W] (bytes) and, for DETR, pixel_mask")
      ->required();
  command->callback([options] { preprocess(*options); });
}

}  // namespace rex::command
