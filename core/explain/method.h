#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/progress.h"
#include "core/explain/evidence.h"
#include "core/explain/evidence_source.h"
#include "core/explain/explanation.h"
#include "core/explain/target.h"
#include "core/models/model.h"

namespace rex {

/// What people and the machinery need to know of a method.
struct MethodDescription {
  std::string name;         ///< "generic": command line, keys, file names
  std::string title;        ///< "Generic (ICCV 2021)": menus and figures
  std::string description;  ///< one or two sentences with the source
  MethodNeeds needs;
  bool ablation = false;  ///< a variant that the papers compare with, not a method to choose first
};

/// One way to turn evidence into relevancies. Stateless; a fold over Evidence::maps in order.
class ExplanationMethod {
 public:
  explicit ExplanationMethod(MethodDescription description) : description_(std::move(description)) {}
  virtual ~ExplanationMethod() = default;

  const std::string& name() const { return description_.name; }
  const std::string& title() const { return description_.title; }
  const std::string& description() const { return description_.description; }
  const MethodNeeds& needs() const { return description_.needs; }
  bool is_ablation() const { return description_.ablation; }

  /// Fills relevancies, steps, matrices and notes of RESULT as OPTIONS ask.
  virtual void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const = 0;

 private:
  MethodDescription description_;
};

/// Every method, in the order in which menus show them.
const std::vector<std::unique_ptr<ExplanationMethod>>& explanation_methods();

/// The method NAME. Throws Error with the list of known names.
const ExplanationMethod& explanation_method(const std::string& name);

/// Whether relevance passes of MODEL run in double precision unless someone says otherwise: LRP divides by sums that
/// cross zero, so that is the rule where it costs little.
bool prefers_double_precision(const ModelDescription& model);

/// Explains TARGET of PASS, which MODEL made in gradient mode with a trace. PASS keeps its graph for the next target.
/// Throws Error where the target does not exist, Cancelled when PROGRESS is stopped.
Explanation explain(const Model& model, const ForwardPass& pass, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options = {}, const Progress& progress = {});

/// The same with evidence that SOURCE gathers and keeps: several methods on one target share its gradients and
/// relevance passes.
Explanation explain(EvidenceSource& source, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options = {}, const Progress& progress = {});

/// Every method on every target, targets outermost: the best classes, all confident object queries.
std::vector<Explanation> explain_all(EvidenceSource& source, const std::vector<Target>& targets,
                                     const std::vector<const ExplanationMethod*>& methods,
                                     const ExplainOptions& options = {}, const Progress& progress = {});

}  // namespace rex
