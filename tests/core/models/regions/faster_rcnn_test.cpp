#include "core/models/regions/faster_rcnn.h"

#include <ATen/ATen.h>

#include <chrono>
#include <cmath>
#include <thread>

#include "core/base/error.h"
#include "core/models/regions/box_operations.h"
#include "core/models/regions/roi_pool.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/small_detector.h"
#include "tests/support/tolerance.h"

using namespace rex;
using nlohmann::json;

namespace {

/// As many boxes as wanted within 0…100, none empty.
at::Tensor random_boxes(std::int64_t count) {
  const at::Tensor corner = at::rand({count, 2}) * 80;
  return at::cat({corner, corner + 1 + at::rand({count, 2}) * 40}, 1);
}

double overlap_of(const at::Tensor& a, const at::Tensor& b) {
  const auto at_index = [](const at::Tensor& box, int i) { return box[i].item<double>(); };
  const double width = std::min(at_index(a, 2), at_index(b, 2)) - std::max(at_index(a, 0), at_index(b, 0));
  const double height = std::min(at_index(a, 3), at_index(b, 3)) - std::max(at_index(a, 1), at_index(b, 1));
  const double common = std::max(0.0, width) * std::max(0.0, height);
  const auto area = [&](const at::Tensor& box) {
    return (at_index(box, 2) - at_index(box, 0)) * (at_index(box, 3) - at_index(box, 1));
  };
  return common / (area(a) + area(b) - common);
}

Picture noise(std::int64_t width, std::int64_t height) {
  Picture picture(width, height);
  const at::Tensor values = at::randint(0, 256, {height * width * 3}, at::TensorOptions().dtype(at::kByte));
  std::copy_n(values.data_ptr<std::uint8_t>(), picture.pixels.size(), picture.pixels.begin());
  return picture;
}

}  // namespace

TEST_CASE("suppression leaves what the quadratic definition leaves") {
  at::manual_seed(1);
  const at::Tensor boxes = random_boxes(60), scores = (at::rand({60}) * 10).round();  // with ties
  for (const double overlap : {0.1, 0.4, 0.8}) {
    std::vector<bool> gone(60, false);
    std::vector<std::int64_t> kept;
    for (int step = 0; step < 60; ++step) {  // the best that is left, again and again
      std::int64_t best = -1;
      for (std::int64_t i = 0; i < 60; ++i) {
        if (gone[static_cast<std::size_t>(i)]) continue;
        if (best < 0 || scores[i].item<float>() > scores[best].item<float>()) best = i;
      }
      if (best < 0) break;
      kept.push_back(best);
      for (std::int64_t i = 0; i < 60; ++i) {
        if (i == best || overlap_of(boxes[best], boxes[i]) > overlap) gone[static_cast<std::size_t>(i)] = true;
      }
    }
    CHECK(suppress(boxes, scores, overlap, 60) == kept);
    kept.resize(std::min<std::size_t>(kept.size(), 3));
    CHECK(suppress(boxes, scores, overlap, 3) == kept);
  }
}

TEST_CASE("pooling takes the largest value of each bin, cell by cell") {
  at::manual_seed(2);
  const at::Tensor map = at::randn({9, 13, 5});
  const at::Tensor boxes = at::cat({random_boxes(8) * 2, at::tensor({-40.F, -20.F, 500.F, 300.F}).view({1, 4}),
                                    at::tensor({900.F, 900.F, 950.F, 950.F}).view({1, 4})});
  constexpr std::int64_t side = 7;
  const at::Tensor pooled = roi_pool(map, boxes, side, 1.0 / 16);
  for (std::int64_t box = 0; box < boxes.size(0); ++box) {
    std::int64_t corner[4];
    for (int i = 0; i < 4; ++i) corner[i] = std::lround(boxes[box][i].item<float>() / 16);
    for (std::int64_t row = 0; row < side; ++row) {
      for (std::int64_t column = 0; column < side; ++column) {
        const auto range = [&](std::int64_t bin, std::int64_t first, std::int64_t last, std::int64_t extent) {
          const float size = static_cast<float>(std::max<std::int64_t>(last - first + 1, 1)) / side;
          const auto begin = static_cast<std::int64_t>(std::floor(static_cast<float>(bin) * size)) + first;
          const auto end = static_cast<std::int64_t>(std::ceil(static_cast<float>(bin + 1) * size)) + first;
          return std::pair(std::clamp<std::int64_t>(begin, 0, extent), std::clamp<std::int64_t>(end, 0, extent));
        };
        const auto [top, bottom] = range(row, corner[1], corner[3], 9);
        const auto [left, right] = range(column, corner[0], corner[2], 13);
        const at::Tensor wanted = top >= bottom || left >= right
                                      ? at::zeros({5})
                                      : map.slice(0, top, bottom).slice(1, left, right).amax({0, 1});
        INFO(box << ": " << row << ", " << column);
        CHECK(pooled[box][row][column].equal(wanted));
      }
    }
  }
}

TEST_CASE("Faster R-CNN's settings: what makes no sense is refused by its field") {
  const auto with = [](const char* section, const char* field, const json& value) {
    json settings = test::small_detector_settings();
    settings[section][field] = value;
    return settings;
  };
  const std::pair<json, std::string> refused[] = {
      {with("resnets", "depth", 34), "depth"},
      {with("resnets", "depth", "deep"), "depth"},
      {with("resnets", "out_features", json::array({"res5"})), "out_features"},
      {with("roi_heads", "num_classes", 0), "num_classes"},
      {with("roi_heads", "nms_thresh_test", json::array()), "nms_thresh_test"},
      {with("roi_box_head", "bbox_reg_weights", {1, 1, 0, 1}), "bbox_reg_weights"},
      {with("roi_box_head", "pooler_resolution", 1000), "pooler_resolution"},
      {with("rpn", "bbox_reg_weights", {1, 1}), "bbox_reg_weights"},
      {with("anchor_generator", "sizes", {{-3}}), "sizes"},
      {with("anchor_generator", "aspect_ratios", "wide"), "aspect_ratios"},
      {with("input", "format", "RGB"), "format"},
      {with("input", "min_size_test", -1), "min_size_test"},
      {json::parse(R"({"model": {}})"), "roi_heads"}};
  for (const auto& [settings, field] : refused) {
    INFO(field);
    CHECK_THROWS_WITH(faster_rcnn_settings(settings, "config.yaml"), ContainsSubstring(field));
  }
  json clash = with("roi_box_head", "res5halve", false);
  clash["resnets"]["stride_in_1x1"] = false;
  CHECK_THROWS_WITH(faster_rcnn_settings(clash, "config.yaml"), ContainsSubstring("stride_in_1x1"));
  const json upper = {{"ROI_HEADS", {{"NUM_CLASSES", 7}}}, {"MAX_DETECTIONS", 10}};
  CHECK(faster_rcnn_settings(upper, "config.yaml").classes == 7);
  CHECK(faster_rcnn_settings(upper, "config.yaml").most_detections == 10);
}

TEST_CASE("a detector looks at pictures of any shape, and its boxes lie in them") {
  at::manual_seed(4);
  const FasterRcnn detector = test::random_detector();
  for (const auto& [width, height] : {std::pair(120, 80), std::pair(80, 120), std::pair(64, 64), std::pair(400, 40)}) {
    INFO(width << "×" << height);
    const Detections found = detector.detect(noise(width, height), ChannelOrder::rgb);
    REQUIRE(found.boxes.size(0) > 0);
    CHECK(found.boxes.size(0) <= 6);
    CHECK((found.boxes >= 0).all().item<bool>());
    CHECK((found.boxes.select(1, 2) <= width + 1e-3).all().item<bool>());
    CHECK((found.boxes.select(1, 3) <= height + 1e-3).all().item<bool>());
    CHECK((found.classes < 5).all().item<bool>());
    CHECK((found.attributes < 3).all().item<bool>());
    CHECK((found.probabilities.slice(0, 1) <= found.probabilities.slice(0, 0, -1)).all().item<bool>());
  }
  CHECK_THROWS_AS(detector.detect(noise(4000, 1), ChannelOrder::rgb), Error);
}

TEST_CASE("variants of the network have the shapes that their settings say") {
  at::manual_seed(5);
  for (const auto& [section, field, value] :
       {std::tuple("resnets", "num_groups", json(2)), std::tuple("resnets", "stride_in_1x1", json(false)),
        std::tuple("resnets", "depth", json(101)), std::tuple("roi_box_head", "res5halve", json(false)),
        std::tuple("roi_box_head", "attr", json(false)),
        std::tuple("roi_box_head", "cls_agnostic_bbox_reg", json(true)), std::tuple("model", "max_pool", json(false)),
        std::tuple("proposal_generator", "hidden_channels", json(12))}) {
    INFO(section << "." << field);
    json settings = test::small_detector_settings();
    settings[section][field] = value;
    const Detections found = test::random_detector(settings).detect(noise(100, 70), ChannelOrder::bgr);
    CHECK(found.features.size(1) == 128);
    CHECK(found.attributes.defined() == (std::string(field) != "attr"));
  }
}

TEST_CASE("the proposal network sees across the strips that it works in") {
  at::manual_seed(6);
  const FasterRcnn detector = test::random_detector();
  const at::Tensor map = at::randn({1, 64, 40, 7}).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor whole = detector.score_anchors(map).objectness;
  REQUIRE(whole.size(2) == 40);
  for (const std::int64_t first : {0, 10, 24}) {  // 16 rows are one strip; what lies at their edges sees other rows
    const at::Tensor part = detector.score_anchors(map.slice(2, first, first + 16)).objectness;
    CHECK(test::is_close(part.slice(2, 1, 15), whole.slice(2, first + 1, first + 15), test::few_roundings));
  }
}

TEST_CASE("a detector stops when it is asked to, and says how far it is") {
  const FasterRcnn detector = test::random_detector();
  std::stop_source source;
  double last = 0;
  const Progress progress(
      [&](double fraction, const std::string&) {
        CHECK(fraction >= last);
        last = fraction;
        if (fraction > 0.1) source.request_stop();
      },
      source.get_token());
  CHECK_THROWS_AS(detector.detect(noise(100, 70), ChannelOrder::rgb, progress), Cancelled);
  CHECK(last > 0.1);
}
