#include "tests/support/small_detector.h"

#include <ATen/ATen.h>

#include <vector>

#include "core/checkpoint/safetensors.h"
#include "tests/support/paths.h"

namespace rex::test {

nlohmann::json small_detector_settings() {
  return {{"input", {{"min_size_test", 96}, {"max_size_test", 160}, {"format", "BGR"}}},
          {"anchor_generator", {{"sizes", {{16, 32, 64}}}, {"aspect_ratios", {{0.5, 1.0, 2.0}}}}},
          {"rpn", {{"pre_nms_topk_test", 100}, {"post_nms_topk_test", 20}}},
          {"roi_heads", {{"num_classes", 5}, {"nms_thresh_test", {0.5, 0.9}}}},
          {"roi_box_head", {{"num_attrs", 3}, {"pooler_resolution", 7}, {"res5halve", true}}},
          {"resnets", {{"depth", 50}, {"width_per_group", 4}, {"res2_out_channels", 16}, {"stem_out_channels", 8}}},
          {"min_detections", 6},
          {"max_detections", 6}};
}

std::map<std::string, at::Tensor> random_detector_weights(const nlohmann::json& settings, std::uint64_t seed) {
  ParameterSource source = ParameterSource::random(seed);
  const FasterRcnn detector(faster_rcnn_settings(settings, "settings"), source);
  std::map<std::string, at::Tensor> weights;
  for (const auto& [name, value] : source.taken()) {
    const auto ends = [&, text = &name](const char* end) { return text->ends_with(end); };
    // What is added to a map stays small, so that a hundred layers leave it as large as it was.
    const double scale = ends("conv3.norm.weight")                                  ? 0.2
                         : ends("anchor_deltas.weight") || ends("bbox_pred.weight") ? 0.02
                                                                                    : 1;
    weights[name] = value * scale;
  }
  return weights;
}

FasterRcnn random_detector(const nlohmann::json& settings, std::uint64_t seed) {
  const auto weights = random_detector_weights(settings, seed);
  std::vector<std::string> names;
  for (const auto& [name, value] : weights) names.push_back(name);
  ParameterSource source("random weights", names, [&](const std::string& name) {
    const auto found = weights.find(name);
    return found == weights.end() ? at::Tensor() : found->second;
  });
  FasterRcnn detector(faster_rcnn_settings(settings, "settings"), source);
  source.finish();
  return detector;
}

void save_random_detector(const std::filesystem::path& folder, const nlohmann::json& settings, std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  save_safetensors(folder / "model.safetensors", random_detector_weights(settings, seed));
  write_file(folder / "config.json", settings.dump(2));
  const FasterRcnnSettings read = faster_rcnn_settings(settings, "settings");
  std::string objects, attributes;
  for (std::int64_t i = 0; i < read.classes; ++i) objects += "Object" + std::to_string(i) + ",thing\n";
  for (std::int64_t i = 0; i < read.attributes; ++i) attributes += "shade" + std::to_string(i) + "\n";
  write_file(folder / "objects_vocab.txt", objects);
  write_file(folder / "attributes_vocab.txt", attributes);
}

}  // namespace rex::test
