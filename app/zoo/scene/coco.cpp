#include "app/zoo/scene/coco.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "app/zoo/scene/classes.h"

namespace rex::zoo {

using Json = nlohmann::ordered_json;

std::vector<int> run_lengths(const cv::Mat& mask, cv::Rect extent, cv::Size picture) {
  std::vector<int> lengths;
  uchar current = 0;
  int run = 0;
  for (int x = 0; x < picture.width; ++x) {
    for (int y = 0; y < picture.height; ++y) {
      const uchar value = extent.contains({x, y}) && mask.at<uchar>(y - extent.y, x - extent.x) ? 1 : 0;
      if (value != current) {
        lengths.push_back(run);
        run = 0;
        current = value;
      }
      ++run;
    }
  }
  lengths.push_back(run);
  return lengths;
}

CocoWriter::CocoWriter(std::ostream& out) : out_(out) {
  Json categories = Json::array();
  for (size_t i = 0; i < object_classes().size(); ++i)
    categories.push_back({{"id", i + 1}, {"name", object_classes()[i].name}, {"supercategory", "object"}});
  const Json info = {{"description", "Scenes rendered by rex-zoo"}, {"version", REX_VERSION}};
  const Json licence = {{"id", 1},
                        {"name", "Objects: Noto Color Emoji, SIL Open Font License 1.1"},
                        {"url", "https://openfontlicense.org"}};
  out_ << "{\"info\": " << info << ",\n\"licenses\": [" << licence << "],\n\"categories\": " << categories
       << ",\n\"annotations\": [";
}

int CocoWriter::add(const Scene& scene, const std::string& file_name) {
  ++image_;
  first_annotation_ = next_annotation_;
  const Json image = {
      {"id", image_}, {"file_name", file_name}, {"width", scene.size.width},     {"height", scene.size.height},
      {"license", 1}, {"seed", scene.seed},     {"background", scene.background}};
  images_ += (images_.empty() ? "\n" : ",\n") + image.dump();
  for (size_t i = 0; i < scene.objects.size(); ++i) {
    const SceneObject& object = scene.objects[i];
    Json annotation = {{"id", next_annotation_},
                       {"image_id", image_},
                       {"category_id", object.object_class + 1},
                       {"bbox", {object.box.x, object.box.y, object.box.width, object.box.height}},
                       {"area", cv::countNonZero(object.visible)},
                       {"segmentation",
                        {{"size", {scene.size.height, scene.size.width}},
                         {"counts", run_lengths(object.visible, object.extent, scene.size)}}},
                       {"iscrowd", 0},
                       {"visible_fraction", std::round(object.visible_fraction * 1e4) / 1e4},
                       {"depth", i}};
    if (object.colour != no_colour) annotation["colour"] = colours()[static_cast<size_t>(object.colour)].name;
    if (scene.main >= 0) annotation["main"] = static_cast<int>(i) == scene.main;
    out_ << (next_annotation_ == 1 ? "\n" : ",\n") << annotation;
    ++next_annotation_;
  }
  return image_;
}

void CocoWriter::finish() { out_ << "\n],\n\"images\": [" << images_ << "\n]}\n"; }

Json to_json(const Question& question, int first_id) {
  Json evidence = Json::array();
  for (const int index : question.evidence) evidence.push_back(first_id + index);
  return {
      {"question", question.text}, {"answer", question.answer}, {"kind", name(question.kind)}, {"evidence", evidence}};
}

Json to_json(const Claim& truth, const std::vector<WrongCaption>& wrong) {
  Json list = Json::array();
  for (const WrongCaption& caption : wrong)
    list.push_back({{"caption", caption.claim.text()}, {"change", caption.change}});
  return {{"caption", truth.text()}, {"wrong", list}};
}

}  // namespace rex::zoo
