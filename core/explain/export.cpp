#include "core/explain/export.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/float_values.h"
#include "core/base/json.h"
#include "core/explain/method.h"
#include "core/explain/shown/shown_part.h"

namespace rex {
namespace {

using Tensors = std::map<std::string, at::Tensor>;

constexpr const char* layer_key = "layer/";

bool has_two_towers(const Explanation& explanation) { return explanation.read_outs.size() > 1; }

/// Whether words and regions are tokens of one sequence.
bool has_one_sequence(const Explanation& explanation) {
  return explanation.domains.size() == 1 && explanation.relevancies.image.defined() &&
         explanation.relevancies.text.defined();
}

/// The relevancies of the one sequence of words and patches or regions, special tokens in their places.
at::Tensor sequence_scores(const Explanation& explanation) {
  const Relevancies& relevancies = explanation.relevancies;
  const TokenDomain& domain = explanation.domains.front();
  std::vector<at::Tensor> scores;
  std::int64_t special = 0;
  for (std::size_t token = 0; token < domain.kinds.size(); ++token) {
    const TokenKind kind = domain.kinds[token];
    scores.push_back(kind == TokenKind::special ? relevancies.special[special++]
                     : kind == TokenKind::word  ? relevancies.text[domain.places[token]]
                                                : relevancies.image[domain.places[token]]);
  }
  return at::stack(scores);
}

/// The relevancies of the words that people read of one of several texts, divided by their sum (0 where that is 0).
at::Tensor word_shares(const Explanation& explanation) {
  for (const ReadOut& read_out : explanation.read_outs) {
    const TokenDomain& domain = explanation.domains[static_cast<std::size_t>(read_out.domain)];
    if (domain.count(TokenKind::word) == 0 || read_out.words_to <= read_out.words_from) continue;
    const at::Tensor words = explanation.relevancies.text.slice(0, read_out.words_from, read_out.words_to);
    const at::Tensor sum = words.sum();
    return sum.item<float>() == 0 ? at::zeros_like(words) : words / sum;
  }
  return {};
}

void add_relevancies(const Explanation& explanation, Tensors& tensors) {
  const std::string stem = "relevance/" + explanation.method + "/";
  const Relevancies& relevancies = explanation.relevancies;
  if (relevancies.image.defined()) tensors[stem + "image"] = relevancies.image;
  if (relevancies.text.defined()) tensors[stem + "text"] = relevancies.text;
  if (relevancies.queries.defined()) tensors[stem + "queries"] = relevancies.queries;
  for (const auto& [key, matrix] : explanation.matrices) {
    if (key.starts_with(layer_key)) tensors[stem + key] = matrix;  // LeGrad: each layer's own map
  }
  if (has_one_sequence(explanation)) tensors[stem + "scores"] = sequence_scores(explanation);
  if (relevancies.text_class_row.defined()) tensors[stem + "text_cls_row"] = relevancies.text_class_row;
  if (relevancies.class_row.defined()) tensors[stem + "image_cls"] = relevancies.class_row;
  if (relevancies.patch_rows_mean.defined()) tensors[stem + "image_patches_mean"] = relevancies.patch_rows_mean;
  if (const auto& share = explanation.special_share) {
    tensors[stem + "special_share"] = at::tensor({share->whole}, at::kFloat);
    if (share->without_identity) {
      tensors[stem + "special_share_no_identity"] = at::tensor({*share->without_identity}, at::kFloat);
    }
  }
  // Shares of a sum that crosses zero would say nothing.
  if (has_two_towers(explanation) && relevancies.text.defined() && !explanation.options.negative_evidence) {
    const at::Tensor shares = word_shares(explanation);
    if (shares.defined()) {
      const std::string key = "text_scores/" + explanation.method;
      tensors[key] = shares;
      if (explanation.target.text) tensors[key + "/" + std::to_string(*explanation.target.text)] = shares;
    }
  }
}

/// Of a pair of sentences, each one's relevancies without special tokens.
void add_sentences(const Answered& answered, const Explanation& explanation, Tensors& tensors) {
  if (answered.input.texts.empty() || !explanation.relevancies.text.defined()) return;
  const std::vector<Token>& tokens = answered.input.texts.front().tokens;
  const std::vector<float> values = float_values(explanation.relevancies.text);
  std::vector<float> sentences[2];
  for (std::size_t position = 0; position < std::min(tokens.size(), values.size()); ++position) {
    const Token& token = tokens[position];
    if (!token.special) sentences[token.segment == 1 ? 1 : 0].push_back(values[position]);
  }
  if (sentences[1].empty()) return;
  const std::string stem = "relevance/" + explanation.method + "/";
  tensors[stem + "text_a"] = at::tensor(sentences[0]);
  tensors[stem + "text_b"] = at::tensor(sentences[1]);
}

/// The relevance of the maps, as each family's golden case spells it.
void add_map_relevance(const Explanation& explanation, const HeadMaps& heads, Tensors& tensors) {
  const std::string place = heads.stack + "/" + std::to_string(heads.layer);
  const bool original = explanation.rules == nn::RuleSet::original;
  tensors[(original ? "attention_lrp_orig/" : "attention_lrp/") + place] = heads.relevance;
  if (!original) tensors["lrp_attention/" + place] = heads.relevance;
  if (explanation.domains.size() > 1) return;
  tensors[std::string("relevance/") + (original ? "lrp" : "transformer_attribution") + "/attn_cam/" +
          std::to_string(heads.layer)] = heads.relevance;
}

void add_all(const Explanation& explanation, Tensors& tensors) {
  for (const auto& [key, matrix] : explanation.matrices) {
    tensors["relevance/" + explanation.method + "/" + key] = matrix;
  }
  for (const HeadMaps& heads : explanation.head_maps) {
    const std::string place = heads.stack + "/" + std::to_string(heads.layer);
    tensors["attention/" + place] = heads.attention;
    if (heads.gradient.defined()) tensors["gradient/" + place] = heads.gradient;
    if (heads.relevance.defined()) add_map_relevance(explanation, heads, tensors);
  }
}

nlohmann::json relevancies_json(const Relevancies& relevancies, const std::vector<TextToken>& tokens) {
  nlohmann::json json = nlohmann::json::object();
  if (relevancies.image.defined()) json["image"] = float_values(relevancies.image);
  if (relevancies.text.defined()) json["text"] = float_values(values_of(relevancies.text, tokens));
  if (relevancies.queries.defined()) json["queries"] = float_values(relevancies.queries);
  if (relevancies.class_row.defined()) json["image_cls"] = float_values(relevancies.class_row);
  if (relevancies.patch_rows_mean.defined()) json["image_patches_mean"] = float_values(relevancies.patch_rows_mean);
  return json;
}

nlohmann::json target_json(const Target& target) {
  nlohmann::json json = {{"spelled", to_string(target)}};
  if (target.class_index) json["class"] = *target.class_index;
  if (target.query) json["query"] = *target.query;
  if (target.text) json["text"] = *target.text;
  return json;
}

/// Rows and columns of what Relevancies::image shows; empty for regions.
std::pair<std::int64_t, std::int64_t> grid(const Explanation& explanation) {
  const at::Tensor& image = explanation.relevancies.image;
  if (image.defined() && image.dim() == 2) return {image.size(0), image.size(1)};
  return patch_grid(explanation);
}

std::string shortest(float value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char byte : text) result += byte == '"' ? std::string("\"\"") : std::string(1, byte);
  return result + "\"";
}

}  // namespace

at::Tensor values_of(const at::Tensor& values, const std::vector<TextToken>& tokens) {
  if (tokens.empty()) return values;
  std::vector<std::int64_t> positions;
  for (const TextToken& token : tokens) {
    if (token.position < values.numel()) positions.push_back(token.position);
  }
  return values.index_select(0, at::tensor(positions, at::kLong));
}

Tensors explanation_tensors(const Explanation& explanation, bool all) {
  Tensors tensors;
  add_relevancies(explanation, tensors);
  if (all) add_all(explanation, tensors);
  return tensors;
}

Tensors golden_tensors(const Answered& answered, const std::vector<Explanation>& explanations, bool all) {
  Tensors tensors = answered.outputs;
  for (const Explanation& explanation : explanations) {
    for (auto& [key, tensor] : explanation_tensors(explanation, all)) tensors[key] = tensor;
    if (answered.model->description.reads_pairs()) add_sentences(answered, explanation, tensors);
  }
  return tensors;
}

nlohmann::json to_json(const Explanation& explanation, const std::vector<TextToken>& tokens) {
  nlohmann::json json;
  json["program"] = "Relevance Explorer " + explanation.version;
  json["model"] = {{"name", explanation.model}, {"weights", explanation.model_hash}};
  json["method"] = explanation.method;
  json["target"] = target_json(explanation.target);
  json["label"] = shown_label(explanation);
  json["score"] = explanation.score;
  json["probability"] = json_or_null(explanation.probability);
  json["layers"] = {explanation.options.layers.first, explanation.options.layers.last};
  if (explanation.options.negative_evidence) json["negative_evidence"] = true;
  json["double_precision"] = explanation.options.double_precision;
  json["notes"] = explanation.notes;
  json["relevance"] = relevancies_json(explanation.relevancies, tokens);
  if (const auto& share = explanation.special_share) {
    json["special_share"] = share->whole;
    if (share->without_identity) json["special_share_no_identity"] = *share->without_identity;
  }
  const auto [rows, columns] = grid(explanation);
  if (rows > 0) json["grid"] = {rows, columns};
  for (const TextToken& token : tokens) json["words"].push_back(token.text);
  for (const LayerStep& step : explanation.steps) {
    json["steps"].push_back(
        {{"stack", step.stack}, {"layer", step.layer}, {"relevance", relevancies_json(step.relevancies, tokens)}});
  }
  return json;
}

std::string to_csv(const Explanation& explanation, const std::vector<TextToken>& tokens) {
  std::string text = "method,target,kind,index,row,column,word,relevance\r\n";
  const std::string about = explanation.method + "," + quoted(to_string(explanation.target)) + ",";
  const auto [rows, columns] = grid(explanation);
  const Relevancies& relevancies = explanation.relevancies;
  if (relevancies.image.defined()) {
    const std::vector<float> values = float_values(relevancies.image);
    for (std::size_t index = 0; index < values.size(); ++index) {
      text += about + (columns > 0 ? "patch," : "region,") + std::to_string(index) + ",";
      const auto place = static_cast<std::int64_t>(index);
      if (columns > 0) text += std::to_string(place / columns);
      text += ",";
      if (columns > 0) text += std::to_string(place % columns);
      text += ",," + shortest(values[index]) + "\r\n";
    }
  }
  if (relevancies.text.defined()) {
    const std::vector<float> values = float_values(values_of(relevancies.text, tokens));
    for (std::size_t index = 0; index < values.size(); ++index) {
      const bool known = index < tokens.size();
      text += about + "word," + (known ? std::to_string(tokens[index].position) : std::to_string(index)) + ",,," +
              (known ? quoted(tokens[index].text) : "") + "," + shortest(values[index]) + "\r\n";
    }
  }
  if (relevancies.queries.defined()) {
    const std::vector<float> values = float_values(relevancies.queries);
    for (std::size_t index = 0; index < values.size(); ++index)
      text += about + "query," + std::to_string(index) + ",,,," + shortest(values[index]) + "\r\n";
  }
  return text;
}

}  // namespace rex
