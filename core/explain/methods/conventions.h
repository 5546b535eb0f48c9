#pragma once

#include <string>

#include "core/models/description.h"

namespace rex {

/// How published baselines differ between families (the goldens' notes): one row of a table of families × methods,
/// which methods read.
struct MethodConventions {
  bool rollout_rows_sum_to_one = true;            ///< VisualBERT's code does not normalise
  bool attribution_rows_sum_to_one = false;       ///< transformer attribution normalises rows of I + Ā (BERT)
  bool attribution_own_entry_is_minimum = false;  ///< ... and the own entry becomes the row's minimum (BERT)
  enum class MinMax { none, row, matrix } gradcam_min_max = MinMax::matrix;
  /// The weight of a head is the mean gradient over the row's tokens that are shown (ViT, CLIP, SigLIP), not over the
  /// map.
  bool gradcam_weight_from_read_out_row = false;
  enum class PartialLrp { clamp, min_max_matrix } partial_lrp = PartialLrp::min_max_matrix;
  bool original_rules_for_lrp = false;      ///< `lrp` and `partial_lrp` use RuleSet::original (ViT, BERT)
  bool keep_own_entry_in_lrp = false;       ///< full `lrp` leaves the read-out token's own entry (VisualBERT, LXMERT)
  bool zero_own_entry_in_matrices = false;  ///< whole matrices show the zeroed own entry as well (LXMERT)
};

/// The conventions NAME that a family's record names ("vit", "bert", "clip", "visual_bert", "lxmert", "detr", "vilt",
/// "blip", "siglip", …). Throws Error for another name.
const MethodConventions& method_conventions(const std::string& name);

/// Those that the record of MODEL's family names.
const MethodConventions& method_conventions(const ModelDescription& model);

}  // namespace rex
