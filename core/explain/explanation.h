#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/explain/read_out.h"
#include "core/explain/target.h"
#include "core/nn/forward_context.h"
#include "core/nn/trace.h"

namespace rex {

/// Which layers count: FIRST…LAST of every stack, from 0; negative numbers count from the stack's end (-1 is the last).
struct LayerRange {
  int first = 0;
  int last = -1;

  bool operator==(const LayerRange&) const = default;
  /// Whether layer LAYER of a stack of LAYERS layers is in the range.
  bool contains(int layer, int layers) const;
};

/// Reads "A:B", "A:", ":B" or "A" (one layer). Throws Error where TEXT is none of these.
LayerRange parse_layers(const std::string& text);

/// For people: "all layers", "the last layer", "layer 3", "layers from 3", "layers 3 to 5".
std::string to_string(const LayerRange& layers);

struct ExplainOptions {
  LayerRange layers;
  bool whole_matrices = false;  ///< fill Explanation::matrices: O(layers · tokens³) instead of O(layers · tokens²)
  bool steps = false;           ///< fill Explanation::steps
  bool head_maps = false;       ///< fill Explanation::head_maps
  bool double_precision = false;  ///< what sums that cross zero amplify (LRP, Grad-CAM), in float64
  /// Negative evidence too, for methods that clamp it away (ExplanationMethod::clamps()): the map of the positive parts
  /// minus the map that the same rules make of the negative parts, explain().
  bool negative_evidence = false;
  /// Rows to read instead of the model's own: the relevancies *of* any token or patch. Empty: the model's.
  std::vector<ReadOut> read_outs;
};

/// Relevancies of one read-out: how much every input token carried the score. Detached, contiguous, CPU float32,
/// finite. Unscaled: what the method's equations give, any sign, any magnitude. Padding is 0. Undefined where a model
/// has no such input.
struct Relevancies {
  at::Tensor image;                ///< [patches] row-major, or [regions]; `lrp` on ViT: [height, width] pixels
  at::Tensor text;                 ///< [text tokens], positions as in input_ids (VisualBERT: cut to the real length)
  at::Tensor queries;              ///< [object queries] (DETR: the row of R^{qq})
  at::Tensor special = {};         ///< [special tokens] of the sequence with the picture's tokens, in order
  at::Tensor text_class_row = {};  ///< as text: the first token's row alone, where a mean of rows is read
  /// [patches] the class token's row and the mean of the patches' rows, where a model reads both or both are told
  /// (PatchRows); undefined elsewhere.
  at::Tensor class_row = {}, patch_rows_mean = {};
};

/// How much of the row that is read lies on tokens that are no part of the picture (class, distillation and register
/// tokens): fractions of the row's sum, which is positive and has no negative terms.
struct SpecialShare {
  double whole = 0;  ///< of the row as it is, with the identity that the method starts from
  /// Of what attention added, without the identity; nothing where the method does not start from one.
  std::optional<double> without_identity = {};
};

/// The relevancies when only the maps up to and including this one count. Only maps that change what is read have a
/// step: those whose rows are tokens of a read-out's domain.
struct LayerStep {
  std::string stack;
  int layer = 0;
  Relevancies relevancies;
};

/// What one layer's heads looked at.
struct HeadMaps {
  std::string stack;
  int layer = 0;
  int query_domain = 0;  ///< index into Explanation::domains
  int key_domain = 0;
  at::Tensor attention;  ///< [heads, query, key] post-softmax
  at::Tensor gradient;   ///< the same shape: dy/dA
  at::Tensor weighted;   ///< (gradient ⊙ attention)⁺
  at::Tensor relevance;  ///< R^A, signed; undefined where the method takes no relevance pass
};

/// Why a model gave one score. A finished value: every tensor is detached, contiguous and on the CPU.
struct Explanation {
  std::string model;                          ///< the folder's name
  std::string model_hash;                     ///< ModelDescription::weights_hash
  std::string version;                        ///< of this program
  std::string method;                         ///< registry name
  Target target;                              ///< resolved: no empty field that the model has
  double score = 0;                           ///< the raw logit that is explained
  std::optional<double> probability;          ///< of that score, as in TargetScore (predictions.h)
  std::string target_label;                   ///< "cat", "query 4: dog", a caption
  nn::RuleSet rules = nn::RuleSet::standard;  ///< of the relevance pass, where the method has one
  Relevancies relevancies;
  std::optional<SpecialShare> special_share;  ///< nothing without such tokens, or where a row has negative terms
  std::vector<TokenDomain> domains;
  std::vector<ReadOut> read_outs;
  std::vector<LayerStep> steps;
  std::vector<HeadMaps> head_maps;
  /// "R_tt" → [query tokens, key tokens], keys as in the goldens. `lrp` on DETR: "transformer_input" → [hidden, rows,
  /// columns].
  std::map<std::string, at::Tensor> matrices;
  ExplainOptions options;
  std::string part;           ///< what with_part() put in place of the whole; empty: nothing
  bool is_attention = false;  ///< whether that part is attention and no relevance
  /// What a reader must know: degenerate numbers, layers left out, no published reference.
  std::vector<std::string> notes;
};

/// Rows and columns of the picture's patch grid; {0, 0} for regions or no picture.
std::pair<std::int64_t, std::int64_t> patch_grid(const Explanation& explanation);

}  // namespace rex
