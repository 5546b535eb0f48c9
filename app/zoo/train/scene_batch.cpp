#include "app/zoo/train/scene_batch.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/classes.h"

namespace rex::zoo {

at::Tensor pixel_values(const std::vector<Scene>& scenes, const Normalization& normalization) {
  const std::int64_t height = scenes.front().size.height, width = scenes.front().size.width;
  at::Tensor pixels = at::empty({static_cast<std::int64_t>(scenes.size()), 3, height, width});
  float* out = pixels.data_ptr<float>();
  for (const Scene& scene : scenes) {
    for (int channel = 0; channel < 3; ++channel) {
      const float factor = 1.0F / (255 * normalization.deviation[channel]);
      const float shift = normalization.mean[channel] / normalization.deviation[channel];
      for (int y = 0; y < height; ++y) {
        const std::uint8_t* row = scene.picture.ptr<std::uint8_t>(y) + channel;
        for (int x = 0; x < width; ++x) *out++ = row[3 * x] * factor - shift;
      }
    }
  }
  return pixels;
}

at::Tensor cell_objects(const std::vector<Scene>& scenes, std::int64_t rows, std::int64_t columns) {
  at::Tensor objects = at::full({static_cast<std::int64_t>(scenes.size()), rows * columns}, -1, at::kLong);
  auto seen = objects.accessor<std::int64_t, 2>();
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    for (std::size_t index = 0; index < scenes[i].objects.size(); ++index) {
      const SceneObject& object = scenes[i].objects[index];
      for (std::int64_t cell = 0; cell < rows * columns; ++cell) {
        const cv::Point centre(static_cast<int>((2 * (cell % columns) + 1) * scenes[i].size.width / (2 * columns)),
                               static_cast<int>((2 * (cell / columns) + 1) * scenes[i].size.height / (2 * rows)));
        if (!object.extent.contains(centre)) continue;
        if (object.visible.at<std::uint8_t>(centre - object.extent.tl()) > 0) {
          seen[static_cast<std::int64_t>(i)][cell] = static_cast<std::int64_t>(index);
        }
      }
    }
  }
  return objects;
}

at::Tensor cell_labels(const std::vector<Scene>& scenes, std::int64_t rows, std::int64_t columns,
                       std::int64_t background) {
  at::Tensor labels = cell_objects(scenes, rows, columns);
  auto label = labels.accessor<std::int64_t, 2>();
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    for (std::int64_t cell = 0; cell < rows * columns; ++cell) {
      std::int64_t& value = label[static_cast<std::int64_t>(i)][cell];
      value = value < 0 ? background : object_label(scenes[i].objects[static_cast<std::size_t>(value)]);
    }
  }
  return labels;
}

at::Tensor object_cells(const std::vector<Scene>& scenes, std::int64_t most, std::int64_t rows, std::int64_t columns) {
  at::Tensor cells = at::zeros({static_cast<std::int64_t>(scenes.size()), most, rows, columns}, at::kByte);
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    const std::vector<SceneObject>& objects = scenes[i].objects;
    for (std::size_t object = 0; object < objects.size() && object < static_cast<std::size_t>(most); ++object) {
      cv::Mat seen = cv::Mat::zeros(scenes[i].size, CV_8U), shares;
      objects[object].visible.copyTo(seen(objects[object].extent));
      cv::resize(seen, shares, {static_cast<int>(columns), static_cast<int>(rows)}, 0, 0, cv::INTER_AREA);
      auto* const out = cells[static_cast<std::int64_t>(i)][static_cast<std::int64_t>(object)].data_ptr<std::uint8_t>();
      std::copy(shares.begin<std::uint8_t>(), shares.end<std::uint8_t>(), out);
    }
  }
  return cells.flatten(2);
}

void forget_pixels(Scene& scene) {
  scene.picture.release();
  for (SceneObject& object : scene.objects) {
    object.full.release();
    object.visible.release();
  }
}

SceneSource::SceneSource()
    : maker_(std::make_unique<SceneMaker>(std::make_shared<const SpriteSet>(default_emoji_font()))) {}

std::vector<Scene> SceneSource::make(std::uint64_t seed, int count, const SceneOptions& options) const {
  const std::lock_guard lock(mutex_);
  std::vector<Scene> scenes;
  for (int i = 0; i < count; ++i) scenes.push_back(maker_->make(seed + static_cast<std::uint64_t>(i), options));
  return scenes;
}

const std::vector<std::string>& object_labels() {
  static const std::vector<std::string> labels = [] {
    std::vector<std::string> names;
    for (const ObjectClass& kind : object_classes()) {
      if (!kind.recoloured) {
        names.push_back(kind.name);
        continue;
      }
      for (const ObjectColour& colour : colours()) names.push_back(colour.name + " " + kind.name);
    }
    return names;
  }();
  return labels;
}

int object_label(const SceneObject& object) {
  int label = 0;
  for (int kind = 0; kind < object.object_class; ++kind) {
    label += object_classes()[static_cast<std::size_t>(kind)].recoloured ? static_cast<int>(colours().size()) : 1;
  }
  return label + std::max(0, object.colour);
}

}  // namespace rex::zoo
