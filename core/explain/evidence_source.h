#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/base/progress.h"
#include "core/explain/evidence.h"
#include "core/explain/kept_passes.h"
#include "core/models/model.h"

namespace rex {

/// How to run the model once so that a method with NEEDS needs no second forward pass. A pass made for one method
/// serves all others too, with further passes where it must.
nn::ForwardContext pass_for(const MethodNeeds& needs, const MethodConventions& conventions, bool double_precision);

/// Gathers what methods need of one pass, and keeps what the next method or target can use again: the gradients and
/// relevances of the last target, and relevance passes, whose graph serves every target. Not thread-safe: it belongs to
/// whoever owns the pass.
class EvidenceSource {
 public:
  /// MODEL made PASS in gradient or relevance mode with a trace. Both must outlive this. The backward of PASS is chosen
  /// as it is needed, and MODEL computes in float64 for the while of a relevance pass that is asked for in it.
  /// GRAPH_MEMORY as OpenOptions has it.
  EvidenceSource(Model& model, ForwardPass& pass, std::size_t graph_memory = 0) : model_(model), pass_(pass) {
    passes_.set_budget(graph_memory);
  }

  /// The evidence for TARGET (resolved). Parameters are not touched and get no gradients. DOUBLE_PRECISION: relevance
  /// passes in float64, and gradients whose sums the method reads; not for a model in bfloat16. Throws Error where the
  /// model leaves none of what is needed, Cancelled when PROGRESS is stopped.
  Evidence gather(const Target& target, const MethodNeeds& needs, bool double_precision = false,
                  const Progress& progress = {});

  const Model& model() const { return model_; }
  const ForwardPass& pass() const { return pass_; }

 private:
  struct Relevances {
    std::vector<at::Tensor> maps;
    std::vector<TraceInput> inputs;
  };

  void start_target(const Target& target);
  /// A further pass of KIND in relevance mode, kept for later targets.
  ForwardPass& relevance_pass(const PassKind& kind, const Progress& progress);
  const std::vector<at::Tensor>& gradients(bool in_double, const Progress& progress);
  const std::vector<at::Tensor>& layer_gradients(const Progress& progress);
  const Relevances& relevances(const PassKind& kind, const Progress& progress);

  Model& model_;
  ForwardPass& pass_;
  std::optional<Target> target_;                       // of what follows
  std::map<bool, std::vector<at::Tensor>> gradients_;  // by whether they were made in float64
  std::vector<at::Tensor> layer_gradients_;
  std::map<PassKind, Relevances> relevances_;
  KeptPasses passes_;  // further ones, of every target
};

}  // namespace rex
