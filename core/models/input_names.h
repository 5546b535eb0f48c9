#pragma once

#include "core/models/forward_pass.h"

namespace rex {

/// INPUTS with mmf's names for VisualBERT's tensors (input_mask, segment_ids, image_feature_0, visual_embeddings_type,
/// max_features) replaced by Hugging Face's. Names that are Hugging Face's, or nobody's, stay.
ModelInputs with_huggingface_names(const ModelInputs& inputs);

}  // namespace rex
