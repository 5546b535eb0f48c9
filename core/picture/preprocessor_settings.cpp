#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/picture/preprocessor.h"
#include "core/picture/resizing.h"

namespace rex {
namespace {

using Json = nlohmann::json;

struct Size {
  std::optional<int64_t> height, width, shortest_edge, longest_edge, max_height, max_width;
};

bool remove_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

/// Reads fields with errors that name them. A field that is null counts as missing, as it does for Hugging Face.
class Fields {
 public:
  Fields(const Json& object, std::string file) : object_(object), file_(std::move(file)) {}

  [[noreturn]] void fail(const std::string& field, const std::string& problem) const {
    throw Error(file_, "\"" + field + "\" " + problem, "Correct the file or take the one that came with the model.");
  }

  const Json* find(const std::string& field) const {
    const auto found = object_.find(field);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }

  void read(const std::string& field, bool& value) const {
    if (const Json* json = find(field)) {
      if (!json->is_boolean()) fail(field, "must be true or false");
      value = json->get<bool>();
    }
  }

  std::string text(const std::string& field) const {
    const Json* json = find(field);
    if (json == nullptr) return {};
    if (!json->is_string()) fail(field, "must be a text");
    return json->get<std::string>();
  }

  double number(const std::string& field, const Json& json) const {
    if (!json.is_number() || !std::isfinite(json.get<double>())) fail(field, "must be a number");
    return json.get<double>();
  }

  int64_t pixels(const std::string& field, const Json& json) const {
    constexpr double most = 1 << 20;
    const double value = number(field, json);
    if (value < 1 || value > most || value != std::floor(value)) fail(field, "must be a number of pixels from 1 up");
    return static_cast<int64_t>(value);
  }

  /// A list of a number for each channel, or one number for all. Gives the length of the list, 0 where there is none.
  size_t read(const std::string& field, std::array<float, 3>& values) const {
    const Json* json = find(field);
    if (json == nullptr) return 0;
    if (!json->is_array()) {
      values.fill(static_cast<float>(number(field, *json)));
      return 0;
    }
    const size_t count = json->size();
    if (count != 1 && count != values.size()) fail(field, "must have 3 numbers, or 1 for a model of one channel");
    for (size_t i = 0; i < values.size(); ++i)
      values[i] = static_cast<float>(number(field, (*json)[count == 1 ? 0 : i]));
    return count;
  }

  /// A size as a whole number, a list or an object.
  std::optional<Size> size(const std::string& field, bool whole_number_is_square) const {
    const Json* json = find(field);
    if (json == nullptr) return std::nullopt;
    Size size;
    if (json->is_number()) {
      (whole_number_is_square ? size.height : size.shortest_edge) = pixels(field, *json);
      if (whole_number_is_square) size.width = size.height;
    } else if (json->is_array()) {
      // Versions before 4.25 took a pair as (width, height), all later ones read the same file as (height, width).
      if (json->size() != 2) fail(field, "must have two numbers where it is a list: height, width");
      size.height = pixels(field, (*json)[0]);
      size.width = pixels(field, (*json)[1]);
    } else if (json->is_object()) {
      const auto take = [&](const char* key, std::optional<int64_t>& value) {
        if (const auto found = json->find(key); found != json->end() && !found->is_null())
          value = pixels(field + "." + key, *found);
      };
      take("height", size.height);
      take("width", size.width);
      take("shortest_edge", size.shortest_edge);
      take("longest_edge", size.longest_edge);
      take("max_height", size.max_height);
      take("max_width", size.max_width);
    } else {
      fail(field, "must be a whole number, a list or an object");
    }
    return size;
  }

  /// The same where only height × width makes sense.
  void read_rectangle(const std::string& field, int64_t& height, int64_t& width) const {
    const std::optional<Size> read = size(field, true);
    if (!read) return;
    if (!read->height || !read->width) fail(field, "must have height and width");
    height = *read->height;
    width = *read->width;
  }

 private:
  const Json& object_;
  std::string file_;
};

std::string names_of(const std::vector<ImageProcessor>& known) {
  std::set<std::string> names;  // families may share one
  for (const ImageProcessor& processor : known) names.insert(processor.name);
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name + "ImageProcessor";
  return list + " (also spelled …FeatureExtractor and …ImageProcessorFast)";
}

/// The processor that the file names, which goes to TYPE, or else USUAL.
const ImageProcessor& find_processor(const Fields& fields, const std::string& file,
                                     const std::vector<ImageProcessor>& known, const ImageProcessor* usual,
                                     std::string& type) {
  type = fields.text("image_processor_type");
  if (type.empty()) type = fields.text("feature_extractor_type");
  if (type.empty() && usual != nullptr) {
    type = usual->name + "ImageProcessor";
    return *usual;
  }
  if (type.empty())
    throw Error(file, "names neither an image_processor_type nor a feature_extractor_type",
                "Add \"image_processor_type\": one of " + names_of(known) + ".");
  std::string_view name = type;
  if (!remove_suffix(name, "FeatureExtractor")) {
    if (!remove_suffix(name, "Fast")) remove_suffix(name, "Pil");
    if (!remove_suffix(name, "ImageProcessor")) name = {};
  }
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const ImageProcessor& processor) { return processor.name == name; });
  if (found != known.end()) return *found;
  throw Error(file, "the image processor \"" + printable(type) + "\" is not known",
              "Known are " + names_of(known) + ".");
}

void read_size(const Fields& fields, const ImageProcessor& processor, PreprocessorSettings& settings) {
  if (settings.size_rule == SizeRule::patches) return;
  std::optional<Size> size = fields.size("size", processor.whole_number_is_square);
  if (!size) return;
  if (settings.size_rule == SizeRule::edges && size->shortest_edge && !size->longest_edge) {
    // DETR's old spelling has the limit beside the size.
    const Json* limit = fields.find("max_size");
    size->longest_edge = limit != nullptr ? fields.pixels("max_size", *limit) : settings.longest_edge;
  }
  if (size->shortest_edge && settings.size_rule == SizeRule::divisible) {
    settings.shortest_edge = *size->shortest_edge;
  } else if (size->shortest_edge) {
    settings.size_rule = size->longest_edge ? SizeRule::edges : SizeRule::shortest_edge;
    settings.shortest_edge = *size->shortest_edge;
    settings.longest_edge = size->longest_edge.value_or(0);
  } else if (size->max_height && size->max_width) {
    settings.size_rule = SizeRule::within;
    settings.height = *size->max_height;
    settings.width = *size->max_width;
  } else if (size->height && size->width) {
    settings.size_rule = SizeRule::exact;
    settings.height = *size->height;
    settings.width = *size->width;
  } else {
    fields.fail("size", "must have height and width, or shortest_edge, or max_height and max_width");
  }
}

/// What SigLIP 2's processor has in place of a size.
void read_patches(const Fields& fields, PreprocessorSettings& settings) {
  if (settings.size_rule != SizeRule::patches) return;
  if (const Json* size = fields.find("patch_size")) settings.patch_size = fields.pixels("patch_size", *size);
  if (const Json* most = fields.find("max_num_patches")) {
    settings.most_patches = fields.pixels("max_num_patches", *most);
  }
  if (settings.most_patches > largest_input / (settings.patch_size * settings.patch_size)) {
    fields.fail("max_num_patches", "is more than any model takes");
  }
  settings.do_center_crop = settings.do_pad = false;
}

void read_filter(const Fields& fields, ResizeFilter& filter) {
  const Json* json = fields.find("resample");
  if (json == nullptr) return;
  const char* const problem =
      "must be one of Pillow's filters: 0 nearest, 1 lanczos, 2 bilinear, 3 bicubic, 4 box, 5 hamming";
  if (json->is_string()) {  // "bicubic", also behind the name of its list: "PILImageResampling.BICUBIC"
    const std::string text = json->get<std::string>();
    const std::optional<ResizeFilter> named = resize_filter_named(text.substr(text.rfind('.') + 1));
    if (!named) fields.fail("resample", problem);
    filter = *named;
    return;
  }
  const double code = fields.number("resample", *json);
  if (code < 0 || code > 5 || code != std::floor(code)) fields.fail("resample", problem);
  filter = static_cast<ResizeFilter>(static_cast<int>(code));
}

bool all_equal(const std::array<float, 3>& values) { return values[0] == values[1] && values[0] == values[2]; }

/// Mean and deviation, which tell the number of channels as well.
void read_normalisation(const Fields& fields, PreprocessorSettings& settings) {
  const size_t means = fields.read("image_mean", settings.mean);
  const size_t deviations = fields.read("image_std", settings.deviation);
  if (std::any_of(settings.deviation.begin(), settings.deviation.end(), [](float value) { return value == 0.0f; }))
    fields.fail("image_std", "must not be 0");
  if (means != 1 && deviations != 1) return;
  settings.channels = 1;
  const std::string reason = "must be one number, as the other of image_mean and image_std is";
  if (!all_equal(settings.mean) || means == 3) fields.fail("image_mean", reason);
  if (!all_equal(settings.deviation) || deviations == 3) fields.fail("image_std", reason);
}

}  // namespace

Resizing resizing_of(const PreprocessorSettings& settings) {
  if (settings.resize_in_float) return Resizing::torchvision_floats;
  return settings.type.ends_with("Fast") ? Resizing::torchvision_bytes : Resizing::pillow;
}

PreprocessorSettings read_preprocessor_settings(const Json& config, const std::string& name,
                                                const std::vector<ImageProcessor>& known, const ImageProcessor* usual) {
  if (!config.is_object()) throw Error(name, "a preprocessor configuration must be a JSON object");
  if (const auto inner = config.find("image_processor"); inner != config.end() && inner->is_object())
    return read_preprocessor_settings(*inner, name, known, usual);  // processor_config.json of version 5

  const Fields fields(config, name);
  std::string type;
  const ImageProcessor& processor = find_processor(fields, name, known, usual, type);
  PreprocessorSettings settings = processor.defaults;
  settings.type = type;
  fields.read("do_resize", settings.do_resize);
  fields.read("do_rescale", settings.do_rescale);
  fields.read("do_normalize", settings.do_normalize);
  fields.read("pad_and_return_pixel_mask", settings.do_pad);
  fields.read("do_pad", settings.do_pad);
  fields.read("do_center_crop", settings.do_center_crop);
  if (settings.makes_mask) settings.do_center_crop = false;  // DETR and ViLT never crop, whatever their files say
  read_size(fields, processor, settings);
  if (const Json* divisor = fields.find("size_divisor"))
    settings.size_divisor = static_cast<int32_t>(fields.pixels("size_divisor", *divisor));
  read_patches(fields, settings);
  read_filter(fields, settings.filter);
  settings.crop_height = settings.crop_width = processor.default_crop;
  fields.read_rectangle("crop_size", settings.crop_height, settings.crop_width);
  if (settings.do_center_crop && settings.crop_height == 0)
    fields.fail("crop_size", "is missing beside do_center_crop");
  fields.read_rectangle("pad_size", settings.pad_height, settings.pad_width);
  if (const Json* factor = fields.find("rescale_factor"))
    settings.rescale_factor = fields.number("rescale_factor", *factor);
  read_normalisation(fields, settings);
  return settings;
}

}  // namespace rex
