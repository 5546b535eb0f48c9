#include "app/zoo/train/encoded_pool.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cstdio>
#include <future>
#include <utility>

#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/scene_batch.h"
#include "core/checkpoint/safetensors.h"

namespace rex::zoo {
namespace {

constexpr int chunk = 32;  // scenes of one size

std::map<std::string, at::Tensor> encoded(const Detr& detr, std::uint64_t first_seed, int count) {
  const at::NoGradGuard guard;
  const SceneSource source;
  std::map<std::pair<std::int64_t, std::int64_t>, std::map<std::string, std::vector<at::Tensor>>> parts;
  const auto make = [&](int done) {
    return std::async(std::launch::async, [&source, first_seed, count, done] {
      return detection_scenes(source, first_seed + static_cast<std::uint64_t>(done), std::min(chunk, count - done),
                              chunk);
    });
  };
  auto next = make(0);
  for (int done = 0; done < count; done += chunk) {
    const std::vector<Scene> scenes = next.get();
    if (done + chunk < count) next = make(done + chunk);
    const DetrOutputs outputs = detr.encode({{"pixel_values", pixel_values(scenes, {})}});
    auto& part = parts[{outputs.feature_mask.size(1), outputs.feature_mask.size(2)}];
    part["tokens"].push_back(outputs.encoder_tokens.to(at::kHalf));
    const TrainTask::Batch targets = detection_targets(scenes);
    for (const auto& [name, value] : targets) part[name].push_back(value);
    part["cells"].push_back(object_cells(scenes, targets.at("classes").size(1), outputs.feature_mask.size(1),
                                         outputs.feature_mask.size(2)));
    if (done % (100 * chunk) == 0) std::printf("encoded scene %d of %d\n", done, count);
    std::fflush(stdout);
  }
  std::map<std::string, at::Tensor> tensors;
  for (const auto& [grid, part] : parts) {
    const std::string prefix = std::to_string(grid.first) + "x" + std::to_string(grid.second) + ".";
    for (const auto& [name, values] : part) tensors[prefix + name] = at::cat(values);
  }
  return tensors;
}

}  // namespace

std::vector<EncodedScenes> make_encoded_pool(const Detr& detr, std::uint64_t first_seed, int count,
                                             const std::filesystem::path& folder) {
  const std::filesystem::path file =
      folder / ("encoded-" + detr.description().weights_hash + "-" + std::to_string(first_seed) + "-" +
                std::to_string(count) + ".safetensors");
  if (!std::filesystem::exists(file)) {
    std::filesystem::create_directories(folder);
    save_safetensors(file, encoded(detr, first_seed, count));
  }
  std::map<std::string, EncodedScenes> pool;
  for (const auto& [name, value] : load_safetensors(file)) {
    const std::string grid = name.substr(0, name.find('.')), part = name.substr(name.find('.') + 1);
    EncodedScenes& scenes = pool[grid];
    scenes.rows = std::stoll(grid);
    scenes.columns = std::stoll(grid.substr(grid.find('x') + 1));
    (part == "tokens"    ? scenes.tokens
     : part == "classes" ? scenes.classes
     : part == "boxes"   ? scenes.boxes
                         : scenes.cells) = value;
  }
  std::vector<EncodedScenes> sizes;
  for (auto& [grid, scenes] : pool) sizes.push_back(std::move(scenes));
  return sizes;
}

}  // namespace rex::zoo
