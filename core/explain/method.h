#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/explain/explanation.h"
#include "core/models/model.h"

namespace rex {

/// All that a method may look at: numbers between token domains. Nothing says which model they come from.
struct Evidence {
  std::vector<TokenDomain> domains;
  std::vector<AttentionMap> maps;  ///< weights are [heads, query, key], detached
  std::vector<at::Tensor>
      gradients;  ///< dy/dA beside each map; zeros where the score does not depend on it; empty if not needed
  std::vector<at::Tensor> relevances;        ///< R^A beside each map; empty if not needed
  std::vector<TraceInput> input_relevances;  ///< relevance at the inputs (`lrp`): values are relevance, not activations
  std::vector<ReadOut> read_outs;
  MethodConventions conventions;
};

/// What a method must be given.
struct MethodNeeds {
  bool gradients = false;
  bool relevances = false;
  bool input_relevances = false;
};

/// One way to turn evidence into relevancies. Stateless; a fold over Evidence::maps in order.
class ExplanationMethod {
 public:
  virtual ~ExplanationMethod() = default;
  virtual std::string name() const = 0;         ///< "generic": command line, keys, file names
  virtual std::string title() const = 0;        ///< "Generic (ICCV 2021)": menus and figures
  virtual std::string description() const = 0;  ///< one or two sentences with the source
  virtual MethodNeeds needs() const = 0;
  /// Fills relevancies, steps, matrices and notes of RESULT as OPTIONS ask.
  virtual void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const = 0;
};

/// Every method, in the order in which menus show them.
const std::vector<std::unique_ptr<ExplanationMethod>>& explanation_methods();

/// The method NAME. Throws Error with the list of known names.
const ExplanationMethod& explanation_method(const std::string& name);

/// Explains TARGET of PASS, which MODEL made in gradient mode with a trace. PASS keeps its graph for the next target.
/// Throws Error where the target does not exist, Cancelled when PROGRESS is stopped.
Explanation explain(const Model& model, const ForwardPass& pass, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options = {}, const Progress& progress = {});

/// TARGET with its empty fields chosen: the query with the most confident class, the best class of the query ("no
/// object" excluded), the best text. Throws Error with the valid range where an index is outside it or does not fit the
/// model.
Target resolve(const ForwardPass& pass, const ModelDescription& description, const Target& target);

/// Reads "top", a class index or label, "query:N", "query:N,class:M or label", "text:N". Throws Error with near labels.
Target parse_target(const std::string& text, const ModelDescription& description);

/// The opposite: "query:4,class:8".
std::string to_string(const Target& target);

/// One answer of the model, for lists.
struct Prediction {
  Target target;
  std::string label;       ///< "cat"; "class 8" where the model has no labels; the caption's number for CLIP
  double score = 0;        ///< raw logit
  double probability = 0;  ///< softmax
};

/// The best MOST predictions, best first. DETR: queries whose best class beats "no object" come with their probability,
/// all queries above LEAST_PROBABILITY.
std::vector<Prediction> predictions(const ForwardPass& pass, const ModelDescription& description, std::size_t most,
                                    double least_probability = 0);

}  // namespace rex
