// Whatever names a checkpoint uses, its tensors under the names of Hugging Face's models.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

#include "core/checkpoint/family_names.h"

namespace rex {

/// How one parameter is made from a tensor of the file.
struct TensorRecipe {
  std::string source;  ///< the name in the file
  int part = 0;        ///< which of PARTS equal slices of the first dimension (a joint q, k, v projection)
  int parts = 1;
  bool transposed = false;  ///< a matrix that the file stores the other way round

  bool operator==(const TensorRecipe&) const = default;

  /// The parameter from TENSOR, the whole source. Undefined where its shape cannot be split or transposed so.
  at::Tensor apply(const at::Tensor& tensor) const;
};

/// What the names of a checkpoint turned out to be.
struct Renaming {
  std::string origin;  ///< whose names: "Hugging Face", "facebookresearch/detr", "OpenAI CLIP", "timm", "mmf", …
  std::string family;  ///< the model_type that the names belong to; empty where that cannot be told
  std::map<std::string, TensorRecipe> recipes;  ///< by Hugging Face's name
};

/// Recognises whose names NAMES are and finds Hugging Face's for them. Wrappers ("module.", "model.", "_orig_mod.")
/// come off in any order and number, a trunk saved on its own gets its prefix, old spellings (gamma, beta) become
/// today's; buffers that no model needs (position_ids, num_batches_tracked) are left out. A name that no rule knows
/// keeps its spelling. FAMILIES are those whose own names are recognised, the more special first.
Renaming rename_parameters(const std::vector<std::string>& names, const std::vector<FamilyNames>& families);

}  // namespace rex
