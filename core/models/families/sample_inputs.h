#pragma once

#include <cstdint>
#include <utility>

#include "core/models/families/family.h"

/// Parts of made-up inputs, always the same for the same arguments.
namespace rex {

/// `pixel_values` [samples, CHANNELS, height, width] of noise; USUAL is the size (width, height) where SIZES name none.
at::Tensor sample_pixels(const SampleSizes& sizes, std::int64_t channels, std::pair<std::int64_t, std::int64_t> usual);

/// Random ids [texts, length] of a vocabulary, between the ids FIRST and LAST.
at::Tensor sample_words(std::int64_t texts, std::int64_t length, std::int64_t vocabulary, std::int64_t first,
                        std::int64_t last);

/// Features [samples, regions, SIZE] of regions: not negative, as those of a detector.
at::Tensor sample_regions(const SampleSizes& sizes, std::int64_t size);

/// `input_ids`, `attention_mask` and `token_type_ids` as BERT, VisualBERT and LXMERT of CONFIG read them.
ModelInputs sample_bert_words(const nlohmann::json& config, const SampleSizes& sizes);

/// The same without `token_type_ids`, for models that know no types.
ModelInputs sample_untyped_words(const nlohmann::json& config, const SampleSizes& sizes);

}  // namespace rex
