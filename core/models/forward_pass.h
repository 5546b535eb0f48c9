#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/nn/forward_context.h"
#include "core/nn/trace.h"

namespace rex {

/// The tensors that a model is fed, by the names of Hugging Face's forward functions: `pixel_values` [1, 3, H, W]
/// float32 (SigLIP 2: [1, patches, numbers of a patch] with `pixel_attention_mask` [1, patches] and `spatial_shapes`
/// [1, 2]), `pixel_mask` [1, H, W] int64, `input_ids`, `attention_mask`, `token_type_ids` [texts, T] int64,
/// `visual_embeds` [1, V, d], `visual_token_type_ids`, `visual_attention_mask` [1, V] (VisualBERT), `visual_feats` [1,
/// V, d], `visual_pos` [1, V, 4] (LXMERT).
using ModelInputs = std::map<std::string, at::Tensor>;

/// The row of the target's object query (DETR).
struct TargetQueryRow {};

/// The row of the end token of the target's text (CLIP).
struct TextEndRow {
  std::vector<std::int64_t> ends;  ///< [texts] positions
};

/// The mean of the rows of all tokens that are no padding (ModernBERT that pools the mean).
struct MeanRow {};

/// The last row, whatever stands there (SigLIP).
struct TextLastRow {
  std::int64_t row = 0;
  std::vector<std::int64_t> lengths;  ///< [texts] tokens up to and including the end token; padding follows
};

/// What becomes of the patches' own rows beside the row that is read.
enum class PatchRows : std::uint8_t {
  ignored,
  shown_apart,  ///< their mean is told for comparison (DINOv3)
  added,        ///< the score reads their mean as well, so that it is part of the read-out (DINOv2)
  only          ///< their mean in place of the row
};

/// From which token a score is computed, so that its row of the relevancies is what a person sees.
struct ReadOutRule {
  int domain = 0;  ///< index into AttentionTrace::domains
  /// A position in that domain, or how the target gives it.
  std::variant<std::int64_t, TargetQueryRow, TextEndRow, TextLastRow, MeanRow> row;
  bool zero_own_entry = false;  ///< BERT, VisualBERT, LXMERT: the token's relevance for itself is not shown
  PatchRows patch_rows = PatchRows::ignored;
};

/// What only training reads, in the graph of a pass in plain mode.
struct TrainingOutputs {
  at::Tensor hidden_states;    ///< [batch, tokens, hidden], what ViT's last layer makes and what CLIP's reads
  at::Tensor picture_vectors;  ///< CLIP's image_embeds
};

/// One run of a model, kept: its graph serves every later target. Move-only.
struct ForwardPass {
  ForwardPass() = default;
  ForwardPass(ForwardPass&&) = default;
  ForwardPass& operator=(ForwardPass&&) = default;
  ForwardPass(const ForwardPass&) = delete;
  ForwardPass& operator=(const ForwardPass&) = delete;

  ModelInputs inputs;  ///< what was fed, to run again in another mode
  /// Detached: `logits` [1, …], `pred_boxes` [1, queries, 4] (cx, cy, w, h in 0…1), …
  std::map<std::string, at::Tensor> outputs;
  at::Tensor scores;     ///< raw logits in the graph, shaped by AnswerKind
  AttentionTrace trace;  ///< maps in the graph

  nn::GraphMode mode = nn::GraphMode::plain;  ///< how it was made; the rules and where it starts in relevance mode
  nn::RuleSet rules = nn::RuleSet::standard;
  bool relevance_to_inputs = false;

  /// Chooses what torch::autograd::grad(scores, …) gives from now on. Relevance mode only: a graph of gradient mode
  /// gives gradients, whatever is chosen.
  void choose_backward(nn::Backward what) {
    if (backward) *backward = what;
  }
  std::shared_ptr<nn::Backward> backward;  ///< set by the model in relevance mode

  std::vector<ReadOutRule> read_outs;  ///< set by the model
  at::Tensor like;  ///< [hidden] the feature of a second picture, detached, set by who compares; undefined: none
  TrainingOutputs training;
};

}  // namespace rex
