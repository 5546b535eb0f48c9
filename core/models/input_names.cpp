#include "core/models/input_names.h"

#include <ATen/ATen.h>

namespace rex {

ModelInputs with_huggingface_names(const ModelInputs& inputs) {
  static const std::map<std::string, std::string> names = {{"input_mask", "attention_mask"},
                                                           {"segment_ids", "token_type_ids"},
                                                           {"image_feature_0", "visual_embeds"},
                                                           {"visual_embeddings_type", "visual_token_type_ids"}};
  ModelInputs renamed;
  for (const auto& [name, value] : inputs) {
    const auto found = names.find(name);
    renamed.emplace(found == names.end() ? name : found->second, value);
  }
  // mmf counts the real regions where Hugging Face marks them.
  const auto count = inputs.find("max_features");
  const auto regions = renamed.find("visual_embeds");
  if (count != inputs.end() && count->second.numel() > 0 && regions != renamed.end() && regions->second.dim() == 3 &&
      renamed.count("visual_attention_mask") == 0) {
    const at::Tensor places = at::arange(regions->second.size(1), at::TensorOptions().dtype(at::kLong)).unsqueeze(0);
    renamed["visual_attention_mask"] = places.lt(count->second.reshape({-1, 1})).to(at::kLong);
    renamed.erase("max_features");
  }
  return renamed;
}

}  // namespace rex
