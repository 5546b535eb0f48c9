// Where the numbers of an explanation lie: in the picture, in the words.
#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/error.h"
#include "ui/figure/make_figure.h"

namespace rex::figure {

namespace {

/// The whole of the model's pixels where nothing is known of the picture that they came from.
PictureGeometry geometry_of(const Subject& subject) {
  if (subject.input.geometry && subject.picture) return *subject.input.geometry;
  const auto pixels = subject.input.tensors.find("pixel_values");
  if (pixels == subject.input.tensors.end() || pixels->second.dim() != 4) {
    if (subject.input.geometry) return *subject.input.geometry;
    throw Error("figure", "there are patches but no picture", "Give the picture that was explained.");
  }
  const std::int64_t height = pixels->second.size(2), width = pixels->second.size(3);
  return {0, 0, static_cast<double>(width), static_cast<double>(height), width, height, width, height};
}

const TokenDomain* domain_with(const Explanation& explanation, TokenKind kind, std::int64_t count) {
  for (const TokenDomain& domain : explanation.domains) {
    if (domain.count(kind) == count) return &domain;
  }
  return nullptr;
}

/// Words where only ids are known.
TokenizedText tokens_of_ids(const at::Tensor& ids) {
  TokenizedText text;
  const at::Tensor numbers = ids.to(at::kCPU, at::kLong).contiguous().flatten();
  for (std::int64_t i = 0; i < numbers.numel(); ++i) {
    Token token;
    token.id = numbers.data_ptr<std::int64_t>()[i];
    token.text = std::to_string(token.id);
    token.begin = i * 2;  // apart from each other
    token.end = token.begin + 1;
    text.tokens.push_back(token);
  }
  return text;
}

}  // namespace

HeatMap heat_of(const Subject& subject, const Explanation& explanation) {
  const at::Tensor& values = explanation.relevancies.image;
  if (!values.defined() || values.numel() == 0) return {};
  if (values.dim() == 2) return heat_map(values, values.size(0), values.size(1), geometry_of(subject));  // pixels
  const TokenDomain* patches = domain_with(explanation, TokenKind::patch, values.numel());
  if (patches != nullptr && patches->grid_rows * patches->grid_columns == values.numel()) {
    return heat_map(values, patches->grid_rows, patches->grid_columns, geometry_of(subject));
  }
  // Padding after the regions has no boxes.
  const auto regions = static_cast<std::int64_t>(subject.input.regions.size());
  return heat_map(regions < values.numel() ? values.slice(0, 0, regions) : values, subject.input.regions);
}

std::vector<Word> words_of(const Subject& subject, const Explanation& explanation) {
  const at::Tensor& values = explanation.relevancies.text;
  if (!values.defined()) return {};
  const auto chosen = static_cast<std::size_t>(explanation.target.text.value_or(0));
  if (chosen < subject.input.texts.size()) {
    // Two texts beside one score are a pair of sequences.
    const bool pair = !subject.model.several_texts && subject.texts.size() == 2;
    return join_words(subject.input.texts[chosen], values,
                      chosen < subject.texts.size() ? subject.texts[chosen] : std::string(),
                      pair ? subject.texts[1] : std::string());
  }
  const auto ids = subject.input.tensors.find("input_ids");
  if (ids == subject.input.tensors.end() || ids->second.dim() != 2) return {};
  const std::int64_t row = std::min(static_cast<std::int64_t>(chosen), ids->second.size(0) - 1);
  return join_words(tokens_of_ids(ids->second[row].slice(0, 0, values.numel())), values, {});
}

}  // namespace rex::figure
