#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <set>
#include <sstream>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/classes.h"
#include "app/zoo/scene/coco.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/zoo/judge.h"

using namespace rex::zoo;
using namespace rex::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Draws COCO's run lengths again and compares with the annotation's own area and box.
void check_annotation(const Json& annotation, int width, int height) {
  REQUIRE(annotation["segmentation"]["size"] == Json({height, width}));
  cv::Mat mask(height, width, CV_8U, cv::Scalar(0));
  int at = 0;
  bool inside = false;
  for (const int run : annotation["segmentation"]["counts"]) {
    REQUIRE(run >= 0);
    REQUIRE(at + run <= width * height);
    for (int i = 0; i < run; ++i, ++at)
      if (inside) mask.at<uchar>(at % height, at / height) = 1;
    inside = !inside;
  }
  CHECK(at == width * height);
  CHECK(cv::countNonZero(mask) == annotation["area"]);
  int left = width, top = height, right = -1, bottom = -1;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      if (mask.at<uchar>(y, x))
        left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = y;
  CHECK(annotation["bbox"] == Json({left, top, right - left + 1, bottom - top + 1}));
  CHECK(annotation["iscrowd"] == 0);
}

void check_coco(const Json& coco, size_t images) {
  REQUIRE(coco["images"].size() == images);
  CHECK(coco["categories"].size() == object_classes().size());
  std::set<int> ids;
  for (const Json& annotation : coco["annotations"]) {
    CHECK(ids.insert(annotation["id"].get<int>()).second);
    const Json& image = coco["images"].at(annotation["image_id"].get<size_t>() - 1);
    CHECK(image["id"] == annotation["image_id"]);
    CHECK(coco["categories"].at(annotation["category_id"].get<size_t>() - 1)["id"] == annotation["category_id"]);
    check_annotation(annotation, image["width"], image["height"]);
  }
}

std::vector<Json> lines_of(const fs::path& path) {
  std::istringstream text(read_file(path));
  std::vector<Json> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
  return lines;
}

}  // namespace

TEST_CASE("COCO annotations agree with the scenes", "[zoo]") {
  std::ostringstream out;
  CocoWriter writer(out);
  size_t objects = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    const Scene scene = random_truth(random);
    CHECK(writer.add(scene, "x.png") == static_cast<int>(seed) + 1);
    CHECK(writer.annotation_id(0) == static_cast<int>(objects) + 1);
    objects += scene.objects.size();
  }
  writer.finish();
  const Json coco = Json::parse(out.str());
  check_coco(coco, 20);
  CHECK(coco["annotations"].size() == objects);
}

TEST_CASE("rex-zoo scene writes a data set", "[zoo]") {
  if (!installed_sprites()) REX_SKIP("fonts-noto-color-emoji is not installed");
  const TemporaryFolder folder;
  const std::string out = (folder.path() / "set").string();
  const CommandResult result = run_rex("scene --seed 7 --count 3 --size 160x120 --out " + out);
  INFO(result.errors);
  REQUIRE(result.status == 0);
  const Json coco = Json::parse(read_file(folder.path() / "set/annotations.json"));
  check_coco(coco, 3);
  for (const Json& image : coco["images"]) {
    const cv::Mat picture = cv::imread((fs::path(out) / image["file_name"].get<std::string>()).string());
    CHECK(picture.cols == 160);
    CHECK(picture.rows == 120);
  }
  const std::vector<Json> questions = lines_of(folder.path() / "set/questions.jsonl");
  CHECK(questions.size() >= 9);
  for (const Json& question : questions)
    for (const int id : question["evidence"])
      CHECK(coco["annotations"].at(static_cast<size_t>(id) - 1)["image_id"] == question["image_id"]);
  CHECK(lines_of(folder.path() / "set/captions.jsonl").size() == 3);
  // The same seed again: the same bytes.
  REQUIRE(run_rex("scene --seed 9 --size 160x120 --out " + (folder.path() / "again").string()).status == 0);
  CHECK(read_file(folder.path() / "again/scene-000009.png") == read_file(folder.path() / "set/scene-000009.png"));
}

TEST_CASE("reviews are written in ERASER's layout with the words that decide them", "[zoo]") {
  const TemporaryFolder folder;
  REQUIRE(run_rex("reviews --count 40 --seed 3 --out " + folder.path().string()).status == 0);
  const std::vector<Json> lines = lines_of(folder.path() / "test.jsonl");
  REQUIRE(lines.size() == 40);
  for (const Json& line : lines) {
    std::istringstream document(read_file(folder.path() / "docs" / line["docids"].at(0).get<std::string>()));
    std::vector<std::string> words;
    for (std::string word; document >> word;) words.push_back(word);
    INFO(line.dump());
    REQUIRE(line["evidences"].at(0).size() >= 1);
    CHECK(line["evidences"].at(0).size() <= 4);  // two words of praise or blame, or one with its denial
    for (const Json& evidence : line["evidences"].at(0)) {
      const auto first = evidence["start_token"].get<std::size_t>();
      CHECK(evidence["end_token"] == first + 1);
      CHECK(words.at(first) == evidence["text"].get<std::string>());
    }
  }
}

TEST_CASE("tables are written between their marks, with raw attention and random maps below", "[zoo]") {
  const TemporaryFolder folder;
  const Json number = {{"mean", 0.5}, {"lower", 0.25}, {"upper", 0.75}};
  const Json method = {{"numbers", {{"words/positive_auc", number}, {"other", number}}}};
  const Json methods = {{"raw_attention", method}, {"rollout", method}, {"random", method}};
  const Json summary = {{"samples", 7},
                        {"accuracy", 0.875},
                        {"run", {{"model", "/some/demo-bert"}, {"protocol", "perturbation"}}},
                        {"subsets", {{"all", {{"targets", {{"predicted", {{"methods", methods}}}}}}}}}};
  fs::create_directories(folder.path() / "results/run");
  std::ofstream(folder.path() / "results/run/summary.json") << summary;
  const fs::path readme = folder.path() / "README.md";
  const std::string begin = "<!-- Tables: made by ./dev tables -->\n", end = "<!-- End of the tables -->\n";
  std::ofstream(readme) << "before\n" << begin << "old\n" << end << "after\n";
  const std::string command = "tables " + (folder.path() / "results").string() + " --readme " + readme.string();
  for (int times = 0; times < 2; ++times) {  // the second time finds the first one's tables
    REQUIRE(run_rex(command).status == 0);
    CHECK(read_file(readme) == "before\n" + begin +
                                   "\n### demo-bert: perturbation\n\n7 samples, answered right: 0.875.\n\n"
                                   "| method | words: positive AUC ↓ |\n|---|---|\n"
                                   "| rollout | 0.500 [0.250, 0.750] |\n"
                                   "| raw_attention | 0.500 [0.250, 0.750] |\n"
                                   "| random | 0.500 [0.250, 0.750] |\n\n" +
                                   end + "after\n");
  }
  std::ofstream(readme) << "no marks\n";
  const CommandResult without = run_rex(command);
  CHECK(without.status == 1);
  CHECK_THAT(without.errors, ContainsSubstring("has no two lines"));
}

TEST_CASE("rex-zoo says what is wrong", "[zoo]") {
  const TemporaryFolder folder;
  const std::string out = " --out " + (folder.path() / "x").string();
  CHECK(run_rex("").status == 2);
  CHECK(run_rex("scene").status == 2);
  CHECK(run_rex("scene --count 0" + out).status == 2);
  const CommandResult font = run_rex("scene --font /nowhere.ttf" + out);
  CHECK(font.status == 1);
  CHECK_THAT(font.errors, ContainsSubstring("/nowhere.ttf"));
  const CommandResult size = run_rex("scene --size 12by34" + out);
  CHECK(size.status == 1);
  CHECK_THAT(size.errors, ContainsSubstring("WIDTHxHEIGHT"));
}

TEST_CASE("the gallery's pictures, questions and captions agree with its truth", "[zoo]") {
  const fs::path pictures = rex::test::source_folder() / "resources/pictures";
  const Json scenes = Json::parse(read_file(pictures / "scenes.json"))["scenes"];
  CHECK(scenes.size() == 25);
  uintmax_t bytes = 0;
  for (const Json& scene : scenes) {
    INFO(scene["file"]);
    const fs::path file = pictures / scene["file"].get<std::string>();
    bytes += fs::file_size(file);
    const cv::Mat picture = cv::imread(file.string());
    CHECK(picture.cols == scene["width"]);
    CHECK(picture.rows == scene["height"]);
    std::vector<Thing> things;
    for (const Json& object : scene["objects"]) {
      const auto& box = object["box"];
      things.push_back({object["class"], object.value("colour", ""), {box[0], box[1], box[2], box[3]}});
      const cv::Rect frame(0, 0, picture.cols, picture.rows);
      CHECK((things.back().box & frame) == things.back().box);
    }
    CHECK(scene["questions"].size() >= 4);
    for (const Json& question : scene["questions"])
      CHECK(judged_answer(question["question"], things) == question["answer"].get<std::string>());
    for (const Json& caption : scene["captions"]) CHECK(judged_true(caption["text"], things) == caption["right"]);
  }
  CHECK(bytes < 4'000'000);
}
