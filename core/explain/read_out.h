#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/explain/target.h"
#include "core/models/forward_pass.h"

namespace rex {

/// Which row of which relevancy matrices a person sees: the token from which the score is computed.
struct ReadOut {
  int domain = 0;               ///< index into AttentionTrace::domains
  std::int64_t row = 0;         ///< the token's position in that domain
  bool zero_own_entry = false;  ///< BERT, VisualBERT, LXMERT: the token's relevance for itself is not shown
  PatchRows patch_rows = PatchRows::ignored;
  /// The mean of the rows of all tokens that are no padding in place of one row. The identity that a method starts from
  /// is no part of it.
  bool mean_of_tokens = false;
  /// The words between which people share the relevance of a text: from…to-1, without start and end token (CLIP) or
  /// without padding (SigLIP). Both 0 where the text is not one of several.
  std::int64_t words_from = 0, words_to = 0;
};

/// The weights [tokens] with which READ_OUT reads the rows of its domain QUERIES: 1 for its token, and the mean of the
/// real patches where that is added; or the mean of all real tokens.
at::Tensor row_weights(const ReadOut& read_out, const TokenDomain& queries);

/// What READ_OUT reads of MATRIX [..., query, key]: [..., key].
at::Tensor read_rows(const at::Tensor& matrix, const ReadOut& read_out, const TokenDomain& queries);

/// The rows to read of PASS for a resolved TARGET. For CLIP: the class token of the picture's tower and the end token
/// of the text.
std::vector<ReadOut> read_outs(const ForwardPass& pass, const Target& target);

}  // namespace rex
