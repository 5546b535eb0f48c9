#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <stop_token>
#include <string>

#include "core/nn/trace.h"

namespace rex::nn {

/// What the graph of a forward pass is for.
enum class GraphMode {
  plain,     ///< ATen's own operations and autograd's own state: predictions, training
  gradient,  ///< a graph from the first attention map on, whose backward yields dy/dA
  relevance  ///< the same operations, but each one's backward is its relevance rule (CVPR 2021, section 3), which
             ///< yields R^A, or its gradient, as the pass asks (see Backward)
};

/// What a backward through a graph of relevance mode yields. One forward serves both.
enum class Backward { relevance, gradient };

/// Which of the two published sets of relevance rules (methods.md, section 5).
enum class RuleSet {
  standard,  ///< shared denominators, rescaled residual additions: the CVPR 2021 method
  original   ///< separate denominators, no rescaling: the `lrp` and `partial_lrp` baselines of ViT and BERT
};

/// Carried through every layer of one forward pass: how to compute, and where attention maps go.
/// A value of the pass, not of the thread: nothing is left behind when a pass throws.
struct ForwardContext {
  GraphMode mode = GraphMode::plain;
  RuleSet rules = RuleSet::standard;
  bool relevance_to_inputs = false;  ///< the graph starts at the inputs (`lrp`), not at the first attention map
  bool skip_zero_rows = true;        ///< a backward leaves out rows without gradient; false to time what that saves
  bool layer_scores = false;         ///< gradient mode: also record what each layer alone would score (LeGrad)
  AttentionTrace* trace = nullptr;   ///< null: nothing is recorded, which costs nothing
  /// Relevance mode: what backward yields, read when it runs; null: relevance.
  std::shared_ptr<const Backward> backward = nullptr;

  /// The output "text_embeds" [texts, width] of an earlier plain pass over the same texts, which then are not encoded
  /// again; undefined: they are encoded.
  at::Tensor encoded_texts = {};

  /// Asked between layers, forward; a pass that is to stop throws Cancelled.
  std::stop_token stop = {};

  bool relevance() const { return mode == GraphMode::relevance; }

  /// Throws Cancelled where the pass is to stop. record() asks; layers without attention ask themselves.
  void check() const;

  /// Records the post-softmax map WEIGHTS [batch, heads, query, key] and returns the tensor to go on with: in gradient
  /// and relevance mode it requires grad, so that the graph starts at the first map and nothing below it carries one.
  at::Tensor record(at::Tensor weights, const std::string& stack, int layer, int query_domain, int key_domain,
                    int simultaneous = -1) const;

  /// Whether what each layer alone would score is to be recorded.
  bool records_layer_scores() const { return layer_scores && trace != nullptr && mode == GraphMode::gradient; }

  /// Marks VALUE as what the first layer reads (see TraceInput) and returns the tensor to go on with.
  at::Tensor mark_input(const std::string& name, int domain, at::Tensor value) const;
};

}  // namespace rex::nn
