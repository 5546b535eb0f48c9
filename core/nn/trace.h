#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace rex {

/// What a token of a sequence stands for.
enum class TokenKind : std::uint8_t {
  special,  ///< stands for no part of the input: class, distillation and register tokens, the probe that pools a
            ///< picture
  word,     ///< a position of input_ids
  patch,    ///< a cell of the patch grid (ViT, CLIP) or of the backbone's feature map (DETR)
  region,   ///< a row of the region features (LXMERT, VisualBERT)
  query     ///< an object query (DETR)
};

/// One token sequence that attention maps relate, and how its tokens map back to the input.
struct TokenDomain {
  std::string symbol;                ///< the letter in R^{sq}: "s", "t", "i", "q"; CLIP's towers are "image" and "text"
  std::vector<TokenKind> kinds;      ///< [tokens]
  std::vector<std::int64_t> places;  ///< [tokens] which word, patch (row-major), region or query; -1 for special ones
  std::vector<bool> padded;          ///< [tokens] true where the token is padding; its relevance is 0
  bool causal = false;               ///< a token sees itself and what is before it (CLIP's text)
  std::int64_t grid_rows = 0;        ///< of the patches; 0 without patches
  std::int64_t grid_columns = 0;
  std::int64_t patch_height = 0;  ///< of one patch in pixels of pixel_values; 0: the grid covers them evenly (DETR)
  std::int64_t patch_width = 0;

  std::int64_t size() const { return static_cast<std::int64_t>(kinds.size()); }
  std::int64_t count(TokenKind kind) const;

  /// Appends COUNT tokens of KIND with places 0…COUNT-1. MASK ([COUNT], nonzero = real) may be undefined.
  void append(TokenKind kind, std::int64_t count, const at::Tensor& mask = {});
};

/// The post-softmax attention of one layer.
struct AttentionMap {
  at::Tensor weights;    ///< [batch, heads, query tokens, key tokens] float, rows sum to 1; in the graph of the pass
  std::string stack;     ///< "encoder.self", "cross.language_from_vision", … (the goldens' names)
  int layer = 0;         ///< position in its stack, from 0
  int query_domain = 0;  ///< index into AttentionTrace::domains: rows
  int key_domain = 0;    ///< columns; equal to query_domain for self-attention
  int simultaneous =
      -1;  ///< maps that share a number ≥ 0 read the state from before any of them (LXMERT's co-attention)

  bool is_self_attention() const { return query_domain == key_domain; }
};

/// A tensor where a relevance pass ends: what the first layer reads.
struct TraceInput {
  std::string name;  ///< "text" or "image", or "pixels"
  int domain = 0;    ///< index into AttentionTrace::domains
  at::Tensor value;  ///< in the graph of the pass; [batch, tokens, hidden], or [batch, 3, height, width] for pixels
};

/// The scores as they would be if a layer were the last: its tokens' mean through the model's final norm and head.
struct LayerScore {
  std::string stack;
  int layer = 0;
  at::Tensor scores;  ///< in the graph of the pass; shaped as ForwardPass::scores
};

/// What a forward pass leaves for the methods: the maps in the order in which the layers ran.
struct AttentionTrace {
  std::vector<TokenDomain> domains;
  std::vector<AttentionMap> maps;
  std::vector<TraceInput> inputs;
  /// Of models that have them (ViT, CLIP's picture), where the context asks for them.
  std::vector<LayerScore> layer_scores;
};

}  // namespace rex
