#include "core/evaluate/data/voc.h"

#include <charconv>
#include <cmath>
#include <set>
#include <sstream>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/evaluate/data/xml.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

const std::array<std::string_view, 21> voc_classes{
    "background", "aeroplane", "bicycle",     "bird",  "boat",        "bottle", "bus",
    "car",        "cat",       "chair",       "cow",   "diningtable", "dog",    "horse",
    "motorbike",  "person",    "pottedplant", "sheep", "sofa",        "train",  "tvmonitor"};

namespace {

constexpr std::uintmax_t largest_text = 4 << 20;

double number_of(const XmlElement& parent, std::string_view name, const std::string& where) {
  const XmlElement* element = parent.find(name);
  const std::string text = element == nullptr ? "" : element->text;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && std::isfinite(number)) return number;
  throw Error(where, "<" + std::string(name) + "> is \"" + printable(text) + "\", not a number", "Download it again.");
}

bool flag_of(const XmlElement& object, std::string_view name) {
  const XmlElement* element = object.find(name);
  return element != nullptr && element->text == "1";
}

}  // namespace

VocSet::VocSet(fs::path folder) : folder_(std::move(folder)) {
  if (fs::is_directory(folder_ / "JPEGImages") && fs::is_directory(folder_ / "ImageSets")) return;
  throw Error(folder_.string(), "has no JPEGImages and ImageSets, so it is no VOC folder",
              "Give the folder such as VOCdevkit/VOC2012.");
}

std::vector<std::string> VocSet::ids(const std::string& split, const std::string& kind) const {
  const fs::path path = folder_ / "ImageSets" / kind / (split + ".txt");
  std::istringstream words(read_text_file(path, largest_text));
  std::vector<std::string> ids;
  std::set<std::string> seen;
  for (std::string id; words >> id;) {
    if (id.find('/') != std::string::npos)
      throw Error(path.string(), "lists \"" + printable(id) + "\", which is no id");
    if (!seen.insert(id).second) {
      throw Error(path.string(), "lists \"" + printable(id) + "\" twice", "Download it again.");
    }
    ids.push_back(id);
  }
  return ids;
}

fs::path VocSet::picture(const std::string& id) const { return folder_ / "JPEGImages" / (id + ".jpg"); }

LabelMap VocSet::labels(const std::string& id) const {
  const fs::path path = folder_ / "SegmentationClass" / (id + ".png");
  LabelMap map = load_label_map(path);
  for (const std::uint8_t index : map.indices) {
    if (index < voc_classes.size() || index == voc_ignored) continue;
    throw Error(path.string(), "has the class " + std::to_string(index) + ", which VOC does not know",
                "Check that the palette's indices are those of VOC.");
  }
  return map;
}

VocAnnotation VocSet::annotation(const std::string& id) const {
  const fs::path path = folder_ / "Annotations" / (id + ".xml");
  const std::string where = path.string();
  const XmlElement root = parse_xml(read_text_file(path, largest_text), where);
  VocAnnotation annotation;
  const XmlElement* size = root.find("size");
  if (size == nullptr) throw Error(where, "has no <size>", "Download it again.");
  annotation.width = static_cast<std::int64_t>(number_of(*size, "width", where));
  annotation.height = static_cast<std::int64_t>(number_of(*size, "height", where));
  if (const XmlElement* name = root.find("filename")) annotation.file_name = name->text;
  for (const XmlElement& element : root.children) {
    if (element.name != "object") continue;
    const std::string here = where + ", object " + std::to_string(annotation.objects.size() + 1);
    const XmlElement* name = element.find("name");
    const XmlElement* box = element.find("bndbox");
    if (name == nullptr || box == nullptr) throw Error(here, "has no <name> or no <bndbox>", "Download it again.");
    VocObject object{name->text, {}, flag_of(element, "difficult"), flag_of(element, "truncated")};
    object.box = {number_of(*box, "xmin", here) - 1, number_of(*box, "ymin", here) - 1, number_of(*box, "xmax", here),
                  number_of(*box, "ymax", here)};
    const Box& b = object.box;
    if (b.left < 0 || b.top < 0 || b.right < b.left + 1 || b.bottom < b.top + 1 ||
        b.right > static_cast<double>(annotation.width) || b.bottom > static_cast<double>(annotation.height)) {
      throw Error(here,
                  "has a box outside the picture of " + std::to_string(annotation.width) + " x " +
                      std::to_string(annotation.height),
                  "Download it again.");
    }
    annotation.objects.push_back(std::move(object));
  }
  return annotation;
}

}  // namespace rex::evaluate
