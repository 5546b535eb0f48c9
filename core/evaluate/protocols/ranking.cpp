#include "core/evaluate/protocols/ranking.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

#include "core/base/error.h"
#include "core/base/fault.h"
#include "core/evaluate/model_picture.h"

namespace rex::evaluate {
namespace {

std::vector<std::int64_t> first_numbers(std::int64_t count) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// Real tokens of KIND by their places.
std::vector<std::int64_t> real_places(const TokenDomain& domain, TokenKind kind) {
  std::vector<std::int64_t> places;
  for (std::size_t token = 0; token < domain.kinds.size(); ++token) {
    if (domain.kinds[token] == kind && !domain.padded[token]) places.push_back(domain.places[token]);
  }
  return places;
}

std::vector<std::int64_t> removable_words(const TokenDomain& domain, std::size_t index,
                                          const std::vector<ReadOut>& read_outs, const std::vector<bool>& special) {
  std::set<std::int64_t> stays;
  for (const ReadOut& read : read_outs) {
    if (read.domain != static_cast<int>(index) || read.row < 0 || read.row >= domain.size()) continue;
    const auto token = static_cast<std::size_t>(read.row);
    if (domain.kinds[token] == TokenKind::word) stays.insert(domain.places[token]);
  }
  std::vector<std::int64_t> places = real_places(domain, TokenKind::word);
  if (special.empty() && !places.empty()) stays.insert({places.front(), places.back()});
  std::erase_if(places, [&](std::int64_t place) {
    const auto token = static_cast<std::size_t>(place);
    return stays.count(place) != 0 || (!special.empty() && (token >= special.size() || special[token]));
  });
  return places;
}

}  // namespace

std::vector<std::int64_t> removable(Part part, const std::vector<TokenDomain>& domains,
                                    const std::vector<ReadOut>& read_outs, const std::vector<bool>& special,
                                    std::int64_t pixels) {
  if (part == Part::pixels) return first_numbers(pixels);
  for (std::size_t index = 0; index < domains.size(); ++index) {
    const TokenDomain& domain = domains[index];
    switch (part) {
      case Part::words:
        if (domain.count(TokenKind::word) > 0) return removable_words(domain, index, read_outs, special);
        break;
      case Part::regions:
        if (domain.count(TokenKind::region) > 0) return real_places(domain, TokenKind::region);
        break;
      default:
        if (domain.count(TokenKind::patch) > 0) return real_places(domain, TokenKind::patch);
    }
  }
  throw Error("part", "the model reads no " + std::string(name(part)), "Choose a part that it reads.");
}

std::vector<std::int64_t> removable(Part part, const Answered& answered, const Explanation& explanation) {
  std::vector<bool> special;
  const auto text = static_cast<std::size_t>(explanation.target.text.value_or(0));
  if (text < answered.input.texts.size()) {
    for (const Token& token : answered.input.texts[text].tokens) special.push_back(token.special);
  }
  std::int64_t pixels = 0;
  if (const at::Tensor picture = model_picture(answered.input.tensors); picture.defined()) {
    pixels = picture.size(2) * picture.size(3);
  }
  return removable(part, explanation.domains, explanation.read_outs, special, pixels);
}

std::optional<std::vector<double>> native_relevance(Part part, const Explanation& explanation) {
  const Relevancies& all = explanation.relevancies;
  const at::Tensor& values = part == Part::words ? all.text : all.image;
  if (!values.defined()) return std::nullopt;
  const at::Tensor flat = values.to(at::kDouble).flatten().contiguous();
  return std::vector<double>(flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel());
}

std::vector<float> enlarged(const std::vector<double>& values, std::int64_t rows, std::int64_t columns,
                            std::int64_t height, std::int64_t width) {
  require(static_cast<std::int64_t>(values.size()) == rows * columns, "a grid has a value for each cell");
  const at::Tensor grid = at::tensor(values, at::kDouble).to(at::kFloat).view({1, 1, rows, columns});
  const at::Tensor large = at::upsample_bilinear2d(grid, {height, width}, false).contiguous();
  return {large.data_ptr<float>(), large.data_ptr<float>() + large.numel()};
}

Ranking ranking(Part part, std::vector<std::int64_t> places, const std::vector<double>& native, std::int64_t rows,
                std::int64_t columns, std::int64_t height, std::int64_t width) {
  Ranking result{part, std::move(places), {}};
  if (part == Part::pixels && static_cast<std::int64_t>(native.size()) == rows * columns) {
    const std::vector<float> large = enlarged(native, rows, columns, height, width);
    result.relevance.assign(large.begin(), large.end());
    return result;
  }
  for (const std::int64_t place : result.places) {
    if (place < 0 || static_cast<std::size_t>(place) >= native.size()) {
      throw Error("relevance",
                  "there are " + std::to_string(native.size()) + " values and no one for " + std::string(name(part)) +
                      " " + std::to_string(place),
                  "Choose a part that the method explains.");
    }
    result.relevance.push_back(native[static_cast<std::size_t>(place)]);
  }
  return result;
}

}  // namespace rex::evaluate
