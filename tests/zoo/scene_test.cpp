#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/classes.h"
#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/zoo/judge.h"

using namespace rex::zoo;
using namespace rex::test;

namespace {

const char* const no_font = "fonts-noto-color-emoji is not installed";

bool same(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

bool same(const Scene& a, const Scene& b) {
  if (!same(a.picture, b.picture) || a.objects.size() != b.objects.size()) return false;
  for (size_t i = 0; i < a.objects.size(); ++i)
    if (a.objects[i].box != b.objects[i].box || !same(a.objects[i].visible, b.objects[i].visible)) return false;
  return true;
}

void check_truth(const Scene& scene, double least_visible) {
  const cv::Rect frame({}, scene.size);
  cv::Mat taken(scene.size, CV_8U, cv::Scalar(0));
  for (size_t i = scene.objects.size(); i-- > 0;) {  // from front to back
    const SceneObject& object = scene.objects[i];
    REQUIRE((object.extent & frame) == object.extent);
    REQUIRE(object.full.size() == object.extent.size());
    REQUIRE(object.visible.size() == object.extent.size());
    const cv::Rect seen = cv::boundingRect(object.visible) + object.extent.tl();
    CHECK(seen == object.box);
    CHECK(cv::countNonZero(object.visible & ~object.full) == 0);
    // Seen is what nothing nearer takes.
    cv::Mat nearer = taken(object.extent);
    CHECK(same(object.visible, object.full & ~nearer));
    nearer |= object.full;
    const double fraction = cv::countNonZero(object.visible) / static_cast<double>(cv::countNonZero(object.full));
    CHECK(object.visible_fraction == Approx(fraction));
    CHECK(fraction >= least_visible);
  }
}

}  // namespace

TEST_CASE("the same seed gives the same bytes", "[zoo]") {
  const auto sprites = installed_sprites();
  if (!sprites) REX_SKIP(no_font);
  SceneMaker one(sprites), other(sprites);
  std::vector<Scene> scenes;
  for (uint64_t seed = 0; seed < 30; ++seed) scenes.push_back(one.make(seed));
  for (uint64_t seed = 30; seed-- > 0;) CHECK(same(other.make(seed), scenes[seed]));  // in another order
  CHECK_FALSE(same(scenes[1].picture, scenes[2].picture));
}

TEST_CASE("the truth of scenes is consistent", "[zoo]") {
  const auto sprites = installed_sprites();
  if (!sprites) REX_SKIP(no_font);
  SceneMaker maker(sprites);
  int covered = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    SceneOptions options;
    if (seed % 4 == 1) options.size = {200, 150};
    if (seed % 4 == 2) options.stretch = 1.3;
    options.fewest = seed % 4 == 3 ? 4 : 1;
    INFO("seed " << seed);
    const Scene scene = maker.make(seed, options);
    CHECK(scene.size == options.size);
    CHECK(scene.picture.size() == options.size);
    CHECK(static_cast<int>(scene.objects.size()) >= options.fewest);
    CHECK(static_cast<int>(scene.objects.size()) <= options.most);
    check_truth(scene, options.least_visible);
    for (const SceneObject& object : scene.objects) {
      covered += object.visible_fraction < 0.97;
      CHECK(std::max(object.box.width, object.box.height) > 0.08 * options.size.height);
    }
  }
  CHECK(covered > 40);
}

TEST_CASE("a main-object scene has one clearly largest object", "[zoo]") {
  const auto sprites = installed_sprites();
  if (!sprites) REX_SKIP(no_font);
  SceneMaker maker(sprites);
  SceneOptions options;
  options.main_object = true;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Scene scene = maker.make(seed, options);
    INFO("seed " << seed);
    REQUIRE((scene.main >= 0 && scene.main < static_cast<int>(scene.objects.size())));
    const SceneObject& main = scene.objects[static_cast<size_t>(scene.main)];
    CHECK(main.visible_fraction > 0.8);
    for (const SceneObject& object : scene.objects) {
      if (&object == &main) continue;
      CHECK(object.object_class != main.object_class);
      CHECK(std::max(main.extent.width, main.extent.height) >
            1.5 * std::max(object.extent.width, object.extent.height));
    }
  }
}

TEST_CASE("recoloured objects have their colour in the picture", "[zoo]") {
  const auto sprites = installed_sprites();
  if (!sprites) REX_SKIP(no_font);
  SceneMaker maker(sprites);
  for (const char* name : {"balloon", "book", "heart"}) {
    for (int colour = 0; colour < static_cast<int>(colours().size()); ++colour) {
      BackdropChoice backdrop;
      backdrop.kind = "paper";
      Arrangement arrangement;
      arrangement.objects.push_back({class_index(name), colour, 0.5, 0.5, 0.6, 0, false});
      const Scene scene = maker.compose(backdrop, arrangement, {224, 224});
      REQUIRE(scene.objects[0].colour == colour);
      cv::Mat inside, hsv;
      cv::erode(scene.objects[0].visible, inside, cv::Mat::ones(9, 9, CV_8U));
      cv::cvtColor(scene.picture(scene.objects[0].extent), hsv, cv::COLOR_RGB2HSV);  // hue in 0…180
      int own = 0;
      for (int y = 0; y < hsv.rows; ++y) {
        for (int x = 0; x < hsv.cols; ++x) {
          const cv::Vec3b pixel = hsv.at<cv::Vec3b>(y, x);
          double off = std::abs(2.0 * pixel[0] - colours()[static_cast<size_t>(colour)].hue);
          off = std::min(off, 360 - off);
          own += inside.at<uchar>(y, x) && pixel[1] > 80 && off < 9;
        }
      }
      INFO(name << " " << colours()[static_cast<size_t>(colour)].name);
      CHECK(own > 0.55 * cv::countNonZero(inside));
    }
  }
}

TEST_CASE("scene options out of range are refused", "[zoo]") {
  const auto sprites = installed_sprites();
  if (!sprites) REX_SKIP(no_font);
  SceneMaker maker(sprites);
  const auto with = [](auto change) {
    SceneOptions options;
    change(options);
    return options;
  };
  CHECK_THROWS_AS(maker.make(1, with([](auto& o) { o.size = {0, 224}; })), rex::Error);
  CHECK_THROWS_AS(maker.make(1, with([](auto& o) { o.size = {100000, 224}; })), rex::Error);
  CHECK_THROWS_AS(maker.make(1, with([](auto& o) { o.fewest = 5, o.most = 4; })), rex::Error);
  CHECK_THROWS_AS(maker.make(1, with([](auto& o) { o.most = 50; })), rex::Error);
  CHECK_THROWS_AS(maker.make(1, with([](auto& o) { o.stretch = 0; })), rex::Error);
}

TEST_CASE("an unusable emoji font is named with a remedy", "[zoo]") {
  CHECK_THROWS_WITH(read_emoji("/nowhere/font.ttf", {0x1F408}), ContainsSubstring("fonts-noto-color-emoji"));
  CHECK_THROWS_AS(read_emoji(rex::test::source_folder() / "README.md", {0x1F408}), rex::Error);
  CHECK_THROWS_WITH(class_index("unicorn"), ContainsSubstring("cat, dog"));
}
