#include "core/models/families/bert_config.h"

#include "core/base/error.h"
#include "core/models/inputs.h"

namespace rex {

nn::BertSizes bert_sizes(const Config& config, const nn::BertSizes& usual) {
  nn::BertSizes sizes;
  sizes.hidden = config.size("hidden_size", usual.hidden);
  sizes.heads = config.heads("num_attention_heads", sizes.hidden, usual.heads);
  sizes.inner = config.size("intermediate_size", usual.inner);
  sizes.activation = config.activation("hidden_act", "gelu");
  sizes.epsilon = config.number("layer_norm_eps", usual.epsilon);
  return sizes;
}

nn::BertEmbeddings bert_embeddings(const Config& config, ParameterSource& source, const std::string& name,
                                   const nn::BertSizes& sizes, std::int64_t usual_vocabulary) {
  const std::string positions = config.text("position_embedding_type", "absolute");
  if (positions != "absolute")
    throw Error(config.name("position_embedding_type"), positions + " positions are not known here",
                "Only absolute ones are.");
  source.ignore(name + ".position_ids");  // buffers of older versions
  source.ignore(name + ".token_type_ids");
  return {source,
          name,
          config.size("vocab_size", usual_vocabulary),
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

void describe_words(const nn::ForwardContext& context, const at::Tensor& real) {
  if (context.trace == nullptr) return;
  TokenDomain domain;
  domain.symbol = "t";
  domain.append(TokenKind::word, real.size(1), real);
  context.trace->domains = {domain};
}

at::Tensor read_bert_layers(const nn::ForwardContext& context, const std::vector<nn::BertLayer>& layers, at::Tensor x,
                            const at::Tensor& mask, const nn::TokenChoice& token) {
  const int last = static_cast<int>(layers.size()) - 1;
  for (int layer = 0; layer < last; ++layer) {
    x = layers[static_cast<std::size_t>(layer)](context, x, mask, {"encoder.self", layer, 0, 0});
  }
  return layers.back().read(context, x, mask, {"encoder.self", last, 0, 0}, token);
}

void refuse_decoder(const Config& config) {
  if (!config.flag("is_decoder", false)) return;
  throw Error(config.name("is_decoder"), "a model that reads from left to right alone is not known here",
              "Open one that classifies texts.");
}

void refuse_position_ids(const ModelInputs& inputs, const std::string& why) {
  if (inputs.contains("position_ids")) throw Error("position_ids", "are not read: " + why, "Leave them out.");
}

BertText bert_text(const ModelInputs& inputs, const nn::BertEmbeddings& embeddings) {
  BertText text;
  text.ids = required_ids(inputs, "input_ids", embeddings.words.size(0), "[texts, tokens] int64");
  if (embeddings.types.defined()) {
    text.types = optional_ids(inputs, "token_type_ids", embeddings.types.size(0), text.ids, 0);
  }
  text.real = optional_mask(inputs, "attention_mask", text.ids);
  return text;
}

}  // namespace rex
