#include "app/zoo/train/object_places.h"

#include <ATen/ATen.h>

#include "app/zoo/train/scene_batch.h"

namespace rex::zoo {
namespace {

constexpr double seen_share = 2, place_share = 4;  // so that both begin near one

}  // namespace

ObjectPlaces::ObjectPlaces(std::int64_t width)
    : weight_(at::randn({static_cast<std::int64_t>(object_labels().size()) * 3, width}) * 0.02),
      bias_(at::zeros({weight_.size(0)})) {}

at::Tensor ObjectPlaces::truth(const std::vector<Scene>& scenes) {
  const auto count = static_cast<std::int64_t>(scenes.size());
  at::Tensor truth = at::full({count, static_cast<std::int64_t>(object_labels().size()), 3}, -1.0F);
  truth.select(2, 0).zero_();
  auto value = truth.accessor<float, 3>();
  for (std::int64_t i = 0; i < count; ++i) {
    const Scene& scene = scenes[static_cast<std::size_t>(i)];
    for (const SceneObject& object : scene.objects) {
      auto label = value[i][object_label(object)];
      const bool first = label[0] == 0;
      label[0] = 1;
      label[1] = first ? (object.box.x + object.box.width / 2.0F) / scene.size.width : -1;
      label[2] = first ? (object.box.y + object.box.height / 2.0F) / scene.size.height : -1;
    }
  }
  return truth;
}

at::Tensor ObjectPlaces::loss(const at::Tensor& vectors, const at::Tensor& truth) const {
  const at::Tensor read = at::linear(vectors, weight_, bias_).view_as(truth);
  const at::Tensor seen = at::binary_cross_entropy_with_logits(read.select(2, 0), truth.select(2, 0));
  const at::Tensor wanted = truth.slice(2, 1), single = wanted.ge(0).to(at::kFloat);
  const at::Tensor distance = (read.slice(2, 1) + 0.5 - wanted).abs() * single;
  return seen_share * seen + place_share * distance.sum() / single.sum().clamp_min(1);
}

}  // namespace rex::zoo
