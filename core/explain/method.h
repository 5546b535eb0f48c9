#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/explain/evidence.h"
#include "core/explain/explanation.h"
#include "core/models/description.h"

namespace rex {

/// What people and the machinery need to know of a method.
struct MethodDescription {
  std::string name;         ///< "generic": command line, keys, file names
  std::string title;        ///< "Generic (ICCV 2021)": menus and figures
  std::string description;  ///< one or two sentences with the source
  MethodNeeds needs;
  bool ablation = false;  ///< a variant that the papers compare with, not a method to choose first
  bool clamps = false;    ///< of products with the gradient it keeps the positive part alone: a signed map can be had
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
  bool clamps() const { return description_.clamps; }

  /// Whether the method can explain a model of this KIND: nothing where it can, else the reason, for people.
  virtual std::optional<std::string> fits(const ModelKind& kind) const;

  /// Fills relevancies, steps, matrices and notes of RESULT as OPTIONS ask.
  virtual void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const = 0;

 private:
  MethodDescription description_;
};

/// Every method, in the order in which menus show them.
const std::vector<std::unique_ptr<ExplanationMethod>>& explanation_methods();

/// The method NAME. Throws Error with the list of known names.
const ExplanationMethod& explanation_method(const std::string& name);

}  // namespace rex
