#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/models/config.h"
#include "core/models/model.h"
#include "core/nn/bert_layer.h"

/// What BERT and its relatives read alike from config.json and from their inputs.
namespace rex {

/// USUAL holds where CONFIG is silent.
nn::BertSizes bert_sizes(const Config& config, const nn::BertSizes& usual = {});

constexpr std::int64_t bert_vocabulary = 30522;

nn::BertEmbeddings bert_embeddings(const Config& config, ParameterSource& source, const std::string& name,
                                   const nn::BertSizes& sizes, std::int64_t usual_vocabulary = bert_vocabulary);

/// COUNT layers named PREFIX + number.
std::vector<nn::BertLayer> bert_layers(ParameterSource& source, const std::string& prefix, int count,
                                       const nn::BertSizes& sizes);

/// Tells the trace of CONTEXT, where there is one, that its only domain are words, of which REAL [batch, T] says which
/// are no padding.
void describe_words(const nn::ForwardContext& context, const at::Tensor& real);

/// Runs LAYERS, recording encoder.self maps of domain 0, and returns TOKEN of the last one's result: [batch, hidden].
at::Tensor read_bert_layers(const nn::ForwardContext& context, const std::vector<nn::BertLayer>& layers, at::Tensor x,
                            const at::Tensor& mask, const nn::TokenChoice& token);

/// Throws Error where CONFIG is of a model that reads from left to right alone.
void refuse_decoder(const Config& config);

/// Throws Error where INPUTS hold `position_ids`; WHY says what the model does instead.
void refuse_position_ids(const ModelInputs& inputs, const std::string& why);

/// `input_ids`, `token_type_ids` (zeros where missing) and `attention_mask` (ones where missing), each [batch, T]
/// int64.
struct BertText {
  at::Tensor ids;
  at::Tensor types;  ///< undefined where the embeddings have none
  at::Tensor real;
};

/// Throws Error where they are missing, of different shapes or out of the embeddings' range.
BertText bert_text(const ModelInputs& inputs, const nn::BertEmbeddings& embeddings);

}  // namespace rex
