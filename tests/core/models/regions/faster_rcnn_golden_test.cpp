// Every stage of the region extractor against the public reference.
#include <ATen/ATen.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "core/checkpoint/checkpoint.h"
#include "core/models/regions/box_operations.h"
#include "core/models/regions/faster_rcnn.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_roots.h"

using namespace rex;
using rex::test::GoldenCase;

namespace {

FasterRcnn open_detector(const std::filesystem::path& folder) {
  const Checkpoint checkpoint = Checkpoint::open(folder);
  ParameterSource source(folder.string(), checkpoint.names(), [checkpoint](const std::string& name) {
    return checkpoint.contains(name) ? checkpoint.tensor(name) : at::Tensor();
  });
  FasterRcnn detector(read_faster_rcnn_settings(folder), source);
  source.finish();
  return detector;
}

Picture picture_of(const at::Tensor& bytes) {
  Picture picture(bytes.size(1), bytes.size(0));
  std::copy_n(bytes.contiguous().data_ptr<std::uint8_t>(), picture.pixels.size(), picture.pixels.begin());
  return picture;
}

/// Checks the stages of one case and remembers which of its keys were compared.
class Stages {
 public:
  explicit Stages(const std::filesystem::path& folder)
      : golden_(GoldenCase::Folder{folder}), detector_(open_detector(folder)), folder_(folder) {}

  void check_all() {
    const Picture picture = picture_of(golden_.inputs().at("image"));
    const std::string order = golden_.description().at("target").value("channel_order", "RGB");
    const FedPicture fed = detector_.feed(picture, order == "RGB" ? ChannelOrder::rgb : ChannelOrder::bgr);
    check_picture(fed);
    const at::Tensor stem = detector_.stem(fed.pixels);
    check("backbone/stem", stem[0].slice(0, 0, golden_.expected("backbone/stem").size(0)));
    const at::Tensor map = detector_.features(stem);
    check("backbone/res4", map[0]);
    const Proposals proposals = check_proposals(map, fed);
    check_heads(map, proposals, fed);
    check_same(picture, order);
  }

  /// Keys of the case that nothing was compared with.
  std::vector<std::string> left() const {
    std::vector<std::string> names;
    for (const auto& [key, value] : golden_.all_expected()) {
      if (!seen_.contains(key)) names.push_back(key);
    }
    return names;
  }
  std::size_t compared() const { return seen_.size(); }

 private:
  void check(const std::string& key, const at::Tensor& actual) {
    if (!golden_.has(key)) return;
    seen_.insert(key);
    golden_.check(key, actual);
  }
  /// Whole numbers are equal or wrong.
  void check_equal(const std::string& key, const at::Tensor& actual) {
    if (!golden_.has(key)) return;
    seen_.insert(key);
    INFO(key << ": " << actual << " for " << golden_.expected(key));
    CHECK(actual.to(at::kLong).equal(golden_.expected(key).to(at::kLong).view_as(actual)));
  }

  void check_picture(const FedPicture& fed) {
    check("preprocess/images", fed.pixels);
    for (const char* key : {"preprocess/sizes", "sizes"}) check_equal(key, at::tensor({fed.height, fed.width}));
    check("preprocess/scales_yx", at::tensor({fed.scale_y, fed.scale_x}));
  }

  Proposals check_proposals(const at::Tensor& map, const FedPicture& fed) {
    const AnchorScores scores = detector_.score_anchors(map);
    check("rpn/objectness_logits", scores.objectness);
    check("rpn/anchor_deltas", scores.deltas);
    check("rpn/anchors", detector_.anchors(map.size(2), map.size(3)));
    const Proposals proposals = detector_.propose(scores, fed.width, fed.height);
    check("rpn/proposals", proposals.boxes);
    check("rpn/proposal_logits", proposals.logits);
    return proposals;
  }

  void check_heads(const at::Tensor& map, const Proposals& proposals, const FedPicture& fed) {
    check("roi/pooled_first4", detector_.pool(map, proposals.boxes.slice(0, 0, 4)));
    const ProposalScores scores = detector_.score_proposals(map, proposals.boxes);
    check("roi/feature_pooled", scores.features);
    check("roi/obj_logits", scores.classes);
    if (scores.attributes.defined()) check("roi/attr_logits", scores.attributes);
    check("roi/box_deltas", scores.deltas);
    const at::Tensor boxes = detector_.class_boxes(proposals, scores);
    check("roi/boxes_all_classes_unclipped", boxes);
    const ChosenProposals chosen = detector_.choose(scores, boxes, fed);
    check_equal("roi/keep", at::tensor(chosen.rows, at::kLong));
    check("roi/nms_thresh_used", at::tensor({static_cast<float>(chosen.overlap)}));
    check_equal("roi/nms_survivors_per_threshold", at::tensor(chosen.survivors, at::kLong));
    const Detections found = detector_.detections(scores, boxes, chosen, fed);
    found_ = found;
    check_equal("preds_per_image", at::tensor({found.boxes.size(0)}));
    check_padded("roi_features", found.features);
    check_padded("boxes", found.boxes);
    const auto width = static_cast<float>(fed.width) * fed.scale_x,
               height = static_cast<float>(fed.height) * fed.scale_y;
    check_padded("normalized_boxes", found.boxes / at::tensor({width, height, width, height}));
    check_padded("obj_ids", found.classes);
    check_padded("obj_probs", found.probabilities);
    check_padded("attr_ids", found.attributes);
    check_padded("attr_probs", found.attribute_probabilities);
  }

  /// The reference pads (or cuts) rows to the number that it is asked for.
  void check_padded(const std::string& key, const at::Tensor& rows) {
    if (!golden_.has(key) || !rows.defined()) return;
    const at::Tensor& wanted = golden_.expected(key);
    std::vector<std::int64_t> shape = wanted.sizes().slice(1).vec();
    at::Tensor padded = at::zeros(shape, rows.options());
    const std::int64_t count = std::min(rows.size(0), padded.size(0));
    padded.slice(0, 0, count).copy_(rows.slice(0, 0, count));
    if (at::isIntegralType(wanted.scalar_type(), false)) {
      check_equal(key, padded);
    } else {
      check(key, padded);
    }
  }

  /// All stages in one call are the stages one by one.
  void check_same(const Picture& picture, const std::string& order) {
    const Detections again = detector_.detect(picture, order == "RGB" ? ChannelOrder::rgb : ChannelOrder::bgr);
    CHECK(again.boxes.equal(found_.boxes));
    CHECK(again.features.equal(found_.features));
    CHECK(again.classes.equal(found_.classes));
  }

  GoldenCase golden_;
  FasterRcnn detector_;
  std::filesystem::path folder_;
  Detections found_;
  std::set<std::string> seen_;
};

}  // namespace

TEST_CASE("every stage of Faster R-CNN is the public reference's", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("frcnn")) {
    INFO(golden.path.string());
    Stages stages(golden.path);
    stages.check_all();
    CHECK(stages.left() == std::vector<std::string>{});
    std::cout << "golden " << golden.path.filename().string() << ": " << stages.compared() << " arrays compared\n";
  }
}

TEST_CASE("config.json of a Faster R-CNN says what its config.yaml says", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("frcnn")) {
    if (!std::filesystem::exists(golden.path / "config.yaml")) continue;
    CHECK(is_faster_rcnn(golden.path));
  }
}
