// A map beside what it should lie on, where the picture comes with annotations: a scene of `rex-zoo scene`.
#pragma once

#include <optional>
#include <string>

#include "core/evaluate/pointing.h"
#include "core/explain/inquiry.h"
#include "core/render/heat_map.h"

namespace rex::evaluate {

/// How a map lies on the object that carries the answer.
struct SceneScore {
  std::string object;      ///< "cat"; of a question what its answer rests on
  PointingScore pointing;  ///< of the map enlarged to the picture's pixels, bilinear
  double iou = 0;          ///< of Otsu's mask of it and the object's

  /// "The highest point lies on the cat; 63 % of the map's energy lies inside; IoU of Otsu’s mask 0.41."
  std::string sentence() const;
};

/// EXPLANATION of ANSWERED judged by annotations.json (and questions.jsonl) in the picture's folder, as `rex-zoo scene`
/// writes them: a classifier's and a detector's target by the objects of its class (a query by the one that its box
/// finds), a question by its evidence. Nothing where there is no such file, the picture is not in it, or it tells no
/// object of this target. Throws Error for a damaged file.
std::optional<SceneScore> scene_score(const Answered& answered, const Explanation& explanation);

/// The intersection over union of Otsu's mask of MAP and TRUTH, which are of one size; 0 where both are empty.
double otsu_iou(const FloatMap& map, const Mask& truth);

}  // namespace rex::evaluate
