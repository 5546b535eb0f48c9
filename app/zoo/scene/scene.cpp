#include "app/zoo/scene/scene.h"

#include <algorithm>

#include "app/zoo/scene/classes.h"
#include "app/zoo/scene/planner.h"
#include "core/base/error.h"

namespace rex::zoo {
namespace {

constexpr int most_plans = 12;
constexpr double planning_margin = 0.04;  // what the coarse grid of the planner may be wrong by
constexpr double apart = 0.985;           // seen of each object where objects should not cover each other

void check(const SceneOptions& options) {
  const auto need = [](bool fine, const char* option, const char* problem) {
    if (!fine) throw Error(option, problem);
  };
  need(options.size.width >= 32 && options.size.height >= 32 && options.size.width <= 4096 &&
           options.size.height <= 4096,
       "size", "must be 32 to 4096 pixels");
  need(options.fewest >= 1 && options.fewest <= options.most && options.most <= 8, "objects", "must be 1 to 8");
  need(options.smallest > 0.02 && options.smallest <= options.largest && options.largest <= 0.9, "object size",
       "must be between 0.02 and 0.9 of the picture");
  need(options.least_visible >= 0 && options.least_visible <= 0.95, "visible fraction", "must be 0 to 0.95");
  need(options.stretch >= 1 && options.stretch <= 2, "stretch", "must be 1 to 2");
  need(options.paintings >= 1, "paintings", "must be at least 1");
}

}  // namespace

Scene SceneMaker::make(uint64_t seed, const SceneOptions& options) {
  check(options);
  const Random random(seed);
  Random background_random = random.fork("background"), count_random = random.fork("count");
  const BackdropChoice choice = random_backdrop(background_random, options.paintings);
  const Backdrop backdrop = backdrops_.get(choice, options.size);
  const int count = count_random.between(options.fewest, options.most);
  const bool may_cover = count_random.chance(options.overlapping);

  for (int attempt = 0;; ++attempt) {
    const bool last = attempt == most_plans;  // then with everything apart, which always fits
    Random arrangement_random = random.fork("layout " + std::to_string(attempt));
    const double least = may_cover && !last ? options.least_visible + planning_margin : apart;
    const Arrangement arrangement =
        plan_arrangement(arrangement_random, *sprites_, backdrop.setting, options, count, least);
    if (static_cast<int>(arrangement.objects.size()) < count && !last) continue;
    Scene scene = render(backdrop, arrangement);
    const bool all_seen = std::all_of(scene.objects.begin(), scene.objects.end(), [&](const SceneObject& object) {
      return object.visible_fraction >= options.least_visible;
    });
    if (!all_seen && !last) continue;
    scene.seed = seed;
    scene.background = choice.kind;
    return scene;
  }
}

Scene SceneMaker::compose(const BackdropChoice& background, const Arrangement& arrangement, cv::Size size) {
  Scene scene = render(backdrops_.get(background, size), arrangement);
  scene.seed = background.seed;
  scene.background = background.kind;
  return scene;
}

std::string object_name(const SceneObject& object) {
  const std::string& name = object_classes().at(static_cast<size_t>(object.object_class)).name;
  if (object.colour == no_colour) return name;
  return colours().at(static_cast<size_t>(object.colour)).name + " " + name;
}

}  // namespace rex::zoo
