#include "core/evaluate/protocols/scene_truth.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "core/evaluate/data/scenes.h"
#include "core/render/explained.h"
#include "core/render/otsu.h"

namespace rex::evaluate {
namespace {

constexpr double least_box_iou = 0.5;  // of a detection's box with the object's, as the pointing protocol has it

/// Whether LABEL ("cat", "query 3: red car") names CATEGORY.
bool names(const std::string& label, const std::string& category) {
  return label == category || label.ends_with(" " + category);
}

/// The annotations of IMAGE that the target of EXPLANATION speaks of.
std::vector<const CocoAnnotation*> annotations_of(const Scenes& scenes, const CocoImage& image,
                                                  const Answered& answered, const Explanation& explanation) {
  std::vector<const CocoAnnotation*> found;
  const ModelKind& kind = answered.model->description;
  std::vector<std::int64_t> evidence;
  if (kind.reads_text()) {
    if (kind.reads_several_texts() || answered.question.texts.empty()) return found;
    for (const SceneQuestion& question : scenes.questions) {
      if (question.image == image.id && question.text == answered.question.texts.front()) evidence = question.evidence;
    }
  }
  for (const CocoAnnotation& annotation : scenes.annotations.annotations) {
    if (annotation.image != image.id || annotation.crowd) continue;
    if (kind.reads_text()) {
      if (std::find(evidence.begin(), evidence.end(), annotation.id) != evidence.end()) found.push_back(&annotation);
      continue;
    }
    if (!names(explanation.target_label, scenes.annotations.categories.at(annotation.category))) continue;
    if (explanation.target.query) {
      const Box& box = answered.query_boxes.at(static_cast<std::size_t>(*explanation.target.query));
      if (intersection_over_union(box, mask_of(annotation, image).bounds()) < least_box_iou) continue;
    }
    found.push_back(&annotation);
  }
  return found;
}

}  // namespace

double otsu_iou(const FloatMap& map, const Mask& truth) {
  const OtsuMask mask = otsu_mask(map);
  double both = 0, either = 0;
  for (std::size_t i = 0; i < truth.inside.size(); ++i) {
    const bool chosen = mask.mask[i] > 0, wanted = truth.inside[i] != 0;
    both += chosen && wanted ? 1 : 0;
    either += chosen || wanted ? 1 : 0;
  }
  return either > 0 ? both / either : 0;
}

std::string SceneScore::sentence() const {
  char numbers[96];
  std::snprintf(numbers, sizeof numbers, "%.0f %% of the map's energy lies inside; IoU of Otsu's mask %.2f",
                100 * pointing.energy.value_or(0), iou);
  const std::string where = pointing.inside ? "lies on " : pointing.hit ? "lies at most 15 pixels beside " : "misses ";
  return "The highest point " + where + object + "; " + numbers + ".";
}

std::optional<SceneScore> scene_score(const Answered& answered, const Explanation& explanation) {
  const std::filesystem::path& file = answered.question.picture_file;
  std::error_code ignored;
  if (file.empty() || !answered.question.picture || !explanation.relevancies.image.defined() ||
      !std::filesystem::is_regular_file(file.parent_path() / "annotations.json", ignored)) {
    return std::nullopt;
  }
  const Scenes scenes = read_scenes(file.parent_path());
  const auto& images = scenes.annotations.images;
  const auto image = std::find_if(images.begin(), images.end(), [&](const CocoImage& one) {
    return std::filesystem::path(one.file_name).filename() == file.filename();
  });
  const Picture& picture = *answered.question.picture;
  if (image == images.end() || image->width != picture.width || image->height != picture.height) return std::nullopt;
  const std::vector<const CocoAnnotation*> objects = annotations_of(scenes, *image, answered, explanation);
  if (objects.empty()) return std::nullopt;
  std::vector<RunLengths> masks;
  for (const CocoAnnotation* annotation : objects) masks.push_back(mask_of(*annotation, *image));
  const Mask truth = decode(united(masks));
  if (truth.area() == 0) return std::nullopt;
  const HeatMap heat = heat_of(answered, explanation);
  if (heat.empty()) return std::nullopt;
  const FloatMap map = sample(heat, Viewport::whole(picture.width, picture.height), Interpolation::smooth);
  SceneScore score;
  const std::string category = scenes.annotations.categories.at(objects.front()->category);
  score.object = answered.model->description.reads_text() ? "what the answer rests on" : "the " + category;
  score.pointing = score_pointing(map.values, truth);
  score.iou = otsu_iou(map, truth);
  return score;
}

}  // namespace rex::evaluate
