#include "app/zoo/train/region_pool.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdio>

#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/scene_batch.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/open/detr_regions.h"

namespace rex::zoo {
namespace {

constexpr int region_chunk = 16;  // scenes of one size

}  // namespace

RegionPool make_region_pool(const Detr& detr, std::uint64_t first_seed, int count,
                            const std::filesystem::path& folder) {
  const std::filesystem::path file =
      folder / ("objects-and-background-" + detr.description().weights_hash + "-" + std::to_string(first_seed) + "-" +
                std::to_string(count) + ".safetensors");
  const bool known = std::filesystem::exists(file);
  const SceneSource source;
  RegionPool pool;
  std::vector<at::Tensor> features, boxes;
  for (int done = 0; done < count; done += region_chunk) {
    std::vector<Scene> scenes = detection_scenes(source, first_seed + static_cast<std::uint64_t>(done),
                                                 std::min(region_chunk, count - done), region_chunk);
    if (!known) {
      const RegionBatch found = detr_regions(detr, {{"pixel_values", pixel_values(scenes, {})}}, region_count);
      features.push_back(found.features);
      boxes.push_back(found.boxes);
      if (done % 3200 == 0) std::printf("regions of scene %d of %d\n", done, count);
      std::fflush(stdout);
    }
    for (Scene& scene : scenes) {
      forget_pixels(scene);
      pool.scenes.push_back(std::move(scene));
    }
  }
  if (!known) {
    std::filesystem::create_directories(folder);
    save_safetensors(file, {{"features", at::cat(features)}, {"boxes", at::cat(boxes)}});
  }
  const auto stored = load_safetensors(file);
  pool.features = stored.at("features");
  pool.boxes = stored.at("boxes");
  return pool;
}

}  // namespace rex::zoo
