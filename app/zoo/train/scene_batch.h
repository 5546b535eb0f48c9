#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

/// The normalisation of a preprocessor_config.json.
struct Normalization {
  std::array<float, 3> mean{0.485F, 0.456F, 0.406F};
  std::array<float, 3> deviation{0.229F, 0.224F, 0.225F};
};

/// The pictures of SCENES, all of one size, as pixel_values [scenes, 3, height, width].
at::Tensor pixel_values(const std::vector<Scene>& scenes, const Normalization& normalization);

/// Which label stands at the centre of every cell of a ROWS × COLUMNS grid: [scenes, ROWS · COLUMNS] int64, BACKGROUND
/// where nothing stands.
at::Tensor cell_labels(const std::vector<Scene>& scenes, std::int64_t rows, std::int64_t columns,
                       std::int64_t background);

/// Which object is seen at the centre of every cell of a ROWS × COLUMNS grid: [scenes, ROWS · COLUMNS] int64, an index
/// into the scene's objects or -1.
at::Tensor cell_objects(const std::vector<Scene>& scenes, std::int64_t rows, std::int64_t columns);

/// How much of every cell of a ROWS × COLUMNS grid each object covers with its visible pixels: [scenes, MOST,
/// ROWS · COLUMNS] uint8, 0…255; 0 for objects that are not there.
at::Tensor object_cells(const std::vector<Scene>& scenes, std::int64_t most, std::int64_t rows, std::int64_t columns);

/// Lets go of the picture and the masks of SCENE, which take much memory; its truth stays.
void forget_pixels(Scene& scene);

/// Scenes for batches, from any thread.
class SceneSource {
 public:
  SceneSource();  ///< Throws Error where the emoji font is missing.

  /// COUNT scenes of the seeds SEED, SEED + 1, …
  std::vector<Scene> make(std::uint64_t seed, int count, const SceneOptions& options) const;

 private:
  mutable std::mutex mutex_;
  std::unique_ptr<SceneMaker> maker_;
};

/// One label for every drawing that differs in class or colour: "cat", …, "red balloon", ….
const std::vector<std::string>& object_labels();

/// The label of an object, an index into object_labels().
int object_label(const SceneObject& object);

}  // namespace rex::zoo
