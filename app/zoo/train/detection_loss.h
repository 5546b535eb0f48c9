#pragma once

#include <ATen/core/Tensor.h>

namespace rex::zoo {

/// Areas, intersections and unions of boxes given as (cx, cy, w, h), pairwise along the last dimension of equal shapes.
at::Tensor box_iou(const at::Tensor& a, const at::Tensor& b);

/// Generalised intersection over union (Rezatofighi et al. 2019), in -1…1.
at::Tensor box_giou(const at::Tensor& a, const at::Tensor& b);

/// Which query answers for which object.
struct ObjectMatches {
  at::Tensor queries;  ///< [matches] int64, into the batch's queries one after another
  at::Tensor objects;  ///< [matches] int64, into the batch's places for objects one after another
};

/// The cheapest assignment (Hungarian algorithm) by class probability, L1 and GIoU, as in Carion et al. 2020. LOGITS
/// [batch, queries, classes + 1], BOXES [batch, queries, 4], target CLASSES [batch, most objects] (-1: none),
/// TARGET_BOXES [batch, most objects, 4].
ObjectMatches match_objects(const at::Tensor& logits, const at::Tensor& boxes, const at::Tensor& classes,
                            const at::Tensor& target_boxes);

/// The set loss of DETR (Carion et al. 2020): match_objects(), then cross entropy over all queries ("no object"
/// weighted by NO_OBJECT_WEIGHT) and L1 and GIoU over the matched ones. Returns a scalar.
at::Tensor detection_loss(const at::Tensor& logits, const at::Tensor& boxes, const at::Tensor& classes,
                          const at::Tensor& target_boxes, double no_object_weight);

}  // namespace rex::zoo
