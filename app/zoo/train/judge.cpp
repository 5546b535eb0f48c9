#include "app/zoo/train/judge.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "app/zoo/scene/random.h"
#include "app/zoo/train/detection_loss.h"
#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/scene_batch.h"
#include "app/zoo/words/questions.h"
#include "core/base/error.h"
#include "core/evaluate/pointing.h"
#include "core/explain/inquiry.h"
#include "core/picture/picture.h"
#include "core/render/explained.h"
#include "core/render/otsu.h"

namespace rex::zoo {
namespace {

constexpr int judged_side = 224;
const double tolerance = std::nextafter(8., 9.);  // pixels: half a patch, reached
constexpr double least_iou = 0.5;                 // of a detection that counts as right
constexpr double centre_width = 0.25;             // of the picture: the centre prior's deviation

/// A right answer and the pixels that it rests on.
struct Case {
  Scene scene;
  std::vector<std::string> texts;
  std::function<std::optional<Target>(const Answered&, cv::Mat& truth)> choose;  // nothing: the answer is wrong
};

Picture picture_of(const Scene& scene) {
  Picture picture(scene.size.width, scene.size.height);
  for (int y = 0; y < scene.size.height; ++y) {
    std::memcpy(picture.row(y), scene.picture.ptr(y), static_cast<std::size_t>(scene.size.width) * 3);
  }
  return picture;
}

/// Where the objects are seen: CV_8U, 255 there.
cv::Mat visible(const Scene& scene, const std::vector<int>& objects) {
  cv::Mat mask = cv::Mat::zeros(scene.size, CV_8U);
  for (const int index : objects) {
    const SceneObject& object = scene.objects[static_cast<std::size_t>(index)];
    cv::Mat there = mask(object.extent);
    cv::max(there, object.visible, there);
  }
  return mask;
}

Case main_object_case(Scene scene) {
  Case one{std::move(scene), {}, {}};
  const Scene& known = one.scene;
  const int main = known.main, wanted = known.objects[static_cast<std::size_t>(main)].object_class;
  const cv::Mat mask = visible(known, {main});
  one.choose = [wanted, mask](const Answered& answered, cv::Mat& truth) -> std::optional<Target> {
    if (answered.predictions.front().target.class_index != wanted) return std::nullopt;
    truth = mask;
    return Target{};
  };
  return one;
}

Case detection_case(Scene scene, Random random) {
  std::vector<int> order;
  for (int i = 0; i < static_cast<int>(scene.objects.size()); ++i) order.push_back(i);
  random.shuffle(order);
  std::vector<std::pair<int, at::Tensor>> objects;  // label and box
  std::vector<cv::Mat> masks;
  for (const int index : order) {
    const SceneObject& object = scene.objects[static_cast<std::size_t>(index)];
    const double width = scene.size.width, height = scene.size.height;
    objects.emplace_back(object_label(object), at::tensor({(object.box.x + object.box.width / 2.0) / width,
                                                           (object.box.y + object.box.height / 2.0) / height,
                                                           object.box.width / width, object.box.height / height})
                                                   .to(at::kFloat));
    masks.push_back(visible(scene, {index}));
  }
  Case one{std::move(scene), {}, {}};
  one.choose = [objects, masks](const Answered& answered, cv::Mat& truth) -> std::optional<Target> {
    const at::Tensor probabilities = answered.outputs.at("logits")[0].softmax(-1);
    const at::Tensor boxes = answered.outputs.at("pred_boxes").reshape({-1, 4});
    for (std::size_t object = 0; object < objects.size(); ++object) {
      for (std::int64_t query = 0; query < boxes.size(0); ++query) {
        if (probabilities[query][objects[object].first].item<double>() < 0.5 ||
            box_iou(boxes[query], objects[object].second).item<double>() < least_iou) {
          continue;
        }
        truth = masks[object];
        Target target;
        target.query = query;
        return target;
      }
    }
    return std::nullopt;
  };
  return one;
}

std::optional<Case> question_case(Scene scene, Random random) {
  for (const Question& question : ask_several(scene, random, 6)) {
    if (question.evidence.empty()) continue;
    const std::vector<std::string>& all = answers();
    const std::int64_t wanted = std::find(all.begin(), all.end(), question.answer) - all.begin();
    const cv::Mat mask = visible(scene, question.evidence);
    Case one{std::move(scene), {question.text}, {}};
    one.choose = [wanted, mask](const Answered& answered, cv::Mat& truth) -> std::optional<Target> {
      if (answered.predictions.front().target.class_index != wanted) return std::nullopt;
      truth = mask;
      return Target{};
    };
    return one;
  }
  return std::nullopt;
}

void add_to(GroundTruthScore& score, const FloatMap& heat, const cv::Mat& truth) {
  FloatMap clean = heat;
  for (float& value : clean.values) value = std::isfinite(value) ? value : 0;
  evaluate::Mask mask(truth.rows, truth.cols);
  for (int y = 0; y < truth.rows; ++y) {
    for (int x = 0; x < truth.cols; ++x)
      mask.inside[static_cast<std::size_t>(y * truth.cols + x)] = truth.at<std::uint8_t>(y, x) > 0;
  }
  const evaluate::PointingScore pointing = evaluate::score_pointing(clean.values, mask, tolerance);
  const OtsuMask chosen = otsu_mask(clean);
  double both = 0, either = 0;
  for (std::size_t i = 0; i < mask.inside.size(); ++i) {
    const bool marked = chosen.mask[i] > 0, wanted = mask.inside[i] != 0;
    both += marked && wanted;
    either += marked || wanted;
  }
  ++score.explained;
  score.pointing += pointing.hit;
  score.energy += pointing.energy.value_or(0);
  score.iou += either > 0 ? both / either : 0;
}

/// The values of a map on the picture's pixels.
FloatMap painted(const HeatMap& heat, const Scene& scene) {
  return sample(heat, Viewport::whole(scene.size.width, scene.size.height), Interpolation::smooth);
}

/// A map without any knowledge, on as many places as the model's own.
HeatMap random_map(const Answered& answered, std::uint64_t seed) {
  const PreparedInput& input = answered.input;
  constexpr int grid = judged_side / 16;
  at::Generator generator = at::detail::createCPUGenerator(seed);
  if (input.regions.empty()) return heat_map(at::rand({grid * grid}, generator), grid, grid, *input.geometry);
  return heat_map(at::rand({static_cast<std::int64_t>(input.regions.size())}, generator), input.regions);
}

FloatMap centre_prior(const Scene& scene) {
  FloatMap map(scene.size.width, scene.size.height);
  for (std::int64_t y = 0; y < map.height; ++y) {
    for (std::int64_t x = 0; x < map.width; ++x) {
      const double right = (static_cast<double>(x) + 0.5) / scene.size.width - 0.5;
      const double down = (static_cast<double>(y) + 0.5) / scene.size.height - 0.5;
      map.row(y)[x] = static_cast<float>(std::exp(-(right * right + down * down) / (2 * centre_width * centre_width)));
    }
  }
  return map;
}

/// The next case of FAMILY, or nothing where the scene of SEED allows none.
std::optional<Case> make_case(const std::string& family, const SceneSource& source, std::uint64_t seed) {
  SceneOptions options;
  options.size = {judged_side, judged_side};
  options.main_object = family == "vit";
  if (family == "vit") options.recoloured = 0.11;
  Scene scene = source.make(seed, 1, options).front();
  const Random random = Random(seed).fork("judge");
  if (family == "vit") return main_object_case(std::move(scene));
  if (family == "detr") return detection_case(std::move(scene), random);
  return question_case(std::move(scene), random);
}

}  // namespace

std::vector<GroundTruthScore> judge(const std::filesystem::path& folder, int count) {
  Inquiry inquiry(folder);
  const ModelDescription& model = inquiry.model()->description;
  const std::string& family = model.family;
  if (family != "vit" && family != "detr" && family != "lxmert") {
    throw Error(folder.string(), "is a " + family + " model", "Only ViT, DETR and LXMERT are judged.");
  }
  std::vector<const ExplanationMethod*> methods;
  std::vector<GroundTruthScore> scores;
  for (const auto& method : explanation_methods()) {
    if (method->is_ablation() || method->fits(model)) continue;
    methods.push_back(method.get());
    scores.push_back({method->name()});
  }
  GroundTruthScore random_score{"random map"}, centre_score{"centre prior"};
  const SceneSource source;
  ExplainOptions options;
  options.double_precision = true;
  for (int i = 0; i < count; ++i) {
    const std::uint64_t seed = held_out_seed + static_cast<std::uint64_t>(i);
    const std::optional<Case> one = make_case(family, source, seed);
    if (!one) continue;
    rex::Question question;
    question.picture = std::make_shared<const Picture>(picture_of(one->scene));
    question.texts = one->texts;
    const auto answered = inquiry.ask(inquiry.prepare(std::move(question)));
    cv::Mat truth;
    const std::optional<Target> target = one->choose(*answered, truth);
    if (!target) continue;
    for (std::size_t m = 0; m < methods.size(); ++m) {
      const Explanation explanation = inquiry.explain(*target, *methods[m], options);
      const HeatMap heat = heat_of(*answered, explanation);
      if (!heat.empty()) add_to(scores[m], painted(heat, one->scene), truth);
    }
    add_to(random_score, painted(random_map(*answered, seed), one->scene), truth);
    add_to(centre_score, centre_prior(one->scene), truth);
  }
  scores.push_back(random_score);
  scores.push_back(centre_score);
  for (GroundTruthScore& score : scores) {
    const double number = std::max(1, score.explained);
    score.pointing /= number;
    score.energy /= number;
    score.iou /= number;
  }
  return scores;
}

}  // namespace rex::zoo
