#pragma once

#include <ATen/core/Tensor.h>

#include "app/zoo/train/detection_loss.h"
#include "core/models/families/detr.h"
#include "core/nn/trace.h"

namespace rex::zoo {

/// How far what a DETR's queries look at is from their objects, for training.
struct QueryMaskLoss {
  /// Summed over the decoder layers but the first, whose queries have seen nothing yet: of the cross attention, mean
  /// over heads, of every query that found an object.
  at::Tensor attention;
  /// Of the relevancies (Chefer et al. 2021, eq. 5 to 9) of one such query a scene, chosen by chance. They hold
  /// gradients, so that this loss is one of second order.
  at::Tensor relevancy;
};

/// OUTPUTS of all decoder layers with their TRACE, MATCHES of the last layer; target CLASSES [scenes, most objects] and
/// CELLS [scenes, most objects, cells] as of object_cells(). Both losses are means of the Kullback-Leibler divergence
/// of a map, as shares of its sum, from the shares of its object that the cells show. The relevancies are those of the
/// decoder: what its image tokens had gathered in the encoder is left out, since scenes come encoded.
QueryMaskLoss query_mask_loss(const DetrOutputs& outputs, const AttentionTrace& trace, const ObjectMatches& matches,
                              const at::Tensor& classes, const at::Tensor& cells);

}  // namespace rex::zoo
