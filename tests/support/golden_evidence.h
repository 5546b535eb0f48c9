// Evidence built from a golden case's own attention maps, gradients and relevances: methods are tested without models.
#pragma once

#include <string>

#include "core/explain/evidence.h"
#include "tests/support/golden.h"

namespace rex::test {

/// One target of a case, and how its keys are spelt.
struct GoldenTarget {
  std::string prefix = {};  ///< "other/" of ViT's second target
  std::string suffix = {};  ///< "/4" of DETR's query 4
  int text = -1;            ///< index into the leading axis of CLIP's arrays
  std::int64_t query = 0;
};

/// The evidence of a ViT, BERT, CLIP, VisualBERT, LXMERT or DETR case. ORIGINAL_RULES: relevances of the `lrp`
/// baselines.
Evidence golden_evidence(const GoldenCase& golden, const GoldenTarget& target, bool original_rules = false);

}  // namespace rex::test
