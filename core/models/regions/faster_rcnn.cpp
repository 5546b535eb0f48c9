#include "core/models/regions/faster_rcnn.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/models/regions/box_operations.h"
#include "core/models/regions/roi_pool.h"
#include "core/picture/picture.h"

namespace rex {
namespace {

constexpr std::int64_t map_stride = 16;         // pixels to a cell of the feature map
constexpr std::int64_t rows_at_once = 16;       // of the feature map, through the proposal network
constexpr std::int64_t proposals_at_once = 16;  // through the last stage: enough for fast products, little memory

std::vector<std::int64_t> stage_depths(std::int64_t depth) {
  if (depth == 50) return {3, 4, 6};
  return depth == 101 ? std::vector<std::int64_t>{3, 4, 23} : std::vector<std::int64_t>{3, 8, 36};
}

/// One channel of PICTURE, [1, 1, height, width] float32, 0…255.
at::Tensor plane_of(const Picture& picture, std::int64_t channel) {
  const at::Tensor pixels = at::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                                          {picture.height, picture.width, 3}, at::TensorOptions().dtype(at::kByte));
  return pixels.select(2, channel).to(at::kFloat).contiguous().view({1, 1, picture.height, picture.width});
}

/// Probability and number of the best class of each row of LOGITS [n, classes + 1], background being one of them that
/// is never chosen.
std::pair<at::Tensor, at::Tensor> best_classes(const at::Tensor& logits) {
  const auto [probabilities, classes] = at::softmax(logits, 1).slice(1, 0, -1).max(1);
  return {probabilities, classes};
}

}  // namespace

FasterRcnn::Layer FasterRcnn::take_layer(ParameterSource& source, const std::string& name, std::int64_t inputs,
                                         std::int64_t outputs) {
  return {source.take(name + ".weight", {outputs, inputs}).clone(), source.take(name + ".bias", {outputs}).clone()};
}

FasterRcnn::FasterRcnn(FasterRcnnSettings settings, ParameterSource& source) : settings_(std::move(settings)) {
  const at::NoGradGuard no_graph;
  const FasterRcnnSettings& wanted = settings_;
  stem_ = FoldedConvolution::with_norm(source, "backbone.stem.conv1", {3, wanted.stem_channels, 7, 2});
  BottleneckShape shape;
  shape.inputs = wanted.stem_channels;
  shape.groups = wanted.groups;
  const auto begin_stage = [&](std::int64_t stage, std::int64_t stride) {
    shape.inner = (wanted.groups * wanted.group_width) << stage;
    shape.outputs = wanted.first_channels << stage;
    shape.first_stride = wanted.stride_in_first ? stride : 1;
    shape.second_stride = wanted.stride_in_first ? 1 : stride;
  };
  const auto add_block = [&](std::vector<Bottleneck>& blocks, const std::string& name) {
    blocks.emplace_back(source, name, shape);
    shape.inputs = shape.outputs;
    shape.first_stride = shape.second_stride = 1;
  };
  const std::vector<std::int64_t> depths = stage_depths(wanted.depth);
  for (std::size_t stage = 0; stage < depths.size(); ++stage) {
    begin_stage(static_cast<std::int64_t>(stage), stage == 0 ? 1 : 2);
    for (std::int64_t block = 0; block < depths[stage]; ++block) {
      add_block(backbone_, "backbone.res" + std::to_string(stage + 2) + "." + std::to_string(block));
    }
  }
  map_channels_ = shape.outputs;
  begin_stage(3, wanted.last_stage_halves ? 2 : 1);
  shape.dilation = wanted.last_stage_halves ? 1 : 2;
  for (int block = 0; block < 3; ++block) add_block(last_stage_, "roi_heads.res5." + std::to_string(block));

  const auto shapes = static_cast<std::int64_t>(wanted.anchor_sizes.size() * wanted.anchor_ratios.size());
  const std::int64_t hidden = wanted.proposal_channels == -1 ? map_channels_ : wanted.proposal_channels;
  const std::string head = "proposal_generator.rpn_head.";
  proposal_convolution_ = FoldedConvolution::with_bias(source, head + "conv", {map_channels_, hidden, 3});
  objectness_ = FoldedConvolution::with_bias(source, head + "objectness_logits", {hidden, shapes});
  anchor_deltas_ = FoldedConvolution::with_bias(source, head + "anchor_deltas", {hidden, 4 * shapes});
  source.ignore("proposal_generator.anchor_generator.");  // what the settings say of anchors, written down

  const std::string predictor = "roi_heads.box_predictor.";
  const std::int64_t size = wanted.feature_size();
  classes_ = take_layer(source, predictor + "cls_score", size, wanted.classes + 1);
  deltas_ = take_layer(source, predictor + "bbox_pred", size, wanted.one_box_for_all ? 4 : 4 * wanted.classes);
  if (wanted.attributes > 0) {
    class_embedding_ = source.take(predictor + "cls_embedding.weight", {wanted.classes + 1, size / 8}).clone();
    attribute_hidden_ = take_layer(source, predictor + "fc_attr", size + size / 8, size / 4);
    attributes_ = take_layer(source, predictor + "attr_score", size / 4, wanted.attributes + 1);
  }
  if (wanted.arithmetic == nn::Arithmetic::bfloat16) round_weights();
}

/// From now on all layers multiply in bfloat16.
void FasterRcnn::round_weights() {
  for (FoldedConvolution* convolution : {&stem_, &proposal_convolution_, &objectness_, &anchor_deltas_}) {
    convolution->round_weights();
  }
  for (std::vector<Bottleneck>* blocks : {&backbone_, &last_stage_}) {
    for (Bottleneck& block : *blocks) block.round_weights();
  }
  for (Layer* layer : {&classes_, &deltas_, &attribute_hidden_, &attributes_}) {
    if (layer->weight.defined()) layer->weight = layer->weight.to(at::kBFloat16);
  }
}

FedPicture FasterRcnn::feed(const Picture& picture, ChannelOrder order) const {
  const auto width = static_cast<double>(picture.width), height = static_cast<double>(picture.height);
  const auto shorter = static_cast<double>(settings_.shorter_side), longer = static_cast<double>(settings_.longer_side);
  const double scale = shorter / std::min(width, height);
  double new_height = height < width ? shorter : scale * height;
  double new_width = height < width ? scale * width : shorter;
  if (const double largest = std::max(new_height, new_width); largest > longer) {
    const double smaller = longer / largest;
    new_height *= smaller;
    new_width *= smaller;
  }
  FedPicture fed;
  fed.height = static_cast<std::int64_t>(new_height + 0.5);
  fed.width = static_cast<std::int64_t>(new_width + 0.5);
  if (fed.height < 1 || fed.width < 1) {
    throw Error("picture", std::to_string(picture.width) + "×" + std::to_string(picture.height) + " is too narrow",
                "Give a picture whose sides are less unlike.");
  }
  fed.scale_x = static_cast<float>(picture.width) / static_cast<float>(fed.width);
  fed.scale_y = static_cast<float>(picture.height) / static_cast<float>(fed.height);
  fed.pixels = at::empty({1, 3, fed.height, fed.width}, at::kFloat);
  const std::array<std::int64_t, 2> size = {fed.height, fed.width};
  for (std::int64_t channel = 0; channel < 3; ++channel) {  // one at a time: a large picture's floats are large
    const auto position = static_cast<std::size_t>(channel);
    const at::Tensor plane = plane_of(picture, order == ChannelOrder::rgb ? channel : 2 - channel);
    const at::Tensor resized = at::upsample_bilinear2d(plane, size, /*align_corners=*/false);
    fed.pixels.select(1, channel)
        .copy_(((resized - settings_.mean[position]) / settings_.deviation[position]).select(1, 0));
  }
  fed.pixels = fed.pixels.contiguous(at::MemoryFormat::ChannelsLast);
  return fed;
}

at::Tensor FasterRcnn::stem(const at::Tensor& pixels) const {
  const at::NoGradGuard no_graph;
  const at::Tensor map = stem_(pixels).relu_();
  const std::int64_t padding = settings_.caffe_pool ? 0 : 1;
  return at::max_pool2d(map, {3, 3}, {2, 2}, {padding, padding}, {1, 1}, /*ceil_mode=*/settings_.caffe_pool);
}

at::Tensor FasterRcnn::features(const at::Tensor& stem, const Progress& progress) const {
  const at::NoGradGuard no_graph;
  at::Tensor map = stem;
  for (std::size_t block = 0; block < backbone_.size(); ++block) {
    progress.report(static_cast<double>(block) / static_cast<double>(backbone_.size()), "looking at the picture");
    map = backbone_[block](map, progress);
  }
  return map;
}

AnchorScores FasterRcnn::score_anchors(const at::Tensor& features, const Progress& progress) const {
  const at::NoGradGuard no_graph;
  progress.report(0, "proposing regions");
  // In strips of rows with one row around them, so that it can stop in between: at once it takes a third of a second.
  std::vector<at::Tensor> strips;
  const std::int64_t rows = features.size(2);
  for (std::int64_t first = 0; first < rows; first += rows_at_once) {
    progress.check();
    const std::int64_t end = std::min(first + rows_at_once, rows);
    const std::int64_t before = first > 0 ? 1 : 0, after = end < rows ? 1 : 0;
    const at::Tensor strip = features.slice(2, first - before, end + after).contiguous(at::MemoryFormat::ChannelsLast);
    strips.push_back(proposal_convolution_(strip).slice(2, before, before + end - first));
  }
  const at::Tensor hidden = at::cat(strips, 2).relu_().contiguous(at::MemoryFormat::ChannelsLast);
  progress.check();
  return {objectness_(hidden).contiguous(), anchor_deltas_(hidden).contiguous()};
}

at::Tensor FasterRcnn::anchors(std::int64_t rows, std::int64_t columns) const {
  return anchor_boxes(settings_.anchor_sizes, settings_.anchor_ratios, rows, columns, static_cast<double>(map_stride),
                      settings_.anchor_offset);
}

Proposals FasterRcnn::propose(const AnchorScores& scores, std::int64_t width, std::int64_t height) const {
  const at::NoGradGuard no_graph;
  const std::int64_t rows = scores.objectness.size(2), columns = scores.objectness.size(3);
  const at::Tensor logits = scores.objectness[0].permute({1, 2, 0}).flatten();  // [rows · columns · anchors]
  const at::Tensor deltas = scores.deltas[0].view({-1, 4, rows, columns}).permute({2, 3, 0, 1}).reshape({-1, 4});
  const std::int64_t count = std::min(settings_.most_candidates, logits.numel());
  const at::Tensor order = std::get<1>(at::sort(logits, /*stable=*/true, /*dim=*/0, /*descending=*/true));
  const at::Tensor best = order.slice(0, 0, count);
  at::Tensor boxes = decoded_boxes(anchors(rows, columns).index_select(0, best), deltas.index_select(0, best),
                                   settings_.proposal_weights);
  at::Tensor candidate_logits = logits.index_select(0, best);
  if (!at::isfinite(boxes).all().item<bool>() || !at::isfinite(candidate_logits).all().item<bool>()) {
    throw Error("regions", "the detector's scores are no numbers", "Fetch its weights again.");
  }
  boxes = clipped_boxes(boxes, width, height);
  const at::Tensor sides = boxes.slice(1, 2, 4) - boxes.slice(1, 0, 2);
  const at::Tensor large = (sides > settings_.least_proposal_side).all(1).nonzero().squeeze(1);
  boxes = boxes.index_select(0, large);
  candidate_logits = candidate_logits.index_select(0, large);
  const at::Tensor kept =
      at::tensor(suppress(boxes, candidate_logits, settings_.proposal_overlap, settings_.most_proposals), at::kLong);
  return {boxes.index_select(0, kept), candidate_logits.index_select(0, kept)};
}

at::Tensor FasterRcnn::pool(const at::Tensor& features, const at::Tensor& boxes) const {
  const at::Tensor map = features[0].permute({1, 2, 0}).contiguous();
  return roi_pool(map, boxes, settings_.pooled_side, 1.0 / static_cast<double>(map_stride)).permute({0, 3, 1, 2});
}

ProposalScores FasterRcnn::score_proposals(const at::Tensor& features, const at::Tensor& boxes,
                                           const Progress& progress) const {
  const at::NoGradGuard no_graph;
  ProposalScores scores;
  scores.features = at::empty({boxes.size(0), settings_.feature_size()}, at::kFloat);
  for (std::int64_t first = 0; first < boxes.size(0); first += proposals_at_once) {
    progress.report(static_cast<double>(first) / static_cast<double>(boxes.size(0)),
                    "region " + std::to_string(first + 1) + " of " + std::to_string(boxes.size(0)));
    const std::int64_t end = std::min(first + proposals_at_once, boxes.size(0));
    at::Tensor map = pool(features, boxes.slice(0, first, end));
    for (const Bottleneck& block : last_stage_) map = block(map, progress);
    scores.features.slice(0, first, end).copy_(map.mean({2, 3}));
  }
  const auto apply = [](const Layer& layer, const at::Tensor& x) { return nn::product(x, layer.weight, layer.bias); };
  scores.classes = apply(classes_, scores.features);
  progress.check();
  scores.deltas = apply(deltas_, scores.features);
  if (settings_.attributes > 0 && boxes.size(0) > 0) {
    const at::Tensor named = at::embedding(class_embedding_, scores.classes.argmax(1));  // background as well
    const at::Tensor hidden = apply(attribute_hidden_, at::cat({scores.features, named}, 1)).relu_();
    scores.attributes = apply(attributes_, hidden);
  }
  return scores;
}

at::Tensor FasterRcnn::class_boxes(const Proposals& proposals, const ProposalScores& scores) const {
  return decoded_boxes(proposals.boxes, scores.deltas, settings_.box_weights);
}

/// The box [n, 4] of each row's class, cut to the resized picture.
at::Tensor FasterRcnn::best_boxes(const at::Tensor& class_boxes, const at::Tensor& classes,
                                  const FedPicture& picture) const {
  const at::Tensor boxes = class_boxes.view({class_boxes.size(0), -1, 4});
  const at::Tensor which = settings_.one_box_for_all ? at::zeros_like(classes) : classes;
  const at::Tensor best = boxes.gather(1, which.view({-1, 1, 1}).expand({-1, 1, 4})).squeeze(1);
  return clipped_boxes(best, picture.width, picture.height);
}

ChosenProposals FasterRcnn::choose(const ProposalScores& scores, const at::Tensor& class_boxes,
                                   const FedPicture& picture) const {
  const at::NoGradGuard no_graph;
  const auto [probabilities, classes] = best_classes(scores.classes);
  const at::Tensor boxes = best_boxes(class_boxes, classes, picture);
  ChosenProposals chosen;
  bool enough = false;
  for (const double overlap : settings_.overlaps) {
    std::vector<std::int64_t> rows = suppress(boxes, probabilities, overlap, std::numeric_limits<std::int64_t>::max());
    chosen.survivors.push_back(static_cast<std::int64_t>(rows.size()));
    // The first that leaves enough. Where none does the reference fails; what is left most is better than nothing.
    const auto left = std::min(static_cast<std::int64_t>(rows.size()), settings_.most_detections);
    if (enough || left <= static_cast<std::int64_t>(chosen.rows.size())) continue;
    enough = left >= settings_.least_detections;
    rows.resize(static_cast<std::size_t>(left));
    chosen.rows = std::move(rows);
    chosen.overlap = overlap;
  }
  return chosen;
}

Detections FasterRcnn::detections(const ProposalScores& scores, const at::Tensor& class_boxes,
                                  const ChosenProposals& chosen, const FedPicture& picture) const {
  const at::NoGradGuard no_graph;
  const at::Tensor rows = at::tensor(chosen.rows, at::kLong);
  const auto [probabilities, classes] = best_classes(scores.classes);
  const at::Tensor boxes = best_boxes(class_boxes, classes, picture).index_select(0, rows);
  Detections found;
  found.features = scores.features.index_select(0, rows);
  found.boxes = boxes * at::tensor({picture.scale_x, picture.scale_y, picture.scale_x, picture.scale_y});
  found.classes = classes.index_select(0, rows);
  found.probabilities = probabilities.index_select(0, rows);
  if (scores.attributes.defined()) {
    const auto [likely, attributes] =
        at::softmax(scores.attributes.index_select(0, rows).slice(1, 0, -1), 1).max(1);  // of the named ones alone
    found.attributes = attributes;
    found.attribute_probabilities = likely;
  }
  return found;
}

Detections FasterRcnn::detect(const Picture& picture, ChannelOrder order, const Progress& progress) const {
  constexpr double looked = 0.2, proposed = 0.22;  // where the time goes in the published model
  progress.report(0, "looking at the picture");
  const FedPicture fed = feed(picture, order);
  progress.check();
  const at::Tensor map = features(stem(fed.pixels), progress.part(0, looked));
  const Proposals proposals = propose(score_anchors(map, progress.part(looked, proposed)), fed.width, fed.height);
  if (proposals.boxes.size(0) == 0) {
    throw Error("picture", "the detector finds no region in it", "Give another picture.");
  }
  const ProposalScores scores = score_proposals(map, proposals.boxes, progress.part(proposed, 1));
  const at::Tensor boxes = class_boxes(proposals, scores);
  return detections(scores, boxes, choose(scores, boxes, fed), fed);
}

}  // namespace rex
