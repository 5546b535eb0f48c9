#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/explain/explanation.h"
#include "core/explain/inquiry.h"
#include "core/models/forward_pass.h"

namespace rex {

/// The tensors of EXPLANATIONS of one target of ANSWERED under the golden cases' keys: the outputs of the pass
/// (`logits`, `pred_boxes`, …) and `relevance/<method>/image|text`, and of a pair of sentences `text_a` and `text_b`,
/// the parts without special tokens. A picture's tokens and a text's in one sequence also give
/// `relevance/<method>/scores`; CLIP gives `text_scores/<method>`: the words' shares. ALL (`--dump all`) adds
/// `relevance/<method>/R_…` and, from the head maps, `attention/…`, `gradient/…` and the relevance of the maps
/// (`attention_lrp/…`, under the other names of the cases as well): ask for whole matrices and head maps before.
/// Attention and the like are [heads, query, key].
std::map<std::string, at::Tensor> golden_tensors(const Answered& answered, const std::vector<Explanation>& explanations,
                                                 bool all);

/// What golden_tensors() has of one explanation, without the outputs of its pass.
std::map<std::string, at::Tensor> explanation_tensors(const Explanation& explanation, bool all);

/// A token of a text that is written out.
struct TextToken {
  std::int64_t position = 0;  ///< in the model's input
  std::string text;           ///< as the vocabulary spells it
};

/// Those of VALUES [text tokens] that stand at TOKENS; all where there are none.
at::Tensor values_of(const at::Tensor& values, const std::vector<TextToken>& tokens);

/// Everything that says how EXPLANATION was made, and its relevancies as plain arrays. TOKENS are those of the text
/// that are written, by the name of "words"; empty: the relevancies of all, without their words.
nlohmann::json to_json(const Explanation& explanation, const std::vector<TextToken>& tokens = {});

/// One line a token of the input: "method,target,kind,index,row,column,word,relevance" with a head line, as RFC 4180
/// writes it.
std::string to_csv(const Explanation& explanation, const std::vector<TextToken>& tokens = {});

}  // namespace rex
