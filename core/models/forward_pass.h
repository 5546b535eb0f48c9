#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/trace.h"
#include "core/nn/forward_context.h"

namespace rex {

/// The tensors that a model is fed, by the names of Hugging Face's forward functions: `pixel_values` [1, 3, H, W]
/// float32, `pixel_mask` [1, H, W] int64, `input_ids`, `attention_mask`, `token_type_ids` [texts, T] int64,
/// `visual_embeds` [1, V, d], `visual_token_type_ids`, `visual_attention_mask` [1, V] (VisualBERT), `visual_feats` [1,
/// V, d], `visual_pos` [1, V, 4] (LXMERT).
using ModelInputs = std::map<std::string, at::Tensor>;

/// What one score stands for.
enum class ScoreKind {
  classes,           ///< scores [classes] (ViT, BERT) or [answers] (VisualBERT, LXMERT)
  queries_by_class,  ///< scores [queries, classes + 1]; the last class is "no object" (DETR)
  texts              ///< scores [texts]: the similarity of the picture with each text (CLIP)
};

/// What is explained. Empty fields are chosen by resolve(): the best class, the most confident query, the best text.
struct Target {
  std::optional<std::int64_t> class_index;  ///< class or answer
  std::optional<std::int64_t> query;        ///< DETR
  std::optional<std::int64_t> text;         ///< CLIP

  bool operator==(const Target&) const = default;
};

/// Which row of which relevancy matrices a person sees: the token from which the score is computed.
struct ReadOut {
  int domain = 0;               ///< index into AttentionTrace::domains
  std::int64_t row = 0;         ///< the token's position in that domain
  bool zero_own_entry = false;  ///< BERT, VisualBERT, LXMERT: the token's relevance for itself is not shown
};

/// How published baselines differ between families (the goldens' notes): read by methods, stated by models as data.
struct MethodConventions {
  bool rollout_rows_sum_to_one = true;            ///< VisualBERT's code does not normalise
  bool attribution_rows_sum_to_one = false;       ///< transformer attribution normalises rows of I + Ā (BERT)
  bool attribution_own_entry_is_minimum = false;  ///< ... and the own entry becomes the row's minimum (BERT)
  enum class MinMax { none, row, matrix } gradcam_min_max = MinMax::matrix;
  bool gradcam_weight_from_read_out_row =
      false;  ///< the mean gradient over the patches of the row (ViT), not over the map
  enum class PartialLrp { clamp, min_max_matrix } partial_lrp = PartialLrp::min_max_matrix;
  bool original_rules_for_lrp = false;      ///< `lrp` and `partial_lrp` use RuleSet::original (ViT, BERT)
  bool keep_own_entry_in_lrp = false;       ///< full `lrp` leaves the read-out token's own entry (VisualBERT, LXMERT)
  bool zero_own_entry_in_matrices = false;  ///< whole matrices show the zeroed own entry as well (LXMERT)
};

/// One run of a model, kept: its graph serves every later target. Move-only.
struct ForwardPass {
  ForwardPass() = default;
  ForwardPass(ForwardPass&&) = default;
  ForwardPass& operator=(ForwardPass&&) = default;
  ForwardPass(const ForwardPass&) = delete;
  ForwardPass& operator=(const ForwardPass&) = delete;

  ModelInputs inputs;  ///< what was fed, to run again in another mode
  std::map<std::string, at::Tensor>
      outputs;        ///< detached: `logits` [1, …], `pred_boxes` [1, queries, 4] (cx, cy, w, h in 0…1), …
  at::Tensor scores;  ///< raw logits in the graph, shaped by ScoreKind
  /// In plain mode, for training: [batch, tokens, hidden], what ViT's last layer makes and what CLIP's reads.
  at::Tensor hidden_states;
  at::Tensor picture_vectors;  ///< CLIP's image_embeds in the graph, for training
  AttentionTrace trace;        ///< maps in the graph

  nn::GraphMode mode = nn::GraphMode::plain;  ///< how it was made; the rules and where it starts in relevance mode
  nn::RuleSet rules = nn::RuleSet::standard;
  bool relevance_to_inputs = false;

  /// Chooses what torch::autograd::grad(scores, …) yields from now on. Relevance mode only: a graph of gradient mode
  /// yields gradients, whatever is chosen.
  void yield(nn::Backward what) const {
    if (backward) *backward = what;
  }
  std::shared_ptr<nn::Backward> backward;  ///< set by the model in relevance mode

  /// The rows to read for a resolved target. For CLIP: the class token of the image tower and the end token of the
  /// text.
  std::vector<ReadOut> read_outs(const Target& target) const;

  /// Set by the model. A row of -1 stands for the target's object query; -2 for the end token of the target's text,
  /// which text_ends gives.
  std::vector<ReadOut> read_out_rules;
  std::vector<std::int64_t> text_ends;  ///< [texts]
};

}  // namespace rex
