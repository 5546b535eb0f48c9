#include "core/models/removal.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>

#include "core/base/error.h"

namespace rex {
namespace {

/// The places of the KEPT tokens of KIND.
std::vector<std::int64_t> kept_places(const TokenDomain& domain, const std::vector<std::int64_t>& kept,
                                      TokenKind kind) {
  std::vector<std::int64_t> places;
  for (const std::int64_t token : kept) {
    const auto index = static_cast<std::size_t>(token);
    if (domain.kinds[index] == kind) places.push_back(domain.places[index]);
  }
  return places;
}

/// Columns PLACES of those of NAMES that are there.
void select_columns(ModelInputs& inputs, std::initializer_list<const char*> names,
                    const std::vector<std::int64_t>& places) {
  const at::Tensor columns = at::tensor(places, at::kLong);
  for (const char* name : names) {
    const auto found = inputs.find(name);
    if (found != inputs.end() && found->second.dim() > 1) found->second = found->second.index_select(1, columns);
  }
}

/// Texts that a model learned as full rows keep their length: what was at the end of a row, its end token and what
/// pads it, is repeated.
void fill_rows(ModelInputs& inputs, std::int64_t length) {
  at::Tensor& ids = inputs.at("input_ids");
  const std::int64_t missing = length - ids.size(1);
  if (missing <= 0 || ids.size(1) == 0) return;
  ids = at::cat({ids, ids.slice(1, -1).expand({-1, missing})}, 1);
  if (const auto mask = inputs.find("attention_mask"); mask != inputs.end()) {
    mask->second = at::cat({mask->second, mask->second.new_zeros({mask->second.size(0), missing})}, 1);
  }
}

/// PIXELS with FILL in the cells of the grid whose PLACES are not kept.
at::Tensor filled_cells(const at::Tensor& pixels, const TokenDomain& domain, const std::vector<std::int64_t>& places,
                        const at::Tensor& fill) {
  at::Tensor keep = at::zeros({domain.grid_rows, domain.grid_columns}, at::kBool);
  for (const std::int64_t place : places) keep[place / domain.grid_columns][place % domain.grid_columns] = true;
  const std::int64_t height = pixels.size(2), width = pixels.size(3);
  const auto cells = [](std::int64_t size, std::int64_t count, std::int64_t cell) {
    const at::Tensor pixel = at::arange(size, at::kLong);
    return (cell > 0 ? at::floor_divide(pixel, cell) : at::floor_divide(pixel * count, size)).clamp_max(count - 1);
  };
  const at::Tensor mask = keep.index_select(0, cells(height, domain.grid_rows, domain.patch_height))
                              .index_select(1, cells(width, domain.grid_columns, domain.patch_width));
  return at::where(mask, pixels, fill.defined() ? fill.to(pixels.scalar_type()) : at::zeros_like(pixels));
}

void check(const TokenDomain& domain, const std::vector<std::int64_t>& kept) {
  if (domain.count(TokenKind::query) > 0) {
    throw Error("removal", "object queries are no input that could be removed", "Remove patches of the picture.");
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] >= 0 && kept[i] < domain.size() && (i == 0 || kept[i] > kept[i - 1])) continue;
    throw Error("removal",
                "token " + std::to_string(kept[i]) + " is out of order or not among the " +
                    std::to_string(domain.size()) + " tokens",
                "Name the tokens that stay in ascending order.");
  }
}

}  // namespace

Reduced remove_tokens(const ModelInputs& inputs, const ModelKind& kind, const TokenDomain& domain,
                      const std::vector<std::int64_t>& kept, const at::Tensor& fill) {
  check(domain, kept);
  Reduced reduced{inputs};
  if (const std::int64_t words = domain.count(TokenKind::word); words > 0) {
    const std::vector<std::int64_t> places = kept_places(domain, kept, TokenKind::word);
    if (static_cast<std::int64_t>(places.size()) < words) {
      select_columns(reduced.inputs, {"input_ids", "attention_mask", "token_type_ids"}, places);
      if (kind.full_rows_of_text) fill_rows(reduced.inputs, inputs.at("input_ids").size(1));
      reduced.dropped = true;
    }
  }
  if (const std::int64_t regions = domain.count(TokenKind::region); regions > 0) {
    const std::vector<std::int64_t> places = kept_places(domain, kept, TokenKind::region);
    if (static_cast<std::int64_t>(places.size()) < regions) {
      select_columns(reduced.inputs,
                     {"visual_feats", "visual_pos", "visual_embeds", "visual_token_type_ids", "visual_attention_mask"},
                     places);
      reduced.dropped = true;
    }
  }
  if (const std::int64_t patches = domain.count(TokenKind::patch); patches > 0) {
    const std::vector<std::int64_t> places = kept_places(domain, kept, TokenKind::patch);
    if (static_cast<std::int64_t>(places.size()) < patches) {
      at::Tensor& pixels = reduced.inputs.at("pixel_values");
      pixels = filled_cells(pixels, domain, places, fill);
      reduced.filled = true;
    }
  }
  return reduced;
}

}  // namespace rex
