// A map beside the annotations that come with its picture.
#include "core/evaluate/protocols/scene_truth.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
using namespace rex::evaluate;

namespace {

/// Annotations of one picture whose object CATEGORY fills it from LEFT to RIGHT (fractions), all its height.
std::string annotations(const Picture& picture, const std::string& category, double left, double right) {
  const double width = static_cast<double>(picture.width), height = static_cast<double>(picture.height);
  const nlohmann::json corners = {left * width, 0, right * width, 0, right * width, height, left * width, height};
  return nlohmann::json{
      {"images", {{{"id", 1}, {"file_name", "beach.jpg"}, {"width", picture.width}, {"height", picture.height}}}},
      {"categories", {{{"id", 3}, {"name", category}}}},
      {"annotations",
       {{{"id", 1},
         {"image_id", 1},
         {"category_id", 3},
         {"iscrowd", 0},
         {"area", (right - left) * width * height},
         {"bbox", {left * width, 0, (right - left) * width, height}},
         {"segmentation", {corners}}}}}}
      .dump();
}

}  // namespace

TEST_CASE("a map is judged by the annotations beside its picture, where they tell its class") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "beach.jpg", truth = folder.path() / "annotations.json";
  std::filesystem::copy_file(source_folder() / "resources/pictures/beach.jpg", file);
  Inquiry inquiry(source_folder() / "resources/models/demo-vit");
  Question question;
  question.picture_file = file;
  question.picture = std::make_shared<const Picture>(load_picture(file));
  const auto answered = inquiry.ask(inquiry.prepare(question));
  const Explanation map = inquiry.explain({}, explanation_method("generic"), {});
  CHECK_FALSE(scene_score(*answered, map).has_value());  // no file
  write_file(truth, annotations(*question.picture, "no such thing", 0, 1));
  CHECK_FALSE(scene_score(*answered, map).has_value());
  write_file(truth, annotations(*question.picture, map.target_label, 0, 1));
  const auto all = scene_score(*answered, map);
  REQUIRE(all.has_value());
  CHECK(all->pointing.inside);
  CHECK(*all->pointing.energy == Approx(1));
  CHECK(all->object == "the " + map.target_label);
  CHECK_THAT(all->sentence(), ContainsSubstring("lies on the " + map.target_label) && ContainsSubstring("100 %"));
  // Two halves share the energy.
  double energy = 0;
  for (const auto& [left, right] : {std::pair(0.0, 0.5), std::pair(0.5, 1.0)}) {
    write_file(truth, annotations(*question.picture, map.target_label, left, right));
    const auto half = scene_score(*answered, map);
    REQUIRE(half.has_value());
    CHECK(half->iou >= 0);
    CHECK(half->iou <= 1);
    energy += *half->pointing.energy;
  }
  CHECK(energy == Approx(1).margin(0.01));  // a column of pixels lies between
  write_file(truth, "{");
  CHECK_THROWS_AS(scene_score(*answered, map), Error);
}
