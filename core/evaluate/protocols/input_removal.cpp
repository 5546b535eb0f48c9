#include "core/evaluate/protocols/input_removal.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/model_picture.h"

namespace rex::evaluate {
namespace {

constexpr std::array<std::pair<Part, std::string_view>, 4> part_names{
    {{Part::words, "words"}, {Part::regions, "regions"}, {Part::patches, "patches"}, {Part::pixels, "pixels"}}};

TokenKind kind_of(Part part) {
  return part == Part::words ? TokenKind::word : part == Part::regions ? TokenKind::region : TokenKind::patch;
}

/// The pixels of CELLS of the grid of DOMAIN in a picture of HEIGHT × WIDTH, ascending.
std::vector<std::int64_t> pixels_of(const TokenDomain& domain, std::span<const std::int64_t> cells, std::int64_t height,
                                    std::int64_t width) {
  const std::set<std::int64_t> chosen(cells.begin(), cells.end());
  const auto cell = [](std::int64_t pixel, std::int64_t size, std::int64_t count, std::int64_t side) {
    return std::min(side > 0 ? pixel / side : pixel * count / size, count - 1);
  };
  std::vector<std::int64_t> pixels;
  for (std::int64_t y = 0; y < height; ++y) {
    const std::int64_t row = cell(y, height, domain.grid_rows, domain.patch_height) * domain.grid_columns;
    for (std::int64_t x = 0; x < width; ++x) {
      if (chosen.count(row + cell(x, width, domain.grid_columns, domain.patch_width)) != 0)
        pixels.push_back(y * width + x);
    }
  }
  return pixels;
}

}  // namespace

std::string_view name(Part part) {
  for (const auto& [value, text] : part_names) {
    if (value == part) return text;
  }
  return {};
}

std::optional<Part> part_of(std::string_view name) {
  for (const auto& [value, text] : part_names) {
    if (text == name) return value;
  }
  return std::nullopt;
}

PixelScale pixel_scale(const PreprocessorSettings& settings, const at::Tensor& picture) {
  PixelScale result;
  const std::int64_t channels = picture.size(1);
  result.mean = at::zeros({channels, 1, 1}, at::kFloat);
  result.deviation = at::ones({channels, 1, 1}, at::kFloat);
  for (std::int64_t channel = 0; settings.do_normalize && channel < channels; ++channel) {
    result.mean[channel].fill_(settings.mean[static_cast<std::size_t>(channel)]);
    result.deviation[channel].fill_(settings.deviation[static_cast<std::size_t>(channel)]);
  }
  result.scale = 255 * (settings.do_rescale ? settings.rescale_factor : 1);
  return result;
}

InputRemoval::InputRemoval(const Model& model, ModelInputs inputs, std::vector<TokenDomain> domains,
                           std::optional<PixelScale> scale, Replacement replacement, std::uint32_t seed,
                           std::int64_t text)
    : model_(model), inputs_(std::move(inputs)), domains_(std::move(domains)), scale_(std::move(scale)), text_(text) {
  picture_ = model_picture(inputs_);
  if (!scale_ || !picture_.defined()) return;
  removal_.emplace((picture_[0].to(at::kFloat) * scale_->deviation + scale_->mean) / scale_->scale, replacement, seed);
}

at::Tensor InputRemoval::pixels_without(std::span<const std::int64_t> pixels) const {
  if (!removal_) {
    throw Error("removal", "this model's input has no pixels that could go",
                "Remove words or regions: --part words, --part regions.");
  }
  const at::Tensor changed =
      ((removal_->without(pixels) * scale_->scale - scale_->mean) / scale_->deviation).unsqueeze(0);
  const std::int64_t height = picture_.size(2), width = picture_.size(3);
  at::Tensor gone = at::zeros({height * width}, at::kBool);
  bool* const marks = gone.data_ptr<bool>();
  for (const std::int64_t pixel : pixels) marks[pixel] = true;
  return at::where(gone.view({1, 1, height, width}), changed, picture_);
}

ModelInputs InputRemoval::without_tokens(TokenKind kind, std::span<const std::int64_t> places) const {
  const auto domain =
      std::find_if(domains_.begin(), domains_.end(), [&](const TokenDomain& one) { return one.count(kind) > 0; });
  if (domain == domains_.end()) {
    if (places.empty()) return inputs_;
    throw Error("removal", "the input has no such part", "Choose a part that the model reads.");
  }
  const std::set<std::int64_t> gone(places.begin(), places.end());
  std::vector<std::int64_t> kept;
  for (std::int64_t token = 0; token < domain->size(); ++token) {
    const auto index = static_cast<std::size_t>(token);
    const bool goes = domain->kinds[index] == kind && gone.count(domain->places[index]) != 0;
    const bool padding = kind == TokenKind::word && domain->kinds[index] == kind && domain->padded[index];
    if (!goes && !padding) kept.push_back(token);
  }
  at::Tensor fill;
  if (kind == TokenKind::patch) {
    if (!picture_.defined()) throw Error("removal", "the input has no picture", "Choose a part that the model reads.");
    fill = pixels_without(pixels_of(*domain, places, picture_.size(2), picture_.size(3)));
    // What a model that is given cut patches would do without some of them is mask them, which fills nothing in.
    if (inputs_.at("pixel_values").dim() == 3) return with_model_picture(inputs_, fill);
  }
  if (kind != TokenKind::word || !model_.description().reads_several_texts()) {
    return model_.without(inputs_, *domain, kept, fill).inputs;
  }
  // The other texts stay as they are: only the one whose relevance is known loses words.
  ModelInputs one = inputs_;
  for (const char* name : {"input_ids", "attention_mask", "token_type_ids"}) {
    if (const auto found = one.find(name); found != one.end()) found->second = found->second.narrow(0, text_, 1);
  }
  ModelInputs reduced = model_.without(one, *domain, kept, fill).inputs;
  for (const char* name : {"input_ids", "attention_mask", "token_type_ids"}) {
    const auto found = reduced.find(name);
    if (found == reduced.end()) continue;
    const at::Tensor& all = inputs_.at(name);
    found->second =
        at::cat({all.narrow(0, 0, text_), found->second, all.narrow(0, text_ + 1, all.size(0) - text_ - 1)}, 0);
  }
  return reduced;
}

ModelInputs InputRemoval::without(Part part, std::span<const std::int64_t> places) const {
  if (places.empty()) return inputs_;
  if (part != Part::pixels) return without_tokens(kind_of(part), places);
  return with_model_picture(inputs_, pixels_without(places));
}

}  // namespace rex::evaluate
