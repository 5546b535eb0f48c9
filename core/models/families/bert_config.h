#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "core/models/config.h"
#include "core/models/model.h"
#include "core/nn/bert_layer.h"

/// What BERT, VisualBERT and LXMERT read alike from config.json and from their inputs.
namespace rex {

nn::BertSizes bert_sizes(const Config& config);

nn::BertEmbeddings bert_embeddings(const Config& config, ParameterSource& source, const std::string& name,
                                   const nn::BertSizes& sizes);

/// COUNT layers named PREFIX + number.
std::vector<nn::BertLayer> bert_layers(ParameterSource& source, const std::string& prefix, int count,
                                       const nn::BertSizes& sizes);

/// Runs LAYERS, recording encoder.self maps of domain 0, and returns TOKEN of the last one's result: [batch, hidden].
at::Tensor read_bert_layers(const nn::ForwardContext& context, const std::vector<nn::BertLayer>& layers, at::Tensor x,
                            const at::Tensor& mask, const nn::TokenChoice& token);

/// `input_ids`, `token_type_ids` (zeros where missing) and `attention_mask` (ones where missing), each [batch, T]
/// int64.
struct BertText {
  at::Tensor ids;
  at::Tensor types;
  at::Tensor real;
};

/// Throws Error where they are missing, of different shapes or out of the embeddings' range.
BertText bert_text(const ModelInputs& inputs, const nn::BertEmbeddings& embeddings);

}  // namespace rex
