#pragma once

#include <memory>

#include "core/explain/method.h"

/// One maker for each method's file; the registry calls them all.
namespace rex {

using MethodPointer = std::unique_ptr<ExplanationMethod>;

MethodPointer make_generic();
MethodPointer make_generic_no_normalization();
MethodPointer make_generic_no_self_in_rule10();
MethodPointer make_generic_no_aggregation();
MethodPointer make_generic_lrp();
MethodPointer make_generic_lrp_no_normalization();
MethodPointer make_raw_attention();
MethodPointer make_rollout();
MethodPointer make_gradcam();
MethodPointer make_attention_gradient();
MethodPointer make_legrad();
MethodPointer make_legrad_last2();
MethodPointer make_transformer_attribution();
MethodPointer make_lrp_rollout();
MethodPointer make_partial_lrp();
MethodPointer make_partial_lrp_standard_rules();
MethodPointer make_partial_lrp_grad();
MethodPointer make_lrp();
MethodPointer make_lrp_standard_rules();

}  // namespace rex
