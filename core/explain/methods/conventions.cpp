#include "core/explain/methods/conventions.h"

#include <map>

#include "core/base/error.h"
#include "core/models/families/family.h"

namespace rex {
namespace {

using MinMax = MethodConventions::MinMax;
using PartialLrp = MethodConventions::PartialLrp;

/// What the public code of each family's baselines does; where nothing is said it is as in the struct.
const std::map<std::string, MethodConventions>& table() {
  static const std::map<std::string, MethodConventions> rows = {
      {"vit",
       {.gradcam_min_max = MinMax::row,
        .gradcam_weight_from_read_out_row = true,
        .partial_lrp = PartialLrp::clamp,
        .original_rules_for_lrp = true}},
      {"bert",
       {.attribution_rows_sum_to_one = true,
        .attribution_own_entry_is_minimum = true,
        .partial_lrp = PartialLrp::clamp,
        .original_rules_for_lrp = true}},
      // Nobody published these baselines for CLIP and SigLIP: their towers follow ViT's.
      {"clip",
       {.gradcam_min_max = MinMax::row,
        .gradcam_weight_from_read_out_row = true,
        .partial_lrp = PartialLrp::clamp,
        .original_rules_for_lrp = true}},
      {"siglip",
       {.gradcam_min_max = MinMax::row,
        .gradcam_weight_from_read_out_row = true,
        .partial_lrp = PartialLrp::clamp,
        .original_rules_for_lrp = true}},
      {"visual_bert", {.rollout_rows_sum_to_one = false, .keep_own_entry_in_lrp = true}},
      {"lxmert", {.gradcam_min_max = MinMax::none, .keep_own_entry_in_lrp = true, .zero_own_entry_in_matrices = true}},
      {"detr", {.gradcam_min_max = MinMax::none}},
      // Nobody published baselines of these two.
      {"vilt", {.partial_lrp = PartialLrp::clamp}},
      {"blip", {.partial_lrp = PartialLrp::clamp}},
  };
  return rows;
}

}  // namespace

const MethodConventions& method_conventions(const std::string& name) {
  const auto found = table().find(name);
  if (found != table().end()) return found->second;
  std::string known;
  for (const auto& [family, conventions] : table()) known += (known.empty() ? "" : ", ") + family;
  throw Error("method", "no conventions of published baselines are called '" + name + "'", "Known are " + known + ".");
}

const MethodConventions& method_conventions(const ModelDescription& model) {
  return method_conventions(family_of(model).baselines);
}

}  // namespace rex
