#include "core/models/families/bert_config.h"

#include <limits>

#include "core/base/error.h"
#include "core/models/inputs.h"

namespace rex {

nn::BertSizes bert_sizes(const Config& config) {
  nn::BertSizes sizes;
  sizes.hidden = config.size("hidden_size", 768);
  sizes.heads = config.heads("num_attention_heads", sizes.hidden, 12);
  sizes.inner = config.size("intermediate_size", 3072);
  sizes.activation = config.activation("hidden_act", "gelu");
  sizes.epsilon = config.number("layer_norm_eps", 1e-12);
  return sizes;
}

nn::BertEmbeddings bert_embeddings(const Config& config, ParameterSource& source, const std::string& name,
                                   const nn::BertSizes& sizes) {
  const std::string positions = config.text("position_embedding_type", "absolute");
  if (positions != "absolute")
    throw Error(config.name("position_embedding_type"), positions + " positions are not known here",
                "Only absolute ones are.");
  source.ignore(name + ".position_ids");  // buffers of older versions
  source.ignore(name + ".token_type_ids");
  return {source,
          name,
          config.size("vocab_size", 30522),
          config.size("max_position_embeddings", 512),
          config.size("type_vocab_size", 2),
          sizes};
}

std::vector<nn::BertLayer> bert_layers(ParameterSource& source, const std::string& prefix, int count,
                                       const nn::BertSizes& sizes) {
  std::vector<nn::BertLayer> layers;
  for (int layer = 0; layer < count; ++layer) layers.emplace_back(source, prefix + std::to_string(layer), sizes);
  return layers;
}

at::Tensor read_bert_layers(const nn::ForwardContext& context, const std::vector<nn::BertLayer>& layers, at::Tensor x,
                            const at::Tensor& mask, const nn::TokenChoice& token) {
  const int last = static_cast<int>(layers.size()) - 1;
  for (int layer = 0; layer < last; ++layer) {
    x = layers[static_cast<std::size_t>(layer)](context, x, mask, {"encoder.self", layer, 0, 0});
  }
  return layers.back().read(context, x, mask, {"encoder.self", last, 0, 0}, token);
}

BertText bert_text(const ModelInputs& inputs, const nn::BertEmbeddings& embeddings) {
  BertText text;
  text.ids = required_ids(inputs, "input_ids", embeddings.words.size(0), "[texts, tokens] int64");
  text.types = optional_ids(inputs, "token_type_ids", embeddings.types.size(0), text.ids, 0);
  text.real = optional_ids(inputs, "attention_mask", std::numeric_limits<std::int64_t>::max(), text.ids, 1);
  return text;
}

}  // namespace rex
