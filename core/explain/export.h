#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/explain/explanation.h"
#include "core/models/forward_pass.h"

namespace rex {

/// The tensors of EXPLANATIONS of one target under the golden cases' keys: OUTPUTS of the pass (`logits`,
/// `pred_boxes`, …) and `relevance/<method>/image|text`. A picture's tokens and a text's in one sequence also give
/// `relevance/<method>/scores`; CLIP gives `text_scores/<method>`: the words' shares. ALL (`--dump all`) adds
/// `relevance/<method>/R_…` and, from the head maps, `attention/…`, `gradient/…` and the relevance of the maps
/// (`attention_lrp/…`, under the other names of the cases as well): ask for whole matrices and head maps before.
/// Attention and the like are [heads, query, key].
std::map<std::string, at::Tensor> golden_tensors(const std::map<std::string, at::Tensor>& outputs,
                                                 const std::vector<Explanation>& explanations, bool all);

/// What golden_tensors() has of one explanation, without the outputs of its pass.
std::map<std::string, at::Tensor> explanation_tensors(const Explanation& explanation, bool all);

/// Everything that says how EXPLANATION was made, and its relevancies as plain arrays. WORDS are the tokens of the text
/// (may be empty).
nlohmann::json to_json(const Explanation& explanation, const std::vector<std::string>& words = {});

/// One line a token of the input: "method,target,kind,index,row,column,word,relevance" with a head line, as RFC 4180
/// writes it.
std::string to_csv(const Explanation& explanation, const std::vector<std::string>& words = {});

}  // namespace rex
