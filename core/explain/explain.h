#pragma once

#include "core/base/progress.h"
#include "core/explain/evidence_source.h"
#include "core/explain/explanation.h"
#include "core/explain/method.h"

namespace rex {

/// Whether relevance passes of MODEL run in double precision unless someone says otherwise: LRP divides by sums that
/// cross zero, so that is the rule where it costs little.
bool prefers_double_precision(const ModelDescription& model);

/// Explains TARGET of PASS, which MODEL made in gradient mode with a trace. PASS keeps its graph for the next target.
/// Throws Error where the target does not exist, Cancelled when PROGRESS is stopped.
Explanation explain(Model& model, ForwardPass& pass, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options = {}, const Progress& progress = {});

/// With ExplainOptions::negative_evidence a method that clamps gives R[x⁺] − R[x⁻], where x are the products that it
/// averages over heads (∇A ⊙ A of eq. 5; ∇A ⊙ R^A where it takes the relevance of the maps; the gradient of LeGrad), x⁺
/// = max(x, 0) as published, x⁻ = max(−x, 0), and R[·] all that the method makes of them: layers, modalities and rows
/// apart for both, so that no two negative factors make a positive one. Of a method that does not clamp it throws
/// Error.
///
/// The same with evidence that SOURCE gathers and keeps: several methods on one target share its gradients and
/// relevance passes.
Explanation explain(EvidenceSource& source, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options = {}, const Progress& progress = {});

}  // namespace rex
