#include "core/models/regions/faster_rcnn_settings.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/yaml.h"
#include "core/models/config.h"

namespace rex {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t longest_list = 64;
constexpr JsonLimits limits{1u << 20, 20'000, 16};

/// DOCUMENT with its keys in lower case: the reference knows each in both.
json lower_keys(const json& document) {
  if (!document.is_object()) return document;
  json result = json::object();
  for (const auto& [key, value] : document.items()) {
    std::string name = key;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    result[name] = lower_keys(value);
  }
  return result;
}

/// The numbers in FIELD, which may be a list of lists with one entry, as of one feature map.
std::vector<double> numbers(const Config& config, const std::string& field, const std::vector<double>& fallback) {
  if (!config.has(field)) return fallback;
  json list = config.value(field);
  if (list.is_array() && list.size() == 1 && list[0].is_array()) list = json(list[0]);
  if (list.is_number()) list = json::array({list});
  const bool sound = list.is_array() && !list.empty() && list.size() <= longest_list &&
                     std::all_of(list.begin(), list.end(), [](const json& entry) { return entry.is_number(); });
  if (!sound) throw Error(config.name(field), "is no list of numbers", "Take the config.yaml of the weights.");
  return list.get<std::vector<double>>();
}

template <std::size_t count>
std::array<double, count> exactly(const Config& config, const std::string& field,
                                  const std::array<double, count>& fallback, bool divides) {
  const std::vector<double> values = numbers(config, field, {fallback.begin(), fallback.end()});
  const bool zero = divides && std::find(values.begin(), values.end(), 0.0) != values.end();
  if (values.size() != count || zero) {
    throw Error(config.name(field),
                "is no list of " + std::to_string(count) + (divides ? " numbers but 0" : " numbers"),
                "Take the config.yaml of the weights.");
  }
  std::array<double, count> result{};
  std::copy(values.begin(), values.end(), result.begin());
  return result;
}

/// Throws where one of VALUES is not above 0.
std::vector<double> above_zero(const Config& config, const std::string& field, std::vector<double> values) {
  if (std::any_of(values.begin(), values.end(), [](double value) { return !(value > 0); })) {
    throw Error(config.name(field), "holds a number that is not above 0", "Take the config.yaml of the weights.");
  }
  return values;
}

fs::path settings_file(const fs::path& folder) {
  std::error_code problem;
  return fs::is_regular_file(folder / "config.yaml", problem) ? folder / "config.yaml" : folder / "config.json";
}

json read_document(const fs::path& file) {
  return file.extension() == ".yaml" ? read_yaml(file, limits) : read_json(file, limits);
}

}  // namespace

FasterRcnnSettings faster_rcnn_settings(const json& document, const std::string& where) {
  const json lower = lower_keys(document);
  const Config all(lower, where);
  const Config model = all.optional_section("model"), input = all.optional_section("input");
  const Config network = all.optional_section("resnets"), anchors = all.optional_section("anchor_generator");
  const Config proposals = all.optional_section("rpn"), generator = all.optional_section("proposal_generator");
  const Config heads = all.section("roi_heads"), box_head = all.optional_section("roi_box_head");

  FasterRcnnSettings settings;
  settings.mean = exactly<3>(model, "pixel_mean", {102.9801, 115.9465, 122.7717}, false);
  settings.deviation = exactly<3>(model, "pixel_std", {1, 1, 1}, true);
  settings.caffe_pool = model.flag("max_pool", settings.caffe_pool);
  settings.shorter_side = input.size("min_size_test", settings.shorter_side);
  settings.longer_side = input.size("max_size_test", settings.longer_side);
  if (const std::string format = input.text("format", "BGR"); format != "BGR") {
    throw Error(input.name("format"), "is \"" + format + "\"; the public reference runs with BGR alone",
                "Set it to BGR.");
  }

  settings.depth = network.size("depth", settings.depth);
  if (settings.depth != 50 && settings.depth != 101 && settings.depth != 152) {
    throw Error(network.name("depth"), "is " + std::to_string(settings.depth), "Depths are 50, 101 and 152.");
  }
  settings.groups = network.size("num_groups", settings.groups);
  settings.group_width = network.size("width_per_group", settings.group_width);
  settings.stem_channels = network.size("stem_out_channels", settings.stem_channels);
  settings.first_channels = network.size("res2_out_channels", settings.first_channels);
  settings.stride_in_first = network.flag("stride_in_1x1", settings.stride_in_first);
  settings.last_stage_halves = box_head.flag("res5halve", settings.last_stage_halves);
  if (!settings.last_stage_halves && !settings.stride_in_first) {
    throw Error(box_head.name("res5halve"),
                "is false while resnets.stride_in_1x1 is, too: the last stage's shapes do not match",
                "Set one of them, as the weights were trained.");
  }
  if (const auto& wanted = network.value("out_features"); !wanted.is_null() && wanted != json::array({"res4"})) {
    throw Error(network.name("out_features"), "is not res4", "Models that look at other stages are not supported.");
  }
  settings.pooled_side = box_head.size("pooler_resolution", settings.pooled_side);
  constexpr std::int64_t largest_pool = 64;
  if (settings.pooled_side > largest_pool) {
    throw Error(box_head.name("pooler_resolution"), "is above " + std::to_string(largest_pool), "Usual are 7 and 14.");
  }
  settings.proposal_channels = generator.integer("hidden_channels", settings.proposal_channels);
  if (settings.proposal_channels != -1) settings.proposal_channels = generator.size("hidden_channels");

  settings.anchor_sizes = above_zero(anchors, "sizes", numbers(anchors, "sizes", {32, 64, 128, 256, 512}));
  settings.anchor_ratios = above_zero(anchors, "aspect_ratios", numbers(anchors, "aspect_ratios", {0.5, 1, 2}));
  settings.anchor_offset = anchors.number("offset", settings.anchor_offset);
  settings.proposal_weights = exactly<4>(proposals, "bbox_reg_weights", {1, 1, 1, 1}, true);
  settings.most_candidates = proposals.size("pre_nms_topk_test", settings.most_candidates);
  settings.most_proposals = proposals.size("post_nms_topk_test", settings.most_proposals);
  settings.proposal_overlap = proposals.number("nms_thresh", settings.proposal_overlap);
  settings.least_proposal_side = generator.number("min_size", settings.least_proposal_side);

  settings.classes = heads.size("num_classes", settings.classes);
  settings.attributes = box_head.flag("attr", true) ? box_head.size("num_attrs", settings.attributes) : 0;
  settings.one_box_for_all = box_head.flag("cls_agnostic_bbox_reg", settings.one_box_for_all);
  settings.box_weights = exactly<4>(box_head, "bbox_reg_weights", {10, 10, 5, 5}, true);
  settings.overlaps = numbers(heads, "nms_thresh_test", {0.5, 1.0, 0.05});
  if (all.integer("size_divisibility", 0) > 0) {
    throw Error(all.name("size_divisibility"), "is above 0, which the public reference cannot do", "Set it to 0.");
  }
  settings.least_detections = std::max<std::int64_t>(0, all.integer("min_detections", settings.least_detections));
  settings.most_detections = all.size("max_detections", settings.most_detections);
  return settings;
}

bool is_faster_rcnn(const fs::path& folder) {
  try {
    const json document = read_document(settings_file(folder));
    return document.is_object() && lower_keys(document).contains("roi_heads");
  } catch (const std::exception&) {
    return false;
  }
}

FasterRcnnSettings read_faster_rcnn_settings(const fs::path& folder) {
  const fs::path file = settings_file(folder);
  return faster_rcnn_settings(read_document(file), file.string());
}

}  // namespace rex
