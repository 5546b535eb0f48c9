// Faster R-CNN with attributes (Ren et al. 2015, arXiv 1506.01497; Anderson et al. 2018, arXiv 1707.07998): the region
// extractor of LXMERT and VisualBERT, in the form of its public PyTorch reference (ResNet C4). It is no Transformer: it
// finds regions and is not explained.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/base/progress.h"
#include "core/models/regions/bottleneck.h"
#include "core/models/regions/faster_rcnn_settings.h"
#include "core/nn/parameters.h"

namespace rex {

struct Picture;

/// In which order a network is fed red, green and blue. The mean values of published settings belong to BGR; the public
/// demo feeds RGB where a picture is a file, and BGR where it is an address.
enum class ChannelOrder { rgb, bgr };

/// A picture as the network is fed.
struct FedPicture {
  at::Tensor pixels;                   ///< [1, 3, height, width], resized and normalised
  std::int64_t width = 0, height = 0;  ///< of the resized picture
  float scale_x = 1, scale_y = 1;      ///< the picture's own size over it
};

/// What the proposal network says of every anchor.
struct AnchorScores {
  at::Tensor objectness;  ///< [1, anchors, rows, columns] logits
  at::Tensor deltas;      ///< [1, 4 · anchors, rows, columns]
};

/// Boxes that may hold an object, the likeliest first.
struct Proposals {
  at::Tensor boxes;   ///< [proposals, 4] in pixels of the resized picture
  at::Tensor logits;  ///< [proposals]
};

/// What the heads say of every proposal.
struct ProposalScores {
  at::Tensor features;    ///< [proposals, size] means over the last stage's map
  at::Tensor classes;     ///< [proposals, classes + 1] logits; the last is background
  at::Tensor attributes;  ///< [proposals, attributes + 1] logits of which the last says nothing; undefined without
  at::Tensor deltas;      ///< [proposals, 4 · classes], or [proposals, 4] where one box serves all
};

/// Which proposals stay.
struct ChosenProposals {
  std::vector<std::int64_t> rows;       ///< of the proposals, by falling probability
  double overlap = 0;                   ///< the one of FasterRcnnSettings::overlaps that was taken
  std::vector<std::int64_t> survivors;  ///< how many each of them leaves, before the cut
};

/// The objects that were found, by falling probability.
struct Detections {
  at::Tensor features;                 ///< [n, size]
  at::Tensor boxes;                    ///< [n, 4] in pixels of the picture
  at::Tensor classes;                  ///< [n] int64, never background
  at::Tensor probabilities;            ///< [n] of that class, among all and background
  at::Tensor attributes;               ///< [n] int64; undefined without attributes
  at::Tensor attribute_probabilities;  ///< [n] of that attribute
};

class FasterRcnn {
 public:
  /// Takes the weights of SOURCE, by the reference's names; its batch norms become part of the convolutions. Shapes
  /// that do not fit SETTINGS are said by SOURCE's finish().
  FasterRcnn(FasterRcnnSettings settings, ParameterSource& source);

  const FasterRcnnSettings& settings() const { return settings_; }

  /// All stages below in turn. Carries no graph. Throws Error where nothing is found, Cancelled.
  Detections detect(const Picture& picture, ChannelOrder order, const Progress& progress = {}) const;

  /// Resized without smoothing so that the shorter side has the settings' length, unless the longer one then has too
  /// much.
  FedPicture feed(const Picture& picture, ChannelOrder order) const;
  /// PIXELS [1, 3, height, width] → [1, channels, height / 4, width / 4].
  at::Tensor stem(const at::Tensor& pixels) const;
  /// What stem() gave → [1, channels, height / 16, width / 16].
  at::Tensor features(const at::Tensor& stem, const Progress& progress = {}) const;
  AnchorScores score_anchors(const at::Tensor& features, const Progress& progress = {}) const;
  /// Of a feature map of ROWS × COLUMNS: [rows · columns · anchors, 4].
  at::Tensor anchors(std::int64_t rows, std::int64_t columns) const;
  /// Throws Error where the scores are no numbers.
  Proposals propose(const AnchorScores& scores, std::int64_t width, std::int64_t height) const;
  /// BOXES [n, 4] cut out of FEATURES: [n, channels, side, side].
  at::Tensor pool(const at::Tensor& features, const at::Tensor& boxes) const;
  ProposalScores score_proposals(const at::Tensor& features, const at::Tensor& boxes,
                                 const Progress& progress = {}) const;
  /// [proposals, 4 · classes] (or 4): boxes in pixels of the resized picture, which they may leave.
  at::Tensor class_boxes(const Proposals& proposals, const ProposalScores& scores) const;
  ChosenProposals choose(const ProposalScores& scores, const at::Tensor& class_boxes, const FedPicture& picture) const;
  Detections detections(const ProposalScores& scores, const at::Tensor& class_boxes, const ChosenProposals& chosen,
                        const FedPicture& picture) const;

 private:
  struct Layer {
    at::Tensor weight, bias;  // [outputs, inputs], [outputs]
  };
  static Layer take_layer(ParameterSource& source, const std::string& name, std::int64_t inputs, std::int64_t outputs);
  void round_weights();
  at::Tensor best_boxes(const at::Tensor& class_boxes, const at::Tensor& classes, const FedPicture& picture) const;

  FasterRcnnSettings settings_;
  std::int64_t map_channels_ = 0;
  FoldedConvolution stem_;
  std::vector<Bottleneck> backbone_;
  std::vector<Bottleneck> last_stage_;
  FoldedConvolution proposal_convolution_, objectness_, anchor_deltas_;
  Layer classes_, deltas_, attribute_hidden_, attributes_;
  at::Tensor class_embedding_;  // [classes + 1, size / 8]
};

}  // namespace rex
