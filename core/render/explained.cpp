#include "core/render/explained.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

#include "core/base/error.h"

namespace rex {
namespace {

/// The domain of COUNT patches. Fewer than the cells of its grid are the first ones (ViLT); of more, padding follows
/// (SigLIP 2).
const TokenDomain* patches_of(const Explanation& explanation, std::int64_t count) {
  for (const TokenDomain& domain : explanation.domains) {
    if (domain.count(TokenKind::patch) == count && domain.grid_rows * domain.grid_columns > 0) return &domain;
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

/// Where the patches lie: a size that is no multiple of the patch leaves pixels at the right and at the bottom that the
/// model never saw.
PictureGeometry patched_area(PictureGeometry geometry, const TokenDomain& domain) {
  if (domain.patch_width > 0 && geometry.model_width > 0) {
    geometry.width *=
        static_cast<double>(domain.grid_columns * domain.patch_width) / static_cast<double>(geometry.model_width);
  }
  if (domain.patch_height > 0 && geometry.model_height > 0) {
    geometry.height *=
        static_cast<double>(domain.grid_rows * domain.patch_height) / static_cast<double>(geometry.model_height);
  }
  return geometry;
}

at::Tensor over_largest(const at::Tensor& values) {
  const double largest = values.abs().max().item<double>();
  return largest > 0 ? values / largest : values;
}

}  // namespace

HeatMap heat_of(const Answered& answered, const Explanation& explanation, const at::Tensor& values) {
  if (!values.defined() || values.numel() == 0) return {};
  const PreparedInput& input = answered.input;
  const std::int64_t count = values.numel();
  const TokenDomain* patches = patches_of(explanation, count);
  if (patches != nullptr || !answered.model->description.sees_regions()) {
    if (!input.geometry)
      throw Error("figure", "there are patches but no picture", "Give the picture that was explained.");
    const PictureGeometry& geometry = *input.geometry;
    if (patches != nullptr) {
      // A negative number cuts the padding off.
      const std::int64_t unread = patches->grid_rows * patches->grid_columns - count;
      return heat_map(at::constant_pad_nd(values.flatten(), {0, unread}), patches->grid_rows, patches->grid_columns,
                      patched_area(geometry, *patches));
    }
    if (count != geometry.model_height * geometry.model_width) {
      throw Error("figure", "there are " + std::to_string(count) + " values for neither patches nor pixels",
                  "Give the picture that was explained.");
    }
    return heat_map(values.reshape({geometry.model_height, geometry.model_width}), geometry.model_height,
                    geometry.model_width, geometry);
  }
  const auto regions = static_cast<std::int64_t>(input.regions.size());
  return heat_map(regions < count ? values.slice(0, 0, regions) : values, input.regions);
}

HeatMap heat_of(const Answered& answered, const Explanation& explanation, const std::vector<float>& values) {
  return values.empty() ? HeatMap() : heat_of(answered, explanation, at::tensor(values));
}

HeatMap heat_of(const Answered& answered, const Explanation& explanation) {
  return heat_of(answered, explanation, explanation.relevancies.image);
}

std::size_t text_index(const Target& target) { return static_cast<std::size_t>(target.text.value_or(0)); }

std::vector<Word> words_of(const Answered& answered, const Target& target, const at::Tensor& values) {
  if (!values.defined()) return {};
  const PreparedInput& input = answered.input;
  const std::vector<std::string>& texts = answered.question.texts;
  const std::size_t chosen = text_index(target);
  if (chosen < input.texts.size()) {
    std::vector<Word> words = join_words(input.texts[chosen], values,
                                         chosen < texts.size() ? texts[chosen] : std::string(), answered.question.pair);
    strike(words, answered.question.without, static_cast<std::int64_t>(chosen));
    if (answered.model->description.reads_several_texts())
      std::erase_if(words, [](const Word& word) { return word.special; });
    return words;
  }
  const auto ids = input.tensors.find("input_ids");
  if (ids == input.tensors.end() || ids->second.dim() != 2) return {};
  const std::int64_t row = std::min(static_cast<std::int64_t>(chosen), ids->second.size(0) - 1);
  return join_words(tokens_of_ids(ids->second[row].slice(0, 0, values.numel())), values, {});
}

std::vector<Word> words_of(const Answered& answered, const Explanation& explanation) {
  return words_of(answered, explanation.target, explanation.relevancies.text);
}

void strike(std::vector<Word>& words, const RemovedPart& without, std::int64_t text) {
  if (without.text != text) return;
  for (Word& word : words) {
    word.struck =
        !word.pieces.empty() && std::all_of(word.pieces.begin(), word.pieces.end(), [&](const WordPiece& piece) {
          return std::binary_search(without.words.begin(), without.words.end(), piece.token);
        });
  }
}

std::vector<Box> place_boxes(const Answered& answered) {
  if (answered.model->description.sees_regions()) return answered.input.regions;
  std::vector<Box> boxes;
  if (!answered.input.geometry) return boxes;
  for (const TokenDomain& domain : answered.domains) {
    const std::int64_t rows = domain.grid_rows, columns = domain.grid_columns;
    if (domain.count(TokenKind::patch) == 0 || rows * columns == 0) continue;
    const PictureGeometry area = patched_area(*answered.input.geometry, domain);
    const double width = area.width / static_cast<double>(columns), height = area.height / static_cast<double>(rows);
    for (std::int64_t cell = 0; cell < rows * columns; ++cell) {
      const double left = area.x + width * static_cast<double>(cell % columns);
      const double top = area.y + height * static_cast<double>(cell / columns);
      boxes.push_back({left, top, left + width, top + height});
    }
    break;
  }
  return boxes;
}

Appearance drawn_as(Appearance appearance, const Explanation& explanation) {
  if (!explanation.options.negative_evidence || explanation.is_attention) return appearance;
  appearance.picture_scale = appearance.word_scale = "signed";
  appearance.colour_map = "difference";
  return appearance;
}

Scale drawn_word_scale(const std::vector<Word>& words, const Appearance& appearance, const ModelKind& kind) {
  return bent_scale(scale_of(words, word_scaling(appearance, kind)), appearance);
}

std::vector<Box> removed_boxes(const Answered& answered) {
  const RemovedPart& without = answered.question.without;
  std::vector<Box> removed;
  if (without.patches.empty() && without.regions.empty()) return removed;
  const std::vector<Box> all = place_boxes(answered);
  for (const std::int64_t index : answered.model->description.sees_regions() ? without.regions : without.patches) {
    if (index >= 0 && index < static_cast<std::int64_t>(all.size()))
      removed.push_back(all[static_cast<std::size_t>(index)]);
  }
  return removed;
}

std::vector<std::string> token_texts(const Answered& answered, const Target& target) {
  std::vector<std::string> words;
  const std::size_t chosen = text_index(target);
  if (chosen < answered.input.texts.size()) {
    for (const Token& token : answered.input.texts[chosen].tokens) words.push_back(token.text);
  }
  return words;
}

std::vector<TextToken> text_tokens(const Answered& answered, const Target& target) {
  std::vector<TextToken> list;
  const std::size_t chosen = text_index(target);
  if (chosen >= answered.input.texts.size()) return list;
  const bool several = answered.model->description.reads_several_texts();
  const std::vector<Token>& tokens = answered.input.texts[chosen].tokens;
  for (std::size_t position = 0; position < tokens.size(); ++position) {
    if (several && tokens[position].special) continue;
    list.push_back({static_cast<std::int64_t>(position), tokens[position].text});
  }
  return list;
}

std::string caption_of_target(const Answered& answered, const Target& target) {
  const std::size_t chosen = text_index(target);
  return target.text && chosen < answered.question.texts.size() ? answered.question.texts[chosen] : std::string();
}

std::vector<std::size_t> strongest(const std::vector<float>& values, std::size_t most) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t count = std::min(most, order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
      [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] > values[b] : a < b; });
  order.resize(count);
  while (!order.empty() && !(values[order.back()] > 0)) order.pop_back();
  return order;
}

std::optional<HeatMap> difference(const Answered& first_answer, const Explanation& first, const Answered& second_answer,
                                  const Explanation& second) {
  const at::Tensor &a = first.relevancies.image, &b = second.relevancies.image;
  const auto& picture = first_answer.question.picture;
  if (!picture || picture != second_answer.question.picture) return std::nullopt;
  if (!a.defined() || !b.defined() || a.numel() == 0 || a.sizes() != b.sizes()) return std::nullopt;
  HeatMap heat = heat_of(first_answer, first, over_largest(a) - over_largest(b));
  if (heat.empty()) return std::nullopt;
  return heat;
}

}  // namespace rex
