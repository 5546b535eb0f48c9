#include "core/explain/explanation.h"

#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"

namespace rex {
namespace {

int from_start(int layer, int layers) { return layer < 0 ? layers + layer : layer; }

}  // namespace

bool LayerRange::contains(int layer, int layers) const {
  return layer >= from_start(first, layers) && layer <= from_start(last, layers);
}

LayerRange parse_layers(const std::string& text) {
  const auto wrong = [&] {
    return Error("layers", "'" + printable(text) + "' is no range of layers",
                 "Write FIRST:LAST counted from 0, as 0:5, 3: or -1 (the last layer only).");
  };
  const std::size_t colon = text.find(':');
  const std::string_view view = text;
  const std::string_view first = view.substr(0, colon);
  const std::string_view last = colon == std::string::npos ? first : view.substr(colon + 1);
  LayerRange range;
  if (colon == std::string::npos || !first.empty()) {
    const auto number = whole_number<int>(first);
    if (!number) throw wrong();
    range.first = *number;
  }
  if (colon == std::string::npos || !last.empty()) {
    const auto number = whole_number<int>(last);
    if (!number) throw wrong();
    range.last = *number;
  }
  return range;
}

std::string to_string(const LayerRange& layers) {
  if (layers == LayerRange{}) return "all layers";
  if (layers == LayerRange{-1, -1}) return "the last layer";
  if (layers.first == layers.last) return "layer " + std::to_string(layers.first);
  if (layers.last == -1) return "layers from " + std::to_string(layers.first);
  return "layers " + std::to_string(layers.first) + " to " + std::to_string(layers.last);
}

std::pair<std::int64_t, std::int64_t> patch_grid(const Explanation& explanation) {
  for (const TokenDomain& domain : explanation.domains) {
    if (domain.grid_rows > 0) return {domain.grid_rows, domain.grid_columns};
  }
  return {0, 0};
}

}  // namespace rex
