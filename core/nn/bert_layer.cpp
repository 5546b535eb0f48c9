#include "core/nn/bert_layer.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/nn/parameters.h"

namespace rex::nn {

BertAttention::BertAttention(ParameterSource& source, const std::string& attention_name, const std::string& output_name,
                             const BertSizes& sizes, std::int64_t others_hidden)
    : norm(source, output_name + ".LayerNorm", sizes.hidden, sizes.epsilon) {
  const std::int64_t read = others_hidden > 0 ? others_hidden : sizes.hidden;
  attention.query = {source, attention_name + ".query", sizes.hidden, sizes.hidden};
  attention.key = {source, attention_name + ".key", read, sizes.hidden};
  attention.value = {source, attention_name + ".value", read, sizes.hidden};
  attention.output = {source, output_name + ".dense", sizes.hidden, sizes.hidden};
  attention.heads = sizes.heads;
}

at::Tensor BertAttention::operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                                     const AttentionSite& site) const {
  const at::Tensor input = reused(context, x);
  return norm(context, add(context, attention(context, input, mask, site), input));
}

at::Tensor BertAttention::read(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                               const AttentionSite& site, const TokenChoice& token) const {
  const at::Tensor input = reused(context, x);
  const at::Tensor attended = attention.attend(context, input, input, input, mask, site);
  return norm(context, add(context, attention.output(context, select_token(context, attended, token)),
                           select_token(context, input, token)));
}

at::Tensor BertAttention::operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& others,
                                     const at::Tensor& mask, const AttentionSite& site) const {
  const at::Tensor input = reused(context, x);
  const at::Tensor read = reused(context, others);
  return norm(context, add(context, attention(context, input, read, read, mask, site), input));
}

at::Tensor BertAttention::read(const ForwardContext& context, const at::Tensor& x, const at::Tensor& others,
                               const at::Tensor& mask, const AttentionSite& site, const TokenChoice& token) const {
  const at::Tensor input = reused(context, x);
  const at::Tensor read = reused(context, others);
  const at::Tensor attended = attention.attend(context, input, read, read, mask, site);
  return norm(context, add(context, attention.output(context, select_token(context, attended, token)),
                           select_token(context, input, token)));
}

BertFeedForward::BertFeedForward(ParameterSource& source, const std::string& inner_name, const std::string& output_name,
                                 const BertSizes& sizes)
    : norm(source, output_name + ".LayerNorm", sizes.hidden, sizes.epsilon) {
  feed_forward.up = {source, inner_name + ".dense", sizes.hidden, sizes.inner};
  feed_forward.activation = sizes.activation;
  feed_forward.down = {source, output_name + ".dense", sizes.inner, sizes.hidden};
}

at::Tensor BertFeedForward::operator()(const ForwardContext& context, const at::Tensor& x) const {
  const at::Tensor input = reused(context, x);
  return norm(context, add(context, feed_forward(context, input), input));
}

BertLayer::BertLayer(ParameterSource& source, const std::string& name, const BertSizes& sizes)
    : attention(source, name + ".attention.self", name + ".attention.output", sizes),
      feed_forward(source, name + ".intermediate", name + ".output", sizes) {}

BertEmbeddings::BertEmbeddings(ParameterSource& source, const std::string& name, std::int64_t vocabulary,
                               std::int64_t longest, std::int64_t types, const BertSizes& sizes)
    : words(source.take(name + ".word_embeddings.weight", {vocabulary, sizes.hidden})),
      positions(source.take(name + ".position_embeddings.weight", {longest, sizes.hidden})),
      types(types > 0 ? source.take(name + ".token_type_embeddings.weight", {types, sizes.hidden}) : at::Tensor()),
      norm(source, name + ".LayerNorm", sizes.hidden, sizes.epsilon) {
  source.ignore(name + ".position_ids");  // a buffer of older versions
}

at::Tensor BertEmbeddings::sum(const at::Tensor& ids, const at::Tensor& type_ids, const at::Tensor& places) const {
  const std::int64_t length = ids.size(1);
  if (length > positions.size(0) || (places.defined() && places.max().item<std::int64_t>() >= positions.size(0))) {
    throw Error("input_ids",
                std::to_string(length) + " tokens are more than the model's " + std::to_string(positions.size(0)) +
                    " positions allow",
                "Shorten the text.");
  }
  const at::Tensor position =
      places.defined() ? at::embedding(positions, places) : positions.narrow(0, 0, length).unsqueeze(0);
  const at::Tensor word = at::embedding(words, ids);
  return (types.defined() ? word + at::embedding(types, type_ids) : word) + position;
}

}  // namespace rex::nn
