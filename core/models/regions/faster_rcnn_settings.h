#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/nn/arithmetic.h"

namespace rex {

/// What a Faster R-CNN's config.yaml says of how it finds objects, under the field's terms; training settings are left
/// out. Defaults are those of the published extractor of LXMERT's demo.
struct FasterRcnnSettings {
  std::array<double, 3> mean{}, deviation{};  ///< of the channels as they are fed, of values 0…255
  std::int64_t shorter_side = 800;            ///< that pictures are resized to, in pixels
  std::int64_t longer_side = 1333;            ///< that resized pictures have at most

  std::int64_t depth = 101;  ///< of the residual network: 50, 101 or 152
  std::int64_t groups = 1;
  std::int64_t group_width = 64;        ///< channels of one group of the first stage's bottleneck
  std::int64_t stem_channels = 64;      ///< that leave the first convolution
  std::int64_t first_channels = 256;    ///< that leave the first stage
  bool caffe_pool = true;               ///< the stem's pooling: no padding, sizes rounded up
  bool stride_in_first = true;          ///< strides stand on a block's 1×1 convolution, not on its 3×3
  bool last_stage_halves = false;       ///< else the last stage keeps its resolution and dilates
  std::int64_t pooled_side = 14;        ///< of what one proposal is pooled to
  std::int64_t proposal_channels = -1;  ///< of the proposal network's convolution; -1: as many as it reads

  std::vector<double> anchor_sizes, anchor_ratios;  ///< in pixels; height over width
  double anchor_offset = 0;                         ///< of the first anchor's centre, in strides
  std::array<double, 4> proposal_weights{};         ///< that proposal deltas (x, y, width, height) are divided by
  std::int64_t most_candidates = 6000;              ///< before suppression
  std::int64_t most_proposals = 300;                ///< after it
  double proposal_overlap = 0.7;                    ///< beyond which a proposal is suppressed
  double least_proposal_side = 0;                   ///< proposals of this width or height or less are dropped

  std::int64_t classes = 1600;          ///< without background, which is the last one
  std::int64_t attributes = 400;        ///< 0: the model tells none
  bool one_box_for_all = false;         ///< boxes do not depend on the class
  std::array<double, 4> box_weights{};  ///< that box deltas are divided by
  std::vector<double> overlaps;         ///< tried in order until enough boxes are left
  std::int64_t least_detections = 36;
  std::int64_t most_detections = 36;

  nn::Arithmetic arithmetic = nn::Arithmetic::float32;  ///< in what its layers multiply: no setting of the model

  std::int64_t feature_size() const { return 8 * first_channels; }
};

/// Whether FOLDER holds a Faster R-CNN's settings: a config.yaml, or a config.json, that tells of `roi_heads`. Never
/// throws.
bool is_faster_rcnn(const std::filesystem::path& folder);

/// Reads FOLDER's config.yaml, or its config.json where there is none. Throws Error naming file and field where they
/// make no sense or ask for what the public reference cannot do either.
FasterRcnnSettings read_faster_rcnn_settings(const std::filesystem::path& folder);

/// The same for a document; WHERE names it. Keys may be of either case.
FasterRcnnSettings faster_rcnn_settings(const nlohmann::json& document, const std::string& where);

}  // namespace rex
